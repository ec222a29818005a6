import { documents } from "./documents";
import type { Fixture } from "./stack";

const tags = { Project: "test", Environment: "prod" };

function createBucket(name: string): Fixture[] {
    const bucket = `$${name}-bucket`;
    return [
        { type: "aws:s3/bucket:Bucket", name: `${name}-bucket`, props: { forceDestroy: false, acl: "private", tags } },
        {
            type: "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock", name: `${name}-access-block`,
            props: {
                bucket, blockPublicAcls: true, blockPublicPolicy: true, ignorePublicAcls: true,
                restrictPublicBuckets: true,
            },
        },
        {
            type: "aws:s3/bucketPolicy:BucketPolicy", name: `${name}-policy`,
            // By way of the access block, as programs do to keep an order.
            props: { bucket: `$${name}-access-block`, policy: documents.bucket },
        },
        {
            type: "aws:s3/bucketOwnershipControls:BucketOwnershipControls", name: `${name}-ownership`,
            props: { bucket, rule: { objectOwnership: "BucketOwnerEnforced" } },
        },
        {
            type: "aws:s3/bucketVersioning:BucketVersioning", name: `${name}-versioning`,
            props: { bucket, versioningConfiguration: { status: "Enabled" } },
        },
        {
            type: "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
            name: `${name}-encryption`,
            props: {
                bucket,
                rules: [{
                    applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId: "$key" },
                    bucketKeyEnabled: true, blockedEncryptionTypes: ["SSE-C"],
                }],
            },
        },
        {
            type: "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration", name: `${name}-lifecycle`,
            props: {
                bucket,
                rules: [{
                    id: "all", status: "Enabled", abortIncompleteMultipartUpload: { daysAfterInitiation: 7 },
                    noncurrentVersionExpiration: { noncurrentDays: 30 },
                }],
            },
        },
        {
            type: "aws:s3/bucketReplicationConfig:BucketReplicationConfig", name: `${name}-replication`,
            props: { bucket, role: "arn", rules: [] },
        },
        { type: "aws:s3/bucketNotification:BucketNotification", name: `${name}-notification`, props: { bucket } },
    ];
}

const observed = {
    monitoringInterval: 60, performanceInsightsEnabled: true, performanceInsightsKmsKeyId: "$key",
    caCertIdentifier: "rds-ca-rsa2048-g1", autoMinorVersionUpgrade: true, publiclyAccessible: false,
};
const database = {
    storageEncrypted: true, kmsKeyId: "$key", dbSubnetGroupName: "$db-subnets", vpcSecurityGroupIds: ["$data-group"],
    manageMasterUserPassword: true, masterUserSecretKmsKeyId: "$key", backupRetentionPeriod: 14, port: 3307,
    deletionProtection: true, skipFinalSnapshot: false, deleteAutomatedBackups: false, copyTagsToSnapshot: true,
    iamDatabaseAuthenticationEnabled: true, enabledCloudwatchLogsExports: ["error", "slowquery"], tags,
};

