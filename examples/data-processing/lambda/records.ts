import { type AttributeValue, GetItemCommand, PutItemCommand, UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import type { Tools } from "./environment";
import type { ObjectVersion } from "./events";

/** What the table holds of one version of an object. */
export interface ObjectRecord extends ObjectVersion {
    size: number;
    contentType: string;
    sha256: string;
    recordedOn: string;
    recordedAt: string;
    /** Missing until the object has been announced. */
    announcedAt?: string;
    /** Second of Unix time after which DynamoDB deletes the record. */
    expiresAt: number;
}

export async function findRecord(
    { key, versionId }: ObjectVersion, { clients, settings, signal }: Tools,
): Promise<ObjectRecord | undefined> {
    const { Item } = await clients.dynamodb.send(new GetItemCommand({
        TableName: settings.tableName,
        Key: toItem({ key, versionId }),
        ConsistentRead: true,
    }), { abortSignal: signal });
    return Item && fromItem(Item);
}

/** @throws ConditionalCheckFailedException where there is a record already. */
export async function createRecord(
    object: ObjectVersion & Pick<ObjectRecord, "size" | "contentType" | "sha256">, { clients, settings, signal }: Tools,
): Promise<ObjectRecord> {
    const now = new Date();
    const record = {
        ...object,
        recordedOn: now.toISOString().slice(0, 10),
        recordedAt: now.toISOString(),
        expiresAt: Math.floor(now.getTime() / 1000) + settings.recordDays * 24 * 60 * 60,
    };
    await clients.dynamodb.send(new PutItemCommand({
        TableName: settings.tableName,
        Item: toItem(record),
        ConditionExpression: "attribute_not_exists(versionId)",
    }), { abortSignal: signal });
    return record;
}

export async function markAnnounced(
    { key, versionId }: ObjectVersion, { clients, settings, signal }: Tools,
): Promise<void> {
    await clients.dynamodb.send(new UpdateItemCommand({
        TableName: settings.tableName,
        Key: toItem({ key, versionId }),
        UpdateExpression: "SET announcedAt = if_not_exists(announcedAt, :now)",
        ExpressionAttributeValues: { ":now": { S: new Date().toISOString() } },
    }), { abortSignal: signal });
}

function toItem(record: object): Record<string, AttributeValue> {
    return Object.fromEntries(Object.entries(record).map(([name, value]) =>
        [name, typeof value === "number" ? { N: String(value) } : { S: String(value) }]));
}

function fromItem(item: Record<string, AttributeValue>): ObjectRecord {
    return Object.fromEntries(Object.entries(item).map(([name, { N, S }]) =>
        [name, N === undefined ? S : Number(N)])) as unknown as ObjectRecord;
}
