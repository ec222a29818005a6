import { type AttributeValue, UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import type { Tools } from "./environment";
import { type Evaluation, isTest } from "./evaluations";
import type { RuleEvent } from "./events";

/**
 * Records the latest that a rule has found about a resource. A violation's record says when it was announced, until the
 * resource is no longer one.
 * @returns whether it still has to be announced.
 * @throws ConditionalCheckFailedException where something later is recorded.
 */
export async function recordEvaluation(
    evaluation: Evaluation, event: RuleEvent, { clients, settings, signal }: Tools,
): Promise<boolean> {
    const now = new Date();
    const isViolation = evaluation.compliance === "NON_COMPLIANT";
    const values: Record<string, AttributeValue> = {
        resourceType: { S: evaluation.resourceType },
        resourceId: { S: evaluation.resourceId },
        compliance: { S: evaluation.compliance },
        annotation: { S: evaluation.annotation },
        capturedAt: { S: evaluation.capturedAt.toISOString() },
        evaluatedAt: { S: now.toISOString() },
        testMode: { BOOL: isTest(event) },
        expiresAt: { N: String(Math.floor(now.getTime() / 1000) + settings.recordDays * 24 * 60 * 60) },
    };
    const { Attributes } = await clients.dynamodb.send(new UpdateItemCommand({
        TableName: settings.tableName,
        Key: keyOf(evaluation, event),
        UpdateExpression: `SET ${Object.keys(values).map(name => `${name} = :${name}`).join(", ")}`
            + (isViolation ? "" : " REMOVE announcedAt"),
        ConditionExpression: "attribute_not_exists(capturedAt) OR capturedAt <= :capturedAt",
        ExpressionAttributeValues: Object.fromEntries(
            Object.entries(values).map(([name, value]) => [`:${name}`, value])),
        ReturnValues: "ALL_NEW",
    }), { abortSignal: signal });
    return isViolation && Attributes?.announcedAt === undefined;
}

export async function markAnnounced(
    evaluation: Evaluation, event: RuleEvent, { clients, settings, signal }: Tools,
): Promise<void> {
    await clients.dynamodb.send(new UpdateItemCommand({
        TableName: settings.tableName,
        Key: keyOf(evaluation, event),
        UpdateExpression: "SET announcedAt = :announcedAt",
        ExpressionAttributeValues: { ":announcedAt": { S: new Date().toISOString() } },
    }), { abortSignal: signal });
}

function keyOf({ resourceType, resourceId }: Evaluation, { ruleName }: RuleEvent): Record<string, AttributeValue> {
    return { resource: { S: `${resourceType}/${resourceId}` }, ruleName: { S: ruleName } };
}
