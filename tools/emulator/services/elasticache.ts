import type * as sdk from "@aws-sdk/client-elasticache";
import type * as aws from "@pulumi/aws";
import { autoName, type ResourceType, resourceType, requireValue, tagList } from "../resource-type";

export const types: Record<string, ResourceType> = {
    "aws:elasticache/subnetGroup:SubnetGroup": resourceType<aws.elasticache.SubnetGroupArgs>({
        taggable: true,
        mock: name => ({ name: `${name}-name`, arn: `${name}-arn` }),
        async create(inputs, { clients, name }) {
            const groupName = inputs.name ?? autoName(name);
            const { CacheSubnetGroup } = await clients.elasticache.createCacheSubnetGroup({
                CacheSubnetGroupName: groupName,
                CacheSubnetGroupDescription: inputs.description,
                SubnetIds: inputs.subnetIds,
                Tags: tagList(inputs.tags),
            });
            return { id: groupName, state: { name: groupName, arn: CacheSubnetGroup?.ARN } };
        },
    }),

    "aws:elasticache/user:User": resourceType<aws.elasticache.UserArgs>({
        taggable: true,
        mock: name => ({ arn: `${name}-arn` }),
        async create(inputs, { clients }) {
            const { ARN } = await clients.elasticache.createUser({
                UserId: inputs.userId,
                UserName: inputs.userName,
                Engine: inputs.engine,
                AccessString: inputs.accessString,
                NoPasswordRequired: inputs.noPasswordRequired,
                AuthenticationMode: inputs.authenticationMode && {
                    Type: inputs.authenticationMode.type as sdk.InputAuthenticationType },
                Tags: tagList(inputs.tags),
            });
            return { id: inputs.userId, state: { arn: requireValue(ARN, "ARN") } };
        },
    }),

    "aws:elasticache/userGroup:UserGroup": resourceType<aws.elasticache.UserGroupArgs>({
        taggable: true,
        mock: name => ({ arn: `${name}-arn` }),
        async create(inputs, { clients }) {
            const { ARN } = await clients.elasticache.createUserGroup({
                UserGroupId: inputs.userGroupId,
                Engine: inputs.engine,
                UserIds: inputs.userIds,
                Tags: tagList(inputs.tags),
            });
            return { id: inputs.userGroupId, state: { arn: requireValue(ARN, "ARN") } };
        },
    }),

    "aws:elasticache/replicationGroup:ReplicationGroup": resourceType<aws.elasticache.ReplicationGroupArgs>({
        taggable: true,
        mock: name => ({
            arn: `${name}-arn`,
            replicationGroupId: `${name}-id`,
            primaryEndpointAddress: `primary.${name}.cache.amazonaws.com`,
            readerEndpointAddress: `reader.${name}.cache.amazonaws.com`,
        }),
        async create(inputs, { clients, name }) {
            const ReplicationGroupId = inputs.replicationGroupId ?? autoName(name);
            const { ReplicationGroup } = await clients.elasticache.createReplicationGroup({
                ReplicationGroupId,
                ReplicationGroupDescription: inputs.description,
                Engine: inputs.engine,
                EngineVersion: inputs.engineVersion,
                CacheNodeType: inputs.nodeType,
                // moto counts replicas alone, as AWS does in cluster mode.
                ReplicasPerNodeGroup: inputs.numCacheClusters && inputs.numCacheClusters - 1,
                AutomaticFailoverEnabled: inputs.automaticFailoverEnabled,
                MultiAZEnabled: inputs.multiAzEnabled,
                Port: inputs.port,
                CacheSubnetGroupName: inputs.subnetGroupName,
                SecurityGroupIds: inputs.securityGroupIds,
                AtRestEncryptionEnabled: inputs.atRestEncryptionEnabled,
                KmsKeyId: inputs.kmsKeyId,
                TransitEncryptionEnabled: inputs.transitEncryptionEnabled,
                UserGroupIds: inputs.userGroupIds,
                Tags: tagList(inputs.tags),
            });
            // Cluster mode has a configuration endpoint instead.
            const endpoint = ReplicationGroup?.NodeGroups?.[0];
            return {
                id: ReplicationGroupId,
                state: {
                    replicationGroupId: ReplicationGroupId,
                    arn: requireValue(ReplicationGroup?.ARN, "ARN"),
                    primaryEndpointAddress: endpoint?.PrimaryEndpoint?.Address,
                    readerEndpointAddress: endpoint?.ReaderEndpoint?.Address,
                },
            };
        },
    }),
};
