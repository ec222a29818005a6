import assert from "node:assert/strict";
import { caller, clients, commonTags, named, nameIn, outputs, setting } from "./deployment";

interface Policy {
    Statement: unknown[];
}

describe("sqs", () => {
    const attributesOf = async (QueueUrl: string) =>
        (await clients.sqs.getQueueAttributes({ QueueUrl, AttributeNames: ["All"] })).Attributes ?? {};
    const denyPlainHttp = (Resource: string) => ({
        Sid: "DenyPlainHttp",
        Effect: "Deny",
        Principal: "*",
        Action: "sqs:*",
        Resource: [Resource],
        Condition: { Bool: { "aws:SecureTransport": "false" } },
    });

    for (const resource of ["queue", "dlq"] as const) {
        it(`C10 ${resource} is named and tagged as this environment's`, async () => {
            const QueueUrl = outputs[`${resource}Url`];
            assert.match(nameIn(QueueUrl), new RegExp(`^${named(resource)}-`));
            assert.equal((await attributesOf(QueueUrl)).QueueArn, outputs[`${resource}Arn`]);
            const { Tags } = await clients.sqs.listQueueTags({ QueueUrl });
            assert.deepEqual(Tags, { ...commonTags(), Name: named(resource) });
        });

        it(`${resource} is encrypted`, async () => {
            assert.equal((await attributesOf(outputs[`${resource}Url`])).SqsManagedSseEnabled, "true");
        });
    }

    it("queue admits the bucket of this account alone, over TLS", async () => {
        const { account } = await caller(clients);
        const { Policy = "" } = await attributesOf(outputs.queueUrl);
        assert.deepEqual((JSON.parse(Policy) as Policy).Statement, [denyPlainHttp(outputs.queueArn), {
            Sid: "AllowBucket",
            Effect: "Allow",
            Principal: { Service: "s3.amazonaws.com" },
            Action: "sqs:SendMessage",
            Resource: outputs.queueArn,
            Condition: {
                ArnEquals: { "aws:SourceArn": outputs.bucketArn },
                StringEquals: { "aws:SourceAccount": account },
            },
        }]);
    });

    it("dlq admits nobody by policy, and TLS only", async () => {
        const { Policy = "" } = await attributesOf(outputs.dlqUrl);
        assert.deepEqual((JSON.parse(Policy) as Policy).Statement, [denyPlainHttp(outputs.dlqArn)]);
    });

    it("D8 queue hands messages to the dlq after the configured receives", async () => {
        const { RedrivePolicy = "" } = await attributesOf(outputs.queueUrl);
        const { deadLetterTargetArn, maxReceiveCount } = JSON.parse(RedrivePolicy) as Record<string, string | number>;
        assert.equal(deadLetterTargetArn, outputs.dlqArn);
        assert.equal(Number(maxReceiveCount), Number(setting("maxReceiveCount")));
    });

    it("dlq takes dead letters of the queue alone", async () => {
        const { RedriveAllowPolicy = "" } = await attributesOf(outputs.dlqUrl);
        assert.deepEqual(JSON.parse(RedriveAllowPolicy), {
            redrivePermission: "byQueue", sourceQueueArns: [outputs.queueArn] });
    });

    it("dlq keeps messages longer than the queue does", async () => {
        const [queue, dlq] = await Promise.all([outputs.queueUrl, outputs.dlqUrl].map(attributesOf));
        assert.equal(Number(queue?.MessageRetentionPeriod), 345_600);
        assert.equal(Number(dlq?.MessageRetentionPeriod), 1_209_600);
    });

    it("queue hides a message for six times as long as the function may run", async () => {
        const { VisibilityTimeout } = await attributesOf(outputs.queueUrl);
        assert.equal(Number(VisibilityTimeout), 6 * Number(setting("timeoutSeconds")));
    });
});
