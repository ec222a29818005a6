import assert from "node:assert/strict";
import type { ChildProcess } from "node:child_process";
import { setTimeout } from "node:timers/promises";
import { temporaryProject } from "../../tools/host/temporary-project";
import { type Emulation, emulate } from "./emulator";

/**
 * bucket -> queue -> function -> topic -> queue. The key of an object says what the function does with it:
 * `crash-once` ends its process at the first receive, `fail` is named in the answer, `throw` fails its whole batch.
 */
const handler = `
    const { SNSClient, PublishCommand } = require("@aws-sdk/client-sns");
    const sns = new SNSClient();
    exports.handler = async ({ Records }) => {
        const batchItemFailures = [];
        for (const { messageId, body, attributes } of Records) {
            for (const { s3 } of JSON.parse(body).Records ?? []) {
                const { key, versionId } = s3.object;
                console.info({ key, receives: attributes.ApproximateReceiveCount });
                if (key === "in/crash-once" && attributes.ApproximateReceiveCount === "1") {
                    process.kill(process.pid, "SIGKILL");
                }
                if (key === "in/throw") {
                    throw new Error("no");
                }
                if (key === "in/fail") {
                    batchItemFailures.push({ itemIdentifier: messageId });
                } else {
                    await sns.send(new PublishCommand({
                        TopicArn: process.env.TOPIC_ARN, Message: JSON.stringify({ key, versionId }),
                    }));
                }
            }
        }
        return { batchItemFailures };
    };
`;

const program = `
    const aws = require("@pulumi/aws");
    const pulumi = require("@pulumi/pulumi");
    const bucket = new aws.s3.Bucket("uploads");
    const versioning = new aws.s3.BucketVersioning("uploads", {
        bucket: bucket.bucket, versioningConfiguration: { status: "Enabled" },
    });
    const deadLetters = new aws.sqs.Queue("dead-letters");
    const queue = new aws.sqs.Queue("jobs", {
        visibilityTimeoutSeconds: 2,
        redrivePolicy: pulumi.jsonStringify({ deadLetterTargetArn: deadLetters.arn, maxReceiveCount: 3 }),
    });
    new aws.s3.BucketNotification("uploads", {
        bucket: bucket.bucket, queues: [{ queueArn: queue.arn, events: ["s3:ObjectCreated:*"], filterPrefix: "in/" }],
    }, { dependsOn: [versioning] });
    const topic = new aws.sns.Topic("results");
    const results = new aws.sqs.Queue("results");
    new aws.sns.TopicSubscription("results", {
        topic: topic.arn, protocol: "sqs", endpoint: results.arn, rawMessageDelivery: true,
    });
    const role = new aws.iam.Role("jobs", { assumeRolePolicy: "{}" });
    const logGroup = new aws.cloudwatch.LogGroup("jobs");
    const jobs = new aws.lambda.Function("jobs", {
        role: role.arn,
        runtime: "nodejs22.x",
        handler: "index.handler",
        timeout: 30,
        code: new pulumi.asset.AssetArchive({ "index.js": new pulumi.asset.StringAsset(${JSON.stringify(handler)}) }),
        environment: { variables: { TOPIC_ARN: topic.arn } },
        loggingConfig: { logFormat: "JSON", logGroup: logGroup.name },
    });
    const mapping = new aws.lambda.EventSourceMapping("jobs", {
        eventSourceArn: queue.arn,
        functionName: jobs.arn,
        batchSize: 1,
        functionResponseTypes: ["ReportBatchItemFailures"],
        scalingConfig: { maximumConcurrency: 2 },
    });
    module.exports = {
        bucketName: bucket.bucket, queueUrl: queue.url, deadLetterUrl: deadLetters.url, resultsUrl: results.url,
        functionName: jobs.name, logGroupName: logGroup.name, mappingId: mapping.uuid,
    };
`;

