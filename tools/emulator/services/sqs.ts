import type * as aws from "@pulumi/aws";
import { autoName, type ResourceType, resourceType, requireValue } from "../resource-type";

export const types: Record<string, ResourceType> = {
    "aws:sqs/queue:Queue": resourceType<aws.sqs.QueueArgs>({
        taggable: true,
        mock: name => ({ url: `${name}-url`, arn: `${name}-arn`, name: `${name}-name` }),
        async create(inputs, { clients, name }) {
            // Names of such queues must end so.
            const suffix = inputs.fifoQueue ? ".fifo" : "";
            const queueName = inputs.name ?? `${autoName(name)}${suffix}`;
            const { QueueUrl } = await clients.sqs.createQueue({
                QueueName: queueName,
                Attributes: attributes({
                    ContentBasedDeduplication: inputs.contentBasedDeduplication,
                    DelaySeconds: inputs.delaySeconds,
                    FifoQueue: inputs.fifoQueue,
                    KmsDataKeyReusePeriodSeconds: inputs.kmsDataKeyReusePeriodSeconds,
                    KmsMasterKeyId: inputs.kmsMasterKeyId,
                    MaximumMessageSize: inputs.maxMessageSize,
                    MessageRetentionPeriod: inputs.messageRetentionSeconds,
                    ReceiveMessageWaitTimeSeconds: inputs.receiveWaitTimeSeconds,
                    RedrivePolicy: inputs.redrivePolicy,
                    SqsManagedSseEnabled: inputs.sqsManagedSseEnabled,
                    VisibilityTimeout: inputs.visibilityTimeoutSeconds,
                }),
                tags: inputs.tags,
            });
            const url = requireValue(QueueUrl, "QueueUrl");
            const { Attributes } = await clients.sqs.getQueueAttributes({
                QueueUrl: url, AttributeNames: ["QueueArn"] });
            return { id: url, state: { url, arn: Attributes?.QueueArn, name: queueName } };
        },
    }),

    "aws:sqs/queuePolicy:QueuePolicy": resourceType<aws.sqs.QueuePolicyArgs>({
        taggable: false,
        async create(inputs, { clients }) {
            await clients.sqs.setQueueAttributes({
                QueueUrl: inputs.queueUrl, Attributes: { Policy: inputs.policy as string } });
            return { id: inputs.queueUrl, state: {} };
        },
    }),

    "aws:sqs/redrivePolicy:RedrivePolicy": resourceType<aws.sqs.RedrivePolicyArgs>({
        taggable: false,
        async create(inputs, { clients }) {
            await clients.sqs.setQueueAttributes({
                QueueUrl: inputs.queueUrl, Attributes: { RedrivePolicy: inputs.redrivePolicy } });
            return { id: inputs.queueUrl, state: {} };
        },
    }),

    "aws:sqs/redriveAllowPolicy:RedriveAllowPolicy": resourceType<aws.sqs.RedriveAllowPolicyArgs>({
        taggable: false,
        async create(inputs, { clients }) {
            await clients.sqs.setQueueAttributes({
                QueueUrl: inputs.queueUrl, Attributes: { RedriveAllowPolicy: inputs.redriveAllowPolicy } });
            return { id: inputs.queueUrl, state: {} };
        },
    }),
};

/** Attributes as SQS takes them: texts, and none for what a program leaves open. */
function attributes(values: Record<string, string | number | boolean | undefined>): Record<string, string> {
    return Object.fromEntries(Object.entries(values).flatMap(([key, value]) =>
        value === undefined ? [] : [[key, String(value)]]));
}
