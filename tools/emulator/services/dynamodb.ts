import type * as sdk from "@aws-sdk/client-dynamodb";
import type * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { autoName, type Context, type ResourceType, resourceType, requireValue, tagList } from "../resource-type";

export const types: Record<string, ResourceType> = {
    "aws:dynamodb/table:Table": resourceType<aws.dynamodb.TableArgs>({
        taggable: true,
        mock: name => ({ name: `${name}-name`, arn: `${name}-arn`, streamArn: `${name}-stream-arn` }),
        async create(inputs, { clients: { dynamodb }, clientsOf, name }) {
            const TableName = inputs.name ?? autoName(name);
            const indexes = inputs.globalSecondaryIndexes?.map(index => ({
                IndexName: index.name,
                KeySchema: index.keySchemas?.map(key => ({
                    AttributeName: key.attributeName, KeyType: key.keyType as sdk.KeyType,
                // eslint-disable-next-line @typescript-eslint/no-deprecated -- the provider still takes both
                })) ?? keySchema(index.hashKey, index.rangeKey),
                Projection: {
                    ProjectionType: index.projectionType as sdk.ProjectionType,
                    NonKeyAttributes: index.nonKeyAttributes,
                },
                ProvisionedThroughput: throughput(index.readCapacity, index.writeCapacity),
            }));
            const { TableDescription } = await dynamodb.createTable({
                TableName,
                BillingMode: (inputs.billingMode ?? "PROVISIONED") as sdk.BillingMode,
                ProvisionedThroughput: throughput(inputs.readCapacity, inputs.writeCapacity),
                KeySchema: keySchema(inputs.hashKey, inputs.rangeKey),
                AttributeDefinitions: inputs.attributes?.map(attribute => ({
                    AttributeName: attribute.name, AttributeType: attribute.type as sdk.ScalarAttributeType })),
                GlobalSecondaryIndexes: indexes,
                StreamSpecification: inputs.streamEnabled
                    ? { StreamEnabled: true, StreamViewType: inputs.streamViewType as sdk.StreamViewType }
                    : undefined,
                SSESpecification: inputs.serverSideEncryption?.enabled
                    ? { Enabled: true, SSEType: "KMS", KMSMasterKeyId: inputs.serverSideEncryption.kmsKeyArn }
                    : undefined,
                DeletionProtectionEnabled: inputs.deletionProtectionEnabled,
                TableClass: inputs.tableClass as sdk.TableClass,
                Tags: tagList(inputs.tags),
            });
            if (inputs.pointInTimeRecovery?.enabled) {
                await dynamodb.updateContinuousBackups({
                    TableName,
                    PointInTimeRecoverySpecification: {
                        PointInTimeRecoveryEnabled: true,
                        RecoveryPeriodInDays: inputs.pointInTimeRecovery.recoveryPeriodInDays,
                    },
                });
            }
            if (inputs.ttl?.enabled) {
                await dynamodb.updateTimeToLive({
                    TableName,
                    TimeToLiveSpecification: { Enabled: true, AttributeName: inputs.ttl.attributeName },
                });
            }
            for (const replica of inputs.replicas ?? []) {
                await createReplica(TableName, replica, inputs.tags, { source: dynamodb, clientsOf });
            }
            const { TableArn, LatestStreamArn } = requireValue(TableDescription, "TableDescription");
            return { id: TableName, state: { name: TableName, arn: TableArn, streamArn: LatestStreamArn } };
        },
    }),
};

/** As the provider does: what AWS doesn't copy, it sets in the replica's own region. */
async function createReplica(
    TableName: string,
    replica: pulumi.Unwrap<aws.types.input.dynamodb.TableReplica>,
    tags: Record<string, string> | undefined,
    { source, clientsOf }: { source: sdk.DynamoDB; clientsOf: Context["clientsOf"] },
): Promise<void> {
    const { dynamodb } = clientsOf(replica.regionName);
    await source.updateTable({ TableName, ReplicaUpdates: [{ Create: { RegionName: replica.regionName } }] });
    if (replica.pointInTimeRecovery) {
        await dynamodb.updateContinuousBackups({
            TableName, PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true } });
    }
    if (replica.deletionProtectionEnabled) {
        await dynamodb.updateTable({ TableName, DeletionProtectionEnabled: true });
    }
    if (replica.propagateTags && tags) {
        const { Table } = await dynamodb.describeTable({ TableName });
        await dynamodb.tagResource({ ResourceArn: Table?.TableArn, Tags: tagList(tags) });
    }
}

function keySchema(hashKey: string | undefined, rangeKey: string | undefined): sdk.KeySchemaElement[] {
    const keys = { HASH: hashKey, RANGE: rangeKey };
    return Object.entries(keys).flatMap(([KeyType, AttributeName]) =>
        AttributeName ? [{ AttributeName, KeyType: KeyType as sdk.KeyType }] : []);
}

function throughput(read: number | undefined, write: number | undefined): sdk.ProvisionedThroughput | undefined {
    return read && write ? { ReadCapacityUnits: read, WriteCapacityUnits: write } : undefined;
}
