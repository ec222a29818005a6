import type * as aws from "@pulumi/aws";
import { autoName, type ResourceType, resourceType, requireValue, tagList } from "../resource-type";

export const types: Record<string, ResourceType> = {
    "aws:rds/subnetGroup:SubnetGroup": resourceType<aws.rds.SubnetGroupArgs>({
        taggable: true,
        mock: name => ({ name: `${name}-name` }),
        async create(inputs, { clients, name }) {
            const groupName = inputs.name ?? autoName(name);
            await clients.rds.createDBSubnetGroup({
                DBSubnetGroupName: groupName,
                DBSubnetGroupDescription: inputs.description,
                SubnetIds: inputs.subnetIds,
                Tags: tagList(inputs.tags),
            });
            return { id: groupName, state: { name: groupName } };
        },
    }),

    "aws:rds/parameterGroup:ParameterGroup": resourceType<aws.rds.ParameterGroupArgs>({
        taggable: true,
        mock: name => ({ name: `${name}-name` }),
        async create(inputs, { clients, name }) {
            const groupName = inputs.name ?? autoName(name);
            await clients.rds.createDBParameterGroup({
                DBParameterGroupName: groupName,
                DBParameterGroupFamily: inputs.family,
                Description: inputs.description,
                Tags: tagList(inputs.tags),
            });
            await clients.rds.modifyDBParameterGroup({
                DBParameterGroupName: groupName,
                Parameters: inputs.parameters?.map(parameter => ({
                    ParameterName: parameter.name,
                    ParameterValue: parameter.value,
                    ApplyMethod: parameter.applyMethod as "immediate" | undefined ?? "immediate",
                })),
            });
            return { id: groupName, state: { name: groupName } };
        },
    }),

    "aws:rds/instance:Instance": resourceType<aws.rds.InstanceArgs>({
        taggable: true,
        mock: name => ({
            address: `${name}.rds.amazonaws.com`,
            endpoint: `${name}.rds.amazonaws.com:3306`,
            port: 3306,
            masterUserSecrets: [{ secretArn: `${name}-secret-arn` }],
        }),
        async create(inputs, { clients }) {
            const { DBInstance } = await clients.rds.createDBInstance({
                DBInstanceIdentifier: inputs.identifier,
                Engine: inputs.engine,
                EngineVersion: inputs.engineVersion,
                AutoMinorVersionUpgrade: inputs.autoMinorVersionUpgrade,
                DBInstanceClass: inputs.instanceClass,
                MultiAZ: inputs.multiAz,
                DBName: inputs.dbName,
                MasterUsername: inputs.username,
                ManageMasterUserPassword: inputs.manageMasterUserPassword,
                MasterUserSecretKmsKeyId: inputs.masterUserSecretKmsKeyId,
                EnableIAMDatabaseAuthentication: inputs.iamDatabaseAuthenticationEnabled,
                DBSubnetGroupName: inputs.dbSubnetGroupName,
                VpcSecurityGroupIds: inputs.vpcSecurityGroupIds,
                PubliclyAccessible: inputs.publiclyAccessible,
                CACertificateIdentifier: inputs.caCertIdentifier,
                DBParameterGroupName: inputs.parameterGroupName,
                StorageType: inputs.storageType,
                StorageEncrypted: inputs.storageEncrypted,
                KmsKeyId: inputs.kmsKeyId,
                AllocatedStorage: inputs.allocatedStorage,
                MaxAllocatedStorage: inputs.maxAllocatedStorage,
                BackupRetentionPeriod: inputs.backupRetentionPeriod,
                CopyTagsToSnapshot: inputs.copyTagsToSnapshot,
                EnableCloudwatchLogsExports: inputs.enabledCloudwatchLogsExports,
                DeletionProtection: inputs.deletionProtection,
                Tags: tagList(inputs.tags),
            });
            const { Endpoint, MasterUserSecret } = requireValue(DBInstance, "DBInstance");
            const address = requireValue(Endpoint?.Address, "Address");
            const port = requireValue(Endpoint?.Port, "Port");
            return {
                id: requireValue(DBInstance?.DbiResourceId, "DbiResourceId"),
                state: {
                    address,
                    port,
                    endpoint: `${address}:${port}`,
                    masterUserSecrets: [{ secretArn: requireValue(MasterUserSecret?.SecretArn, "SecretArn") }],
                },
            };
        },
    }),
};
