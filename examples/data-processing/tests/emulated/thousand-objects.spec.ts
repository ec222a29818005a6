import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import assert from "node:assert/strict";
import type { ChildProcess } from "node:child_process";
import { resolve } from "node:path";
import { setTimeout } from "node:timers/promises";
import { type Emulation, emulate } from "../../../../tests/emulated/emulator";

const objects = 1000;
const batchSize = 10;

describe("1,000 objects, with a process of the function killed in the middle", function () {
    this.timeout(900_000);
    const projectDir = resolve(__dirname, "../..");
    let killed: ChildProcess | undefined;
    let emulation: Emulation;
    let announcementsUrl: string | undefined;
    let batches = 0;

    /** Kills a process once, after half of the objects, while it has a batch that it has not answered for. */
    const killInBatch = (child: ChildProcess) => {
        batches += 1;
        const kill = new AbortController();
        child.once("message", () => kill.abort());
        setTimeout(100, undefined, kill).then(() => {
            if (killed === undefined && batches > objects / batchSize / 2) {
                killed = child;
                child.kill("SIGKILL");
            }
        }, () => undefined);
    };

    before(async () => {
        emulation = await emulate({ projectDir, stack: "dev", onEvent: killInBatch });
        const { clients: { sns, sqs }, outputs } = emulation;
        announcementsUrl = (await sqs.createQueue({ QueueName: "announcements" })).QueueUrl;
        const { Attributes } = await sqs.getQueueAttributes({
            QueueUrl: announcementsUrl, AttributeNames: ["QueueArn"] });
        await sns.subscribe({
            TopicArn: outputs.topicArn,
            Protocol: "sqs",
            Endpoint: Attributes?.QueueArn,
            Attributes: { RawMessageDelivery: "true" },
        });
    });
    after(() => emulation.stop());

    /** Messages that wait or are being processed. */
    const countMessages = async (QueueUrl: string | undefined) => {
        const { Attributes } = await emulation.clients.sqs.getQueueAttributes({ QueueUrl, AttributeNames: [
            "ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible"] });
        return Object.values(Attributes ?? {}).reduce((sum, value) => sum + Number(value), 0);
    };
    const putObjects = async () => {
        const { clients: { s3 }, outputs } = emulation;
        const put: string[] = [];
        for (let first = 0; first < objects; first += 20) {
            put.push(...await Promise.all(Array.from({ length: 20 }, async (_, index) => {
                const Key = `incoming/object-${first + index}`;
                const { VersionId } = await s3.putObject({ Bucket: outputs.bucketName, Key, Body: Key });
                return `${Key} ${VersionId}`;
            })));
        }
        return put;
    };
    const readRecords = async () => {
        const { clients: { dynamodb }, outputs: { tableName: TableName } } = emulation;
        const records: string[] = [];
        let start: Record<string, AttributeValue> | undefined;
        do {
            const { Items = [], LastEvaluatedKey } = await dynamodb.scan({ TableName, ExclusiveStartKey: start });
            records.push(...Items.map(({ key, versionId }) => `${key?.S} ${versionId?.S}`));
            start = LastEvaluatedKey;
        } while (start);
        return records;
    };
    const readAnnouncements = async () => {
        const announced: string[] = [];
        for (;;) {
            const { Messages = [] } = await emulation.clients.sqs.receiveMessage({
                QueueUrl: announcementsUrl, MaxNumberOfMessages: 10, VisibilityTimeout: 900 });
            if (Messages.length === 0) {
                return announced;
            }
            announced.push(...Messages.map(({ Body }) => {
                const { key, versionId } = JSON.parse(String(Body)) as { key: string; versionId: string };
                return `${key} ${versionId}`;
            }));
        }
    };

    it("records each exactly once, announces each at least once, and loses none", async () => {
        const { clients: { lambda }, outputs } = emulation;
        const { EventSourceMappings: [{ UUID } = {}] = [] } = await lambda.listEventSourceMappings({
            EventSourceArn: outputs.queueArn });
        // All wait before the first is processed, so that batches are full.
        await lambda.updateEventSourceMapping({ UUID, Enabled: false });
        await setTimeout(3000);
        const put = await putObjects();
        await lambda.updateEventSourceMapping({ UUID, Enabled: true });
        while (await countMessages(outputs.queueUrl) > 0) {
            await setTimeout(500);
        }
        assert.equal(killed?.signalCode, "SIGKILL");
        assert.equal(new Set(put).size, objects);
        assert.deepEqual((await readRecords()).sort(), put.sort());
        const announced = await readAnnouncements();
        assert.deepEqual([...new Set(announced)].sort(), put);
        assert.equal(await countMessages(outputs.dlqUrl), 0);
    });
});
