import type * as aws from "@pulumi/aws";
import { autoName, type ResourceType, resourceType, requireValue, tagList } from "../resource-type";

/** Aurora. */
export const types: Record<string, ResourceType> = {
    "aws:rds/clusterParameterGroup:ClusterParameterGroup": resourceType<aws.rds.ClusterParameterGroupArgs>({
        taggable: true,
        mock: name => ({ name: `${name}-name` }),
        async create(inputs, { clients, name }) {
            const groupName = inputs.name ?? autoName(name);
            await clients.rds.createDBClusterParameterGroup({
                DBClusterParameterGroupName: groupName,
                DBParameterGroupFamily: inputs.family,
                Description: inputs.description ?? "Managed by Pulumi",
                Tags: tagList(inputs.tags),
            });
            await clients.rds.modifyDBClusterParameterGroup({
                DBClusterParameterGroupName: groupName,
                Parameters: inputs.parameters?.map(parameter => ({
                    ParameterName: parameter.name,
                    ParameterValue: parameter.value,
                    ApplyMethod: parameter.applyMethod as "immediate" | undefined ?? "immediate",
                })),
            });
            return { id: groupName, state: { name: groupName } };
        },
    }),

    "aws:rds/cluster:Cluster": resourceType<aws.rds.ClusterArgs>({
        taggable: true,
        mock: name => ({
            endpoint: `${name}.cluster.rds.amazonaws.com`,
            readerEndpoint: `${name}.cluster-ro.rds.amazonaws.com`,
            port: 5432,
            masterUserSecrets: [{ secretArn: `${name}-secret-arn` }],
        }),
        async create(inputs, { clients }) {
            const scaling = inputs.serverlessv2ScalingConfiguration;
            const { DBCluster } = await clients.rds.createDBCluster({
                DBClusterIdentifier: inputs.clusterIdentifier,
                Engine: inputs.engine,
                EngineMode: inputs.engineMode,
                EngineVersion: inputs.engineVersion,
                ServerlessV2ScalingConfiguration: scaling && {
                    MinCapacity: scaling.minCapacity, MaxCapacity: scaling.maxCapacity },
                DatabaseName: inputs.databaseName,
                MasterUsername: inputs.masterUsername,
                ManageMasterUserPassword: inputs.manageMasterUserPassword,
                EnableIAMDatabaseAuthentication: inputs.iamDatabaseAuthenticationEnabled,
                DBSubnetGroupName: inputs.dbSubnetGroupName,
                VpcSecurityGroupIds: inputs.vpcSecurityGroupIds,
                DBClusterParameterGroupName: inputs.dbClusterParameterGroupName,
                StorageEncrypted: inputs.storageEncrypted,
                BackupRetentionPeriod: inputs.backupRetentionPeriod,
                CopyTagsToSnapshot: inputs.copyTagsToSnapshot,
                EnableCloudwatchLogsExports: inputs.enabledCloudwatchLogsExports,
                DeletionProtection: inputs.deletionProtection,
                Tags: tagList(inputs.tags),
            });
            const cluster = requireValue(DBCluster, "DBCluster");
            return {
                id: requireValue(cluster.DBClusterIdentifier, "DBClusterIdentifier"),
                state: {
                    endpoint: requireValue(cluster.Endpoint, "Endpoint"),
                    readerEndpoint: requireValue(cluster.ReaderEndpoint, "ReaderEndpoint"),
                    port: requireValue(cluster.Port, "Port"),
                    masterUserSecrets: [{ secretArn: requireValue(cluster.MasterUserSecret?.SecretArn, "SecretArn") }],
                },
            };
        },
    }),

    "aws:rds/clusterInstance:ClusterInstance": resourceType<aws.rds.ClusterInstanceArgs>({
        taggable: true,
        async create(inputs, { clients }) {
            const { DBInstance } = await clients.rds.createDBInstance({
                DBInstanceIdentifier: inputs.identifier,
                DBClusterIdentifier: inputs.clusterIdentifier,
                Engine: inputs.engine,
                DBInstanceClass: inputs.instanceClass,
                AvailabilityZone: inputs.availabilityZone,
                PromotionTier: inputs.promotionTier,
                PubliclyAccessible: inputs.publiclyAccessible,
                CACertificateIdentifier: inputs.caCertIdentifier,
                AutoMinorVersionUpgrade: inputs.autoMinorVersionUpgrade,
                CopyTagsToSnapshot: inputs.copyTagsToSnapshot,
                Tags: tagList(inputs.tags),
            });
            return { id: requireValue(DBInstance?.DBInstanceIdentifier, "DBInstanceIdentifier"), state: {} };
        },
    }),
};