export const compliantData: Fixture[] = [
    ...createBucket("data"),
    ...createBucket("logs"),
    {
        type: "aws:s3/bucketLogging:BucketLogging", name: "data-logging",
        props: { bucket: "$data-bucket", targetBucket: "$logs-bucket" },
    },
    {
        type: "aws:kms/key:Key", name: "key",
        props: { enableKeyRotation: true, isEnabled: true, deletionWindowInDays: 30, policy: documents.key, tags },
    },
    {
        type: "aws:rds/subnetGroup:SubnetGroup", name: "db-subnets",
        props: { subnetIds: ["$private-subnet", "subnet-1"], tags },
    },
    {
        type: "aws:rds/parameterGroup:ParameterGroup", name: "mysql-parameters",
        props: {
            family: "mysql8.4",
            parameters: [
                { name: "require_secure_transport", value: "1" }, { name: "slow_query_log", value: "1" },
                { name: "log_output", value: "FILE" },
            ],
            tags,
        },
    },
    {
        type: "aws:rds/clusterParameterGroup:ClusterParameterGroup", name: "postgres-parameters",
        props: { family: "aurora-postgresql17", parameters: [{ name: "rds.force_ssl", value: "1" }], tags },
    },
    {
        type: "aws:rds/instance:Instance", name: "db",
        props: {
            ...database, ...observed, engine: "mysql", username: "dbadmin", multiAz: true,
            parameterGroupName: "$mysql-parameters",
        },
    },
    {
        type: "aws:rds/cluster:Cluster", name: "cluster-db",
        props: {
            ...database, engine: "aurora-postgresql", masterUsername: "dbadmin", port: 5433,
            enabledCloudwatchLogsExports: ["postgresql"], dbClusterParameterGroupName: "$postgres-parameters",
        },
    },
    ...["a", "b"].map(zone => ({
        type: "aws:rds/clusterInstance:ClusterInstance", name: `cluster-db-${zone}`,
        props: { ...observed, clusterIdentifier: "$cluster-db", availabilityZone: `us-east-1${zone}`, tags },
    })),
    { type: "aws:rds/eventSubscription:EventSubscription", name: "db-events", props: { snsTopic: "$topic", tags } },
    { type: "aws:backup/selection:Selection", name: "backup", props: { resources: ["$db"] } },
    {
        type: "aws:dynamodb/table:Table", name: "table",
        props: {
            billingMode: "PAY_PER_REQUEST", pointInTimeRecovery: { enabled: true }, deletionProtectionEnabled: true,
            serverSideEncryption: { enabled: true, kmsKeyArn: "$key" },
            replicas: [{ regionName: "us-west-2", pointInTimeRecovery: true, deletionProtectionEnabled: true }], tags,
        },
    },
    {
        type: "aws:elasticache/subnetGroup:SubnetGroup", name: "cache-subnets",
        props: { subnetIds: ["$private-subnet", "subnet-1"], tags },
    },
    {
        type: "aws:elasticache/replicationGroup:ReplicationGroup", name: "cache",
        props: {
            atRestEncryptionEnabled: true, transitEncryptionEnabled: true, transitEncryptionMode: "required",
            userGroupIds: ["$cache-users"], subnetGroupName: "$cache-subnets", securityGroupIds: ["$data-group"],
            automaticFailoverEnabled: true, multiAzEnabled: true, snapshotRetentionLimit: 7, port: 6380,
            autoMinorVersionUpgrade: true, kmsKeyId: "$key", tags,
        },
    },
    { type: "aws:elasticache/userGroup:UserGroup", name: "cache-users", props: { userIds: ["$cache-user"], tags } },
    {
        type: "aws:elasticache/user:User", name: "cache-user",
        props: { accessString: "on ~app:* -@all +@read", authenticationMode: { type: "iam" }, tags },
    },
    {
        type: "aws:secretsmanager/secret:Secret", name: "secret",
        props: { kmsKeyId: "$key", recoveryWindowInDays: 30, policy: documents.withoutTls, tags },
    },
    { type: "aws:secretsmanager/secretRotation:SecretRotation", name: "rotation", props: { secretId: "$secret" } },
    { type: "aws:ssm/parameter:Parameter", name: "parameter", props: { type: "SecureString", value: "$db", tags } },
    { type: "aws:sns/topic:Topic", name: "topic", props: { kmsMasterKeyId: "$key", tags } },
    {
        type: "aws:sns/topicPolicy:TopicPolicy", name: "topic-policy",
        props: { arn: "$topic", policy: documents.topic },
    },
    {
        type: "aws:sqs/queue:Queue", name: "queue",
        props: { sqsManagedSseEnabled: true, redrivePolicy: "$dead-letters", tags },
    },
    {
        type: "aws:sqs/queuePolicy:QueuePolicy", name: "queue-policy",
        props: { queueUrl: "$queue", policy: documents.queue },
    },
    {
        type: "aws:sqs/queue:Queue", name: "dead-letters",
        props: { sqsManagedSseEnabled: true, messageRetentionSeconds: 1_209_600, tags },
    },
    {
        type: "aws:sqs/queuePolicy:QueuePolicy", name: "dead-letters-policy",
        props: { queueUrl: "$dead-letters", policy: documents.queue },
    },
    {
        type: "aws:sqs/redriveAllowPolicy:RedriveAllowPolicy", name: "redrive-allow-policy",
        props: { queueUrl: "$dead-letters", redriveAllowPolicy: "$queue" },
    },
];
