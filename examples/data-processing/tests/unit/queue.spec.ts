import assert from "node:assert/strict";
import { record, valueOf } from "../../../../tests/support/record";
import { QueueComponent, type QueueComponentArgs } from "../../components";

const args: QueueComponentArgs = {
    bucketName: "bucket",
    bucketArn: "bucket-arn",
    prefix: "incoming/",
    consumerTimeoutSeconds: 20,
    maxReceiveCount: 3,
    tags: { Project: "project" },
};

const build = (changes: Partial<QueueComponentArgs> = {}) =>
    record(() => new QueueComponent("dev-01", { ...args, ...changes }));

const denyPlainHttp = (Resource: string) => ({
    Sid: "DenyPlainHttp",
    Effect: "Deny",
    Principal: "*",
    Action: "sqs:*",
    Resource: [Resource],
    Condition: { Bool: { "aws:SecureTransport": "false" } },
});

describe("QueueComponent", () => {
    it("makes two queues and each of their settings once", async () => {
        const { resources } = await build();
        assert.deepEqual(Object.values(resources).map(({ type, name }) => `${name} ${type}`).sort(), [
            "bucket-notification-dev-01 aws:s3/bucketNotification:BucketNotification",
            "dlq-dev-01 aws:sqs/queue:Queue",
            "dlq-policy-dev-01 aws:sqs/queuePolicy:QueuePolicy",
            "dlq-redrive-allow-policy-dev-01 aws:sqs/redriveAllowPolicy:RedriveAllowPolicy",
            "queue-dev-01 aws:sqs/queue:Queue",
            "queue-policy-dev-01 aws:sqs/queuePolicy:QueuePolicy",
        ]);
    });

    it("encrypts dead letters, and keeps them for two weeks", async () => {
        const { resources } = await build();
        assert.deepEqual(resources["dlq-dev-01"]?.inputs, {
            sqsManagedSseEnabled: true,
            messageRetentionSeconds: 1_209_600,
            tags: { Project: "project", Name: "dlq-dev-01" },
        });
    });

    it("D8 delivers after six times the consumer's time again, and at last to the dead-letter queue", async () => {
        const { resources } = await build();
        const { redrivePolicy, ...inputs } = resources["queue-dev-01"]?.inputs ?? {};
        assert.deepEqual(inputs, {
            sqsManagedSseEnabled: true,
            messageRetentionSeconds: 345_600,
            visibilityTimeoutSeconds: 120,
            tags: { Project: "project", Name: "queue-dev-01" },
        });
        assert.deepEqual(JSON.parse(redrivePolicy as string), {
            deadLetterTargetArn: "dlq-dev-01-arn", maxReceiveCount: 3 });
    });

    it("takes dead letters from no other queue", async () => {
        const { resources } = await build();
        const { queueUrl, redriveAllowPolicy } = resources["dlq-redrive-allow-policy-dev-01"]?.inputs ?? {};
        assert.equal(queueUrl, "dlq-dev-01-url");
        assert.deepEqual(JSON.parse(redriveAllowPolicy as string), {
            redrivePermission: "byQueue", sourceQueueArns: ["queue-dev-01-arn"] });
    });

    it("M1 admits this bucket of this account alone, over TLS", async () => {
        const { resources } = await build();
        const { queueUrl, policy } = resources["queue-policy-dev-01"]?.inputs ?? {};
        assert.equal(queueUrl, "queue-dev-01-url");
        assert.deepEqual(JSON.parse(policy as string), {
            Version: "2012-10-17",
            Statement: [denyPlainHttp("queue-dev-01-arn"), {
                Sid: "AllowBucket",
                Effect: "Allow",
                Principal: { Service: "s3.amazonaws.com" },
                Action: "sqs:SendMessage",
                Resource: "queue-dev-01-arn",
                Condition: {
                    ArnEquals: { "aws:SourceArn": "bucket-arn" },
                    StringEquals: { "aws:SourceAccount": "123456789012" },
                },
            }],
        });
    });

    it("admits nobody to the dead-letter queue by policy, and TLS only", async () => {
        const { resources } = await build();
        const { queueUrl, policy } = resources["dlq-policy-dev-01"]?.inputs ?? {};
        assert.equal(queueUrl, "dlq-dev-01-url");
        assert.deepEqual(JSON.parse(policy as string), {
            Version: "2012-10-17", Statement: [denyPlainHttp("dlq-dev-01-arn")] });
    });

    it("is told of created objects below the prefix", async () => {
        const { resources } = await build();
        assert.deepEqual(resources["bucket-notification-dev-01"]?.inputs, {
            bucket: "bucket",
            queues: [{
                id: "created-objects",
                queueArn: "queue-dev-01-arn",
                events: ["s3:ObjectCreated:*"],
                filterPrefix: "incoming/",
            }],
        });
    });

    it("D4 exposes URLs, ARNs and names", async () => {
        const { result } = await build();
        const { queueUrl, queueArn, queueName, dlqUrl, dlqArn, dlqName } = result;
        assert.deepEqual(await Promise.all([queueUrl, queueArn, queueName, dlqUrl, dlqArn, dlqName].map(valueOf)), [
            "queue-dev-01-url", "queue-dev-01-arn", "queue-dev-01-name",
            "dlq-dev-01-url", "dlq-dev-01-arn", "dlq-dev-01-name",
        ]);
    });

    for (const maxReceiveCount of [0, 1.5, NaN]) {
        it(`refuses ${maxReceiveCount} receives`, async () => {
            await assert.rejects(build({ maxReceiveCount }), {
                message: `dev-01: maxReceiveCount must be a whole number of at least 1, got ${maxReceiveCount}`,
            });
        });
    }
});