describe("event source mapping", function () {
    this.timeout(180_000);
    const projectDir = temporaryProject({
        "Pulumi.yaml": "{ name: jobs, runtime: nodejs }",
        "Pulumi.dev.yaml": "config: { aws:region: us-east-1 }",
        "index.js": program,
    });
    let emulation: Emulation;
    const children = new Set<ChildProcess>();

    before(async () => {
        emulation = await emulate({ projectDir, stack: "dev", onEvent: child => children.add(child) });
    });
    after(() => emulation.stop());

    const put = async (key: string) => {
        const { VersionId } = await emulation.clients.s3.putObject({
            Bucket: emulation.outputs.bucketName, Key: key, Body: "content" });
        return VersionId;
    };
    /** The next message of a queue, which is then deleted. */
    const take = async (QueueUrl: string | undefined): Promise<unknown> => {
        for (let attempt = 0; attempt < 60; attempt++) {
            const { Messages: [message] = [] } = await emulation.clients.sqs.receiveMessage({
                QueueUrl, WaitTimeSeconds: 1 });
            if (message) {
                await emulation.clients.sqs.deleteMessage({ QueueUrl, ReceiptHandle: message.ReceiptHandle });
                return JSON.parse(String(message.Body));
            }
        }
        throw new Error("no message came");
    };
    const takeResult = () => take(emulation.outputs.resultsUrl);
    const count = async (QueueUrl: string | undefined) => {
        const { Attributes } = await emulation.clients.sqs.getQueueAttributes({ QueueUrl, AttributeNames: [
            "ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible"] });
        return Object.values(Attributes ?? {}).reduce((sum, value) => sum + Number(value), 0);
    };
    /** The counts with which the function received an object, once its log holds that many. */
    const assertReceives = async (key: string, expected: string[]) => {
        let found: (string | undefined)[] = [];
        for (let attempt = 0; attempt < 60 && found.length < expected.length; attempt++) {
            await setTimeout(500);
            const { events = [] } = await emulation.clients.logs.filterLogEvents({
                logGroupName: emulation.outputs.logGroupName });
            found = events.flatMap(({ message }) => {
                const entry = JSON.parse(String(message)) as { message: { key?: string; receives?: string } };
                return entry.message.key === key ? [entry.message.receives] : [];
            });
        }
        assert.deepEqual(found, expected);
    };
    const assertEmpty = async (QueueUrl: string | undefined) => {
        for (let attempt = 0; attempt < 60 && await count(QueueUrl) > 0; attempt++) {
            await setTimeout(500);
        }
        assert.equal(await count(QueueUrl), 0);
    };
    const assertDeadLetter = async (key: string) => {
        const { Records: [record] } = await take(emulation.outputs.deadLetterUrl) as {
            Records: [{ s3: { object: { key: string } } }];
        };
        assert.equal(record.s3.object.key, key);
    };

    it("runs the function for each message, and deletes what succeeds", async () => {
        const versionId = await put("in/a");
        assert.deepEqual(await takeResult(), { key: "in/a", versionId });
        await assertReceives("in/a", ["1"]);
        await assertEmpty(emulation.outputs.queueUrl);
    });

    it("delivers a message again when the process ends in the middle", async () => {
        const versionId = await put("in/crash-once");
        assert.deepEqual(await takeResult(), { key: "in/crash-once", versionId });
        await assertReceives("in/crash-once", ["1", "2"]);
        assert.equal([...children].filter(({ signalCode }) => signalCode === "SIGKILL").length, 1);
    });

    for (const key of ["in/fail", "in/throw"]) {
        it(`leaves ${key} to the dead-letter queue, after as many receives as the queue says`, async () => {
            await put(key);
            await assertDeadLetter(key);
            await assertReceives(key, ["1", "2", "3"]);
            await assertEmpty(emulation.outputs.queueUrl);
        });
    }

    it("runs for who invokes the function, and says whether it failed", async () => {
        const invoke = async (InvocationType: "RequestResponse" | "Event" | "DryRun", key: string) => {
            const body = JSON.stringify({ Records: [{ s3: { object: { key, versionId: "1" } } }] });
            const Payload = JSON.stringify({ Records: [{ messageId: "m", body, attributes: {} }] });
            const { FunctionError, Payload: answer, StatusCode } = await emulation.clients.lambda.invoke({
                FunctionName: emulation.outputs.functionName, InvocationType, Payload });
            return { StatusCode, FunctionError, answer: Buffer.from(answer ?? []).toString() };
        };
        assert.deepEqual(await invoke("RequestResponse", "in/invoked"), {
            StatusCode: 200, FunctionError: undefined, answer: '{"batchItemFailures": []}' });
        assert.deepEqual(await takeResult(), { key: "in/invoked", versionId: "1" });
        assert.deepEqual(await invoke("RequestResponse", "in/throw"), {
            StatusCode: 200, FunctionError: "Unhandled", answer: '{"errorType": "Error", "errorMessage": "no"}' });
        assert.deepEqual(await invoke("Event", "in/event"), {
            StatusCode: 202, FunctionError: undefined, answer: "" });
        assert.deepEqual(await takeResult(), { key: "in/event", versionId: "1" });
        assert.deepEqual(await invoke("DryRun", "in/dry"), { StatusCode: 204, FunctionError: undefined, answer: "" });
    });

    it("does nothing while it is disabled", async () => {
        const { clients, outputs } = emulation;
        await clients.lambda.updateEventSourceMapping({ UUID: outputs.mappingId, Enabled: false });
        // The call that waits for messages at this moment still hands on what it gets.
        await setTimeout(2500);
        const versionId = await put("in/later");
        await setTimeout(2500);
        assert.equal(await count(outputs.queueUrl), 1);
        await clients.lambda.updateEventSourceMapping({ UUID: outputs.mappingId, Enabled: true });
        assert.deepEqual(await takeResult(), { key: "in/later", versionId });
    });
});
