import { documented, schema, type Table, when } from "./table";

const insights = "performanceInsightsEnabled performanceInsightsKmsKeyId performanceInsightsRetentionPeriod";

export const storage: Table = {
    "rds.Instance": [schema("rds/instance.go", {
        replace: `availabilityZone backupTarget characterSetName customIamInstanceProfile dbName engine kmsKeyId
            ncharCharacterSetName restoreToPointInTime s3Import snapshotIdentifier storageEncrypted timezone
            username`,
        update: `allocatedStorage allowMajorVersionUpgrade applyImmediately autoMinorVersionUpgrade
            backupRetentionPeriod backupWindow blueGreenUpdate caCertIdentifier copyTagsToSnapshot
            customerOwnedIpEnabled dbSubnetGroupName deleteAutomatedBackups deletionProtection domain
            domainIamRoleName enabledCloudwatchLogsExports engineVersion finalSnapshotIdentifier
            iamDatabaseAuthenticationEnabled identifier identifierPrefix instanceClass iops licenseModel
            maintenanceWindow manageMasterUserPassword masterUserSecretKmsKeyId maxAllocatedStorage
            monitoringInterval monitoringRoleArn multiAz networkType optionGroupName parameterGroupName password
            ${insights} port publiclyAccessible replicaMode replicateSourceDb skipFinalSnapshot
            storageThroughput storageType vpcSecurityGroupIds`,
        unordered: "enabledCloudwatchLogsExports vpcSecurityGroupIds",
    })],
    "rds.SubnetGroup": [schema("rds/subnet_group.go", {
        replace: "name namePrefix", update: "description subnetIds", unordered: "subnetIds",
    })],
    "rds.ParameterGroup": [schema("rds/parameter_group.go", {
        replace: "description family name namePrefix", update: "parameters skipDestroy", unordered: "parameters",
    })],
    "rds.ClusterParameterGroup": [schema("rds/cluster_parameter_group.go", {
        replace: "description family name namePrefix", update: "parameters", unordered: "parameters",
    })],
    "rds.Cluster": [schema("rds/cluster.go", {
        replace: `availabilityZones clusterIdentifier clusterIdentifierPrefix clusterScalabilityType databaseName
            dbSubnetGroupName dbSystemId engine engineMode kmsKeyId masterUsername restoreToPointInTime s3Import
            sourceRegion storageEncrypted`,
        update: `allocatedStorage allowMajorVersionUpgrade applyImmediately backtrackWindow backupRetentionPeriod
            caCertificateIdentifier clusterMembers copyTagsToSnapshot databaseInsightsMode dbClusterInstanceClass
            dbClusterParameterGroupName dbInstanceParameterGroupName deleteAutomatedBackups deletionProtection
            domain domainIamRoleName enableGlobalWriteForwarding enableHttpEndpoint enableLocalWriteForwarding
            enabledCloudwatchLogsExports engineLifecycleSupport engineVersion finalSnapshotIdentifier
            globalClusterIdentifier iamDatabaseAuthenticationEnabled iamRoles iops manageMasterUserPassword
            masterPassword masterPasswordWo masterPasswordWoVersion masterUserSecretKmsKeyId monitoringInterval
            monitoringRoleArn networkType ${insights} port preferredBackupWindow preferredMaintenanceWindow
            replicationSourceIdentifier scalingConfiguration serverlessv2ScalingConfiguration skipFinalSnapshot
            vpcSecurityGroupIds`,
        conditional: {
            snapshotIdentifier: when("if not removed", ({ after }) => after !== undefined),
        },
        unordered: "availabilityZones clusterMembers enabledCloudwatchLogsExports iamRoles vpcSecurityGroupIds",
    }), documented({ conditional: {
        storageType: when("if it is a Multi-AZ DB cluster", ({ inputs }) =>
            !String(inputs.after.engine).startsWith("aurora")),
    } })],
    "rds.ClusterInstance": [schema("rds/cluster_instance.go", {
        replace: `availabilityZone clusterIdentifier customIamInstanceProfile dbSubnetGroupName engine identifier
            identifierPrefix`,
        update: `applyImmediately autoMinorVersionUpgrade caCertIdentifier copyTagsToSnapshot dbParameterGroupName
            engineVersion forceDestroy instanceClass monitoringInterval monitoringRoleArn ${insights}
            preferredBackupWindow preferredMaintenanceWindow promotionTier publiclyAccessible`,
    })],
    "dynamodb.Table": [schema("dynamodb/table.go", {
        replace: "hashKey localSecondaryIndexes name rangeKey restoreDateTime restoreSourceName restoreToLatestTime",
        update: `attributes billingMode globalSecondaryIndexes pointInTimeRecovery readCapacity replicas
            serverSideEncryption streamEnabled streamViewType tableClass ttl writeCapacity`,
        unordered: "attributes globalSecondaryIndexes localSecondaryIndexes replicas",
    }), {
        source: "AWS API, UpdateTable", update: "deletionProtectionEnabled",
    }],
    "elasticache.ReplicationGroup": [schema("elasticache/replication_group.go", {
        replace: `atRestEncryptionEnabled dataTieringEnabled globalReplicationGroupId kmsKeyId networkType port
            replicationGroupId securityGroupNames snapshotArns subnetGroupName`,
        update: `applyImmediately authToken authTokenUpdateStrategy autoMinorVersionUpgrade automaticFailoverEnabled
            clusterMode description finalSnapshotIdentifier ipDiscovery logDeliveryConfigurations
            maintenanceWindow multiAzEnabled nodeType notificationTopicArn numCacheClusters numNodeGroups
            parameterGroupName preferredCacheClusterAzs replicasPerNodeGroup securityGroupIds
            snapshotRetentionLimit snapshotWindow transitEncryptionMode userGroupIds`,
        conditional: {
            engine: when("if it goes from valkey to redis", ({ before, after }) =>
                before === "valkey" && after !== "valkey"),
            engineVersion: when("if lowered", ({ before, after }) => isLower(after, before)),
        },
        unordered: "logDeliveryConfigurations securityGroupIds securityGroupNames snapshotArns userGroupIds",
    }), documented({
        replace: "snapshotName",
        conditional: {
            transitEncryptionEnabled: when("if engineVersion is below 7.0.5", ({ inputs }) =>
                isLower(inputs.after.engineVersion, "7.0.5")),
        },
    })],
    "elasticache.SubnetGroup": [schema("elasticache/subnet_group.go", {
        replace: "name", update: "description subnetIds", unordered: "subnetIds",
    })],
    "elasticache.User": [schema("elasticache/user.go", {
        replace: "userId userName", update: "accessString authenticationMode engine noPasswordRequired passwords",
        unordered: "passwords",
    })],
    "elasticache.UserGroup": [schema("elasticache/user_group.go", {
        replace: "engine", update: "userIds", unordered: "userIds",
    })],
    "s3.Bucket": [schema("s3/bucket.go", {
        replace: "bucket bucketPrefix", update: "acl forceDestroy lifecycleRules versioning",
    })],
    "s3.BucketVersioning": [schema("s3/bucket_versioning.go", {
        replace: "bucket expectedBucketOwner", update: "mfa versioningConfiguration",
    })],
    "s3.BucketPublicAccessBlock": [schema("s3/bucket_public_access_block.go", {
        replace: "bucket",
        update: "blockPublicAcls blockPublicPolicy ignorePublicAcls restrictPublicBuckets skipDestroy",
    })],
    "s3.BucketPolicy": [schema("s3/bucket_policy.go", { replace: "bucket", update: "policy" })],
    "s3.BucketOwnershipControls": [schema("s3/bucket_ownership_controls.go", { replace: "bucket", update: "rule" })],
    "s3.BucketLifecycleConfiguration": [schema("s3/bucket_lifecycle_configuration.go", {
        replace: "bucket expectedBucketOwner", update: "rules transitionDefaultMinimumObjectSize",
    })],
    "s3.BucketServerSideEncryptionConfiguration": [schema("s3/bucket_server_side_encryption_configuration.go", {
        replace: "bucket expectedBucketOwner", update: "rules", unordered: "rules",
    })],
    "s3.BucketNotification": [schema("s3/bucket_notification.go", {
        replace: "bucket", update: "eventbridge lambdaFunctions queues topics",
    })],
};

/** Undefined without versions: AWS took what was newest then. */
function isLower(version: unknown, than: unknown): boolean | undefined {
    if (typeof version !== "string" || typeof than !== "string") {
        return undefined;
    }
    return new Intl.Collator("en", { numeric: true }).compare(version, than) < 0;
}
