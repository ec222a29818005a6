import type { Message } from "@aws-sdk/client-sqs";
import assert from "node:assert/strict";
import { createHash, randomUUID } from "node:crypto";
import { setTimeout } from "node:timers/promises";
import { clients, nameIn, outputs, setting } from "./deployment";

interface Announcement {
    key: string;
    versionId: string;
    sha256: string;
    size: number;
}

/** Objects go in, and what comes out is awaited. All that the tests create is removed after them. */
describe("pipeline", function () {
    this.timeout(600_000);
    const prefix = `incoming/test ${randomUUID()}/`;
    let queueUrl = "";
    let subscriptionArn: string | undefined;
    const announcements: Announcement[] = [];
    const deadLetters: Message[] = [];

    before(async () => {
        const { QueueUrl = "" } = await clients.sqs.createQueue({ QueueName: `test-${randomUUID()}` });
        queueUrl = QueueUrl;
        const { Attributes } = await clients.sqs.getQueueAttributes({ QueueUrl, AttributeNames: ["QueueArn"] });
        await clients.sqs.setQueueAttributes({ QueueUrl, Attributes: { Policy: JSON.stringify({
            Version: "2012-10-17",
            Statement: [{
                Effect: "Allow",
                Principal: { Service: "sns.amazonaws.com" },
                Action: "sqs:SendMessage",
                Resource: Attributes?.QueueArn,
                Condition: { ArnEquals: { "aws:SourceArn": outputs.topicArn } },
            }],
        }) } });
        const { SubscriptionArn } = await clients.sns.subscribe({
            TopicArn: outputs.topicArn,
            Protocol: "sqs",
            Endpoint: Attributes?.QueueArn,
            Attributes: { RawMessageDelivery: "true" },
        });
        subscriptionArn = SubscriptionArn;
    });

    after(async () => {
        await clients.sns.unsubscribe({ SubscriptionArn: subscriptionArn });
        await clients.sqs.deleteQueue({ QueueUrl: queueUrl });
        const { Versions = [] } = await clients.s3.listObjectVersions({ Bucket: outputs.bucketName, Prefix: prefix });
        for (const { Key, VersionId } of Versions) {
            await clients.s3.deleteObject({ Bucket: outputs.bucketName, Key, VersionId });
            await clients.dynamodb.deleteItem({
                TableName: outputs.tableName, Key: { key: { S: Key ?? "" }, versionId: { S: VersionId ?? "" } } });
        }
    });

    const put = async (name: string, Body: string, archived = false) => {
        const Key = `${prefix}${name}`;
        const { VersionId = "" } = await clients.s3.putObject({
            Bucket: outputs.bucketName, Key, Body, ContentType: "text/plain",
            StorageClass: archived ? "GLACIER" : "STANDARD",
        });
        return { key: Key, versionId: VersionId };
    };

    const recordsOf = async (key: string) => {
        const { Items = [] } = await clients.dynamodb.query({
            TableName: outputs.tableName,
            ConsistentRead: true,
            KeyConditionExpression: "#key = :key",
            ExpressionAttributeNames: { "#key": "key" },
            ExpressionAttributeValues: { ":key": { S: key } },
        });
        return Items;
    };

    /** Takes messages off a queue that these tests' objects caused. */
    const receive = async (QueueUrl: string) => {
        const { Messages = [] } = await clients.sqs.receiveMessage({
            QueueUrl, MaxNumberOfMessages: 10, WaitTimeSeconds: 1,
            MessageAttributeNames: ["All"], MessageSystemAttributeNames: ["ApproximateReceiveCount"],
        });
        const marker = prefix.split(/[ /]/)[2] ?? "";
        const own = Messages.filter(({ Body }) => Body?.includes(marker));
        await Promise.all(own.map(({ ReceiptHandle }) => clients.sqs.deleteMessage({ QueueUrl, ReceiptHandle })));
        return own;
    };

    const waitFor = async <T>(what: string, find: () => Promise<T | undefined>, seconds = 120): Promise<T> => {
        const end = Date.now() + seconds * 1000;
        while (Date.now() < end) {
            const found = await find();
            if (found !== undefined) {
                return found;
            }
            await setTimeout(200);
        }
        throw new Error(`${what} did not arrive within ${seconds} seconds`);
    };

    const announcementsOf = async ({ key }: { key: string }, count: number) =>
        waitFor(`announcement of ${key}`, async () => {
            const received = await receive(queueUrl);
            announcements.push(...received.map(({ Body = "" }) => JSON.parse(Body) as Announcement));
            const found = announcements.filter(announcement => announcement.key === key);
            return found.length >= count ? found : undefined;
        });

    /** The records of an object, once the function is done with it. */
    const announcedRecordsOf = async (key: string) =>
        waitFor(`announced record of ${key}`, async () => {
            const records = await recordsOf(key);
            return records.length > 0 && records.every(({ announcedAt }) => announcedAt) ? records : undefined;
        });

    const deadLetterWith = async (text: string, seconds: number) =>
        waitFor(`dead letter with ${text}`, async () => {
            deadLetters.push(...await receive(outputs.dlqUrl));
            return deadLetters.find(({ Body }) => Body?.includes(text));
        }, seconds);

    const makeEvent = ({ key, versionId }: { key: string; versionId: string }) => JSON.stringify({
        Records: [{
            eventSource: "aws:s3",
            eventName: "ObjectCreated:Put",
            s3: { bucket: { name: outputs.bucketName }, object: { key: encodeURIComponent(key), versionId } },
        }],
    });

    it("records an object and announces it", async () => {
        const content = "first object";
        const object = await put("a b+c ü.txt", content);
        const [announcement] = await announcementsOf(object, 1);
        const sha256 = createHash("sha256").update(content).digest("hex");
        assert.deepEqual(
            [announcement?.versionId, announcement?.size, announcement?.sha256],
            [object.versionId, content.length, sha256]);
        const [record, ...others] = await announcedRecordsOf(object.key);
        assert.deepEqual(others, []);
        assert.deepEqual(
            [record?.versionId?.S, record?.size?.N, record?.contentType?.S, record?.sha256?.S],
            [object.versionId, String(content.length), "text/plain", sha256]);
        const days = (Number(record?.expiresAt?.N) * 1000 - Date.parse(record?.recordedAt?.S ?? "")) / 86_400_000;
        assert.equal(Math.round(days), Number(setting("recordDays")));
    });

    it("finds the records of a day by the index", async () => {
        const object = await put("by-day", "indexed");
        await announcementsOf(object, 1);
        const [record] = await recordsOf(object.key);
        const found = await waitFor("record in the index", async () => {
            const { Items = [] } = await clients.dynamodb.query({
                TableName: outputs.tableName,
                IndexName: "by-day",
                KeyConditionExpression: "recordedOn = :day AND recordedAt = :time",
                ExpressionAttributeValues: {
                    ":day": record?.recordedOn ?? { S: "" }, ":time": record?.recordedAt ?? { S: "" } },
            });
            return Items.find(({ key }) => key?.S === object.key);
        });
        assert.equal(found.versionId?.S, object.versionId);
    });

    it("records and announces both versions of an object that is put twice", async () => {
        const first = await put("twice", "same content");
        const second = await put("twice", "same content");
        assert.notEqual(first.versionId, second.versionId);
        const found = await announcementsOf(first, 2);
        const versions = [first.versionId, second.versionId].sort();
        assert.deepEqual(found.map(({ versionId }) => versionId).sort(), versions);
        assert.deepEqual((await recordsOf(first.key)).map(({ versionId }) => versionId?.S).sort(), versions);
    });

    it("changes and announces nothing when an event is delivered again", async () => {
        const object = await put("again", "content");
        await announcementsOf(object, 1);
        const before = await announcedRecordsOf(object.key);
        await clients.sqs.sendMessage({ QueueUrl: outputs.queueUrl, MessageBody: makeEvent(object) });
        // What was sent later is done: the repeated event is too, or soon will be.
        await announcementsOf(await put("later", "content"), 1);
        await setTimeout(3000);
        announcements.push(...(await receive(queueUrl)).map(({ Body = "" }) => JSON.parse(Body) as Announcement));
        assert.equal(announcements.filter(({ key }) => key === object.key).length, 1);
        assert.deepEqual(await recordsOf(object.key), before);
    });

    it("D8 finds a message that it does not understand among the dead letters, with the reason", async () => {
        const text = `${prefix} is no event`;
        await clients.sqs.sendMessage({ QueueUrl: outputs.queueUrl, MessageBody: text });
        const { Body, MessageAttributes } = await deadLetterWith("is no event", 120);
        assert.equal(Body, text);
        assert.equal(MessageAttributes?.reason?.StringValue, "invalid message: body must be JSON");
    });

    it("D8 finds the event of a missing object among the dead letters, with the reason", async () => {
        const { key, versionId } = await put("deleted", "content");
        await announcedRecordsOf(key);
        await clients.s3.deleteObject({ Bucket: outputs.bucketName, Key: key, VersionId: versionId });
        await clients.dynamodb.deleteItem({
            TableName: outputs.tableName, Key: { key: { S: key }, versionId: { S: versionId } } });
        await clients.sqs.sendMessage({ QueueUrl: outputs.queueUrl, MessageBody: makeEvent({ key, versionId }) });
        const { MessageAttributes } = await deadLetterWith(versionId, 120);
        assert.match(MessageAttributes?.reason?.StringValue ?? "", /^missing object: /);
    });

    it("D8 finds a poison object among the dead letters after exactly the configured number of receives", async () => {
        const receives = Number(setting("maxReceiveCount"));
        // S3 refuses to read an archived object, which Lambda can't know: it tries again until SQS ends it.
        const object = await put("poison", "content", true);
        const delays = Array.from({ length: receives }, (_, index) => Math.min(2 ** index, 900));
        const seconds = delays.reduce((sum, delay) => sum + delay, 120);
        const { Attributes, MessageAttributes } = await deadLetterWith("poison", seconds);
        // SQS counts on across queues: the test's own receive is the last one.
        assert.equal(Number(Attributes?.ApproximateReceiveCount), receives + 1);
        assert.equal(MessageAttributes, undefined);
        assert.deepEqual(await recordsOf(object.key), []);
        assert(!announcements.some(({ key }) => key === object.key));
    });

    it("leaves objects outside of incoming/ alone", async () => {
        const Key = `other/${nameIn(prefix.slice(0, -1))}`;
        const { VersionId } = await clients.s3.putObject({ Bucket: outputs.bucketName, Key, Body: "content" });
        await announcementsOf(await put("after", "content"), 1);
        assert.deepEqual(await recordsOf(Key), []);
        await clients.s3.deleteObject({ Bucket: outputs.bucketName, Key, VersionId });
    });
});
