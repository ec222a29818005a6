import {
    CreateDBInstanceCommand,
    CreateDBParameterGroupCommand,
    CreateDBSubnetGroupCommand,
    ModifyDBParameterGroupCommand,
} from "@aws-sdk/client-rds";
import type * as aws from "@pulumi/aws";
import { autoName, type Creator, creator, given, tagList } from "./resource";

export const rds: Record<string, Creator> = {
    "aws:rds/subnetGroup:SubnetGroup": creator<aws.rds.SubnetGroupArgs>(async (inputs, { clients, name }) => {
        const groupName = inputs.name ?? autoName(name);
        await clients.rds.send(new CreateDBSubnetGroupCommand({
            DBSubnetGroupName: groupName,
            DBSubnetGroupDescription: inputs.description,
            SubnetIds: inputs.subnetIds,
            Tags: tagList(inputs.tags),
        }));
        return { id: groupName, state: { name: groupName } };
    }),

    "aws:rds/parameterGroup:ParameterGroup": creator<aws.rds.ParameterGroupArgs>(async (inputs, { clients, name }) => {
        const groupName = inputs.name ?? autoName(name);
        await clients.rds.send(new CreateDBParameterGroupCommand({
            DBParameterGroupName: groupName,
            DBParameterGroupFamily: inputs.family,
            Description: inputs.description,
            Tags: tagList(inputs.tags),
        }));
        await clients.rds.send(new ModifyDBParameterGroupCommand({
            DBParameterGroupName: groupName,
            Parameters: inputs.parameters?.map(parameter => ({
                ParameterName: parameter.name,
                ParameterValue: parameter.value,
                ApplyMethod: parameter.applyMethod as "immediate" | undefined ?? "immediate",
            })),
        }));
        return { id: groupName, state: { name: groupName } };
    }),

    "aws:rds/instance:Instance": creator<aws.rds.InstanceArgs>(async (inputs, { clients }) => {
        const { DBInstance } = await clients.rds.send(new CreateDBInstanceCommand({
            DBInstanceIdentifier: inputs.identifier,
            Engine: inputs.engine,
            EngineVersion: inputs.engineVersion,
            AutoMinorVersionUpgrade: inputs.autoMinorVersionUpgrade,
            DBInstanceClass: inputs.instanceClass,
            MultiAZ: inputs.multiAz,
            DBName: inputs.dbName,
            MasterUsername: inputs.username,
            ManageMasterUserPassword: inputs.manageMasterUserPassword,
            EnableIAMDatabaseAuthentication: inputs.iamDatabaseAuthenticationEnabled,
            DBSubnetGroupName: inputs.dbSubnetGroupName,
            VpcSecurityGroupIds: inputs.vpcSecurityGroupIds,
            PubliclyAccessible: inputs.publiclyAccessible,
            CACertificateIdentifier: inputs.caCertIdentifier,
            DBParameterGroupName: inputs.parameterGroupName,
            StorageType: inputs.storageType,
            StorageEncrypted: inputs.storageEncrypted,
            AllocatedStorage: inputs.allocatedStorage,
            MaxAllocatedStorage: inputs.maxAllocatedStorage,
            BackupRetentionPeriod: inputs.backupRetentionPeriod,
            CopyTagsToSnapshot: inputs.copyTagsToSnapshot,
            EnableCloudwatchLogsExports: inputs.enabledCloudwatchLogsExports,
            DeletionProtection: inputs.deletionProtection,
            Tags: tagList(inputs.tags),
        }));
        const { Endpoint, MasterUserSecret } = given(DBInstance, "DBInstance");
        const address = given(Endpoint?.Address, "Address");
        const port = given(Endpoint?.Port, "Port");
        return {
            id: given(DBInstance?.DbiResourceId, "DbiResourceId"),
            state: {
                address,
                port,
                endpoint: `${address}:${port}`,
                masterUserSecrets: [{ secretArn: given(MasterUserSecret?.SecretArn, "SecretArn") }],
            },
        };
    }),
};
