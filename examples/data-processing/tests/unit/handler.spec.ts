import { SQSClient, type SendMessageCommand } from "@aws-sdk/client-sqs";
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { createRequire } from "node:module";
import { Readable } from "node:stream";
import { setImmediate } from "node:timers/promises";
import type * as lambda from "../../lambda";
import type { Settings } from "../../lambda/environment";
import { createHandler, type Message } from "../../lambda/handler";
import { makeError, FakeAws } from "../support/fake-aws";
import { makeEvent, makeMessage } from "../support/messages";

const settings: Settings = {
    tableName: "table", topicArn: "topic", queueUrl: "queue", deadLetterQueueUrl: "dead-letters", recordDays: 30,
};
const context = { getRemainingTimeInMillis: () => 30_000 };
const object = { bucket: "bucket", key: "incoming/a b.txt", versionId: "1" };
const content = "s3cret content";
const itemKey = "incoming/a b.txt/1";

describe("handler", () => {
    let aws: FakeAws;
    let entries: { level: string; entry: Record<string, unknown> }[];
    const original = { info: console.info, warn: console.warn, error: console.error };

    beforeEach(() => {
        aws = new FakeAws();
        aws.objects.set("bucket/incoming/a b.txt/1", { content, contentType: "text/plain" });
        entries = [];
        for (const level of ["info", "warn", "error"] as const) {
            console[level] = (entry: Record<string, unknown>) => entries.push({ level, entry });
        }
    });
    afterEach(() => Object.assign(console, original));

    const deliver = (...messages: Message[]) =>
        createHandler(aws.clients, settings)({ Records: messages }, context);
        /** Lets the commands of this name fail. */
    const failAt = (name: string, error: Error) => {
        aws.intercept = (command, moment) => {
            if (command === name && moment === "before") {
                throw error;
            }
        };
    };

    it("records metadata, then announces them", async () => {
        const from = Date.now();
        assert.deepEqual(await deliver(makeMessage("m1", makeEvent(object))), { batchItemFailures: [] });
        const { recordedAt, recordedOn, announcedAt, expiresAt, ...item } = aws.items.get(itemKey) ?? {};
        assert.deepEqual(item, {
            bucket: { S: "bucket" },
            key: { S: "incoming/a b.txt" },
            versionId: { S: "1" },
            size: { N: String(content.length) },
            contentType: { S: "text/plain" },
            sha256: { S: createHash("sha256").update(content).digest("hex") },
        });
        const time = Date.parse(recordedAt?.S ?? "");
        assert(time >= from && time <= Date.now());
        assert.equal(recordedOn?.S, recordedAt?.S?.slice(0, 10));
        assert.equal(Number(expiresAt?.N), Math.floor(time / 1000) + 30 * 86_400);
        assert(Date.parse(announcedAt?.S ?? "") >= time);
        assert.deepEqual(aws.announcements, [{
            topic: "topic",
            ...object,
            size: content.length,
            contentType: "text/plain",
            sha256: item.sha256.S,
            recordedAt: recordedAt?.S,
        }]);
        assert.deepEqual(aws.sent, ["GetItem", "GetObject", "PutItem", "Publish", "UpdateItem"]);
    });

    it("takes objects without a content type, and empty ones", async () => {
        aws.objects.set("bucket/incoming/a b.txt/1", { content: "" });
        await deliver(makeMessage("m1", makeEvent(object)));
        const item = aws.items.get(itemKey);
        assert.deepEqual([item?.contentType, item?.size], [{ S: "" }, { N: "0" }]);
    });

    it("changes and announces nothing at a second delivery, even when the object is gone", async () => {
        await deliver(makeMessage("m1", makeEvent(object)));
        const item = aws.items.get(itemKey);
        aws.objects.clear();
        assert.deepEqual(await deliver(makeMessage("m1", makeEvent(object))), { batchItemFailures: [] });
        assert.equal(aws.items.get(itemKey), item);
        assert.equal(aws.announcements.length, 1);
    });

    it("records each version of an object", async () => {
        aws.objects.set("bucket/incoming/a b.txt/2", { content: "new" });
        await deliver(
            makeMessage("m1", makeEvent(object)), makeMessage("m2", makeEvent({ ...object, versionId: "2" })));
        assert.equal(aws.items.size, 2);
        assert.deepEqual(aws.announcements.map(({ versionId }) => versionId).sort(), ["1", "2"]);
    });

    it("lets one of two deliveries at once announce the object, and the other one try again", async () => {
        const { batchItemFailures } = await deliver(
            makeMessage("m1", makeEvent(object)), makeMessage("m2", makeEvent(object)));
        assert.deepEqual(batchItemFailures, [{ itemIdentifier: "m2" }]);
        await deliver(makeMessage("m2", makeEvent(object), 2));
        assert.equal(aws.announcements.length, 1);
    });

    for (const command of ["GetItem", "GetObject", "PutItem", "Publish", "UpdateItem"]) {
        for (const moment of ["before", "after"] as const) {
            it(`records once and announces, when killed ${moment} ${command}`, async () => {
                let killed = false;
                aws.intercept = (...step) => {
                    killed ||= step[0] === command && step[1] === moment;
                    if (killed) {
                        throw makeError("Killed");
                    }
                };
                await deliver(makeMessage("m1", makeEvent(object)));
                assert(killed);
                const recorded = aws.items.get(itemKey)?.recordedAt;
                aws.intercept = () => undefined;
                await deliver(makeMessage("m1", makeEvent(object), 2));
                await deliver(makeMessage("m1", makeEvent(object), 3));
                assert.equal(aws.items.size, 1);
                const item = aws.items.get(itemKey);
                assert(item?.announcedAt);
                assert.deepEqual(item.recordedAt, recorded ?? item.recordedAt);
                const twice = (command === "Publish" && moment === "after")
                    || (command === "UpdateItem" && moment === "before");
                assert.equal(aws.announcements.length, twice ? 2 : 1);
                assert.deepEqual(aws.deadLetters, []);
            });
        }
    }

    it("D8 answers with the messages that failed for now, and delays them by their number of receives", async () => {
        failAt("GetObject", makeError("SlowDown"));
        const receives = [1, 2, 5, 20];
        const failing = receives.map(count => makeMessage(`m${count}`, makeEvent(object), count));
        const { batchItemFailures } = await deliver(...failing, makeMessage("test", '{"Event":"s3:TestEvent"}'));
        assert.deepEqual(batchItemFailures, receives.map(count => ({ itemIdentifier: `m${count}` })));
        assert.deepEqual(aws.delays, [{
            QueueUrl: "queue",
            Entries: [1, 2, 16, 900].map((VisibilityTimeout, index) => ({
                Id: String(index), ReceiptHandle: `m${receives[index]}-handle`, VisibilityTimeout,
            })),
        }]);
        assert.deepEqual(aws.deadLetters, []);
    });

    it("D8 sends what it does not understand to the dead-letter queue, with the reason", async () => {
        assert.deepEqual(await deliver(makeMessage("m1", "s3cret"), makeMessage("m2", makeEvent(object))), {
            batchItemFailures: [] });
        assert.deepEqual(aws.deadLetters, [{
            QueueUrl: "dead-letters",
            MessageBody: "s3cret",
            MessageAttributes: {
                reason: { DataType: "String", StringValue: "invalid message: body must be JSON" },
            },
        }]);
        assert.equal(aws.announcements.length, 1);
        assert.deepEqual(aws.delays, []);
    });

    it("D8 sends the announcement of a missing object to the dead-letter queue", async () => {
        aws.objects.clear();
        assert.deepEqual(await deliver(makeMessage("m1", makeEvent(object))), { batchItemFailures: [] });
        assert.equal(
            aws.deadLetters[0]?.MessageAttributes?.reason?.StringValue, "missing object: refused");
        assert.equal(aws.items.size, 0);
    });

    it("D8 retries a message of several objects while one of them can succeed later", async () => {
        const objects = ["missing", "1", "3"].map(versionId => ({ ...object, versionId }));
        aws.objects.set("bucket/incoming/a b.txt/3", { content: "third" });
        failAt("Publish", makeError("ThrottledException"));
        const both = await deliver(makeMessage("m1", makeEvent(...objects)));
        assert.deepEqual(both, { batchItemFailures: [{ itemIdentifier: "m1" }] });
        aws.intercept = () => undefined;
        assert.deepEqual(await deliver(makeMessage("m1", makeEvent(...objects), 2)), { batchItemFailures: [] });
        assert.deepEqual(aws.announcements.map(({ versionId }) => versionId).sort(), ["1", "3"]);
        assert.equal(aws.deadLetters.length, 1);
    });

    it("keeps a message that it can't send to the dead-letter queue", async () => {
        failAt("SendMessage", makeError("RequestThrottled"));
        const { batchItemFailures } = await deliver(makeMessage("m1", "s3cret"));
        assert.deepEqual(batchItemFailures, [{ itemIdentifier: "m1" }]);
        assert.deepEqual(entries.map(({ level, entry }) => [level, entry.message]), [
            ["error", "message failed"], ["error", "dead letter not sent"]]);
    });

    it("answers as well when it can't delay retries", async () => {
        failAt("GetItem", makeError("AccessDeniedException"));
        const intercept = aws.intercept;
        aws.intercept = (command, moment) => {
            intercept(command, moment);
            if (command === "ChangeMessageVisibilityBatch") {
                throw makeError("AccessDenied");
            }
        };
        const { batchItemFailures } = await deliver(makeMessage("m1", makeEvent(object)));
        assert.deepEqual(batchItemFailures, [{ itemIdentifier: "m1" }]);
        assert.deepEqual(entries.at(-1), {
            level: "warn", entry: { message: "retries not delayed", messages: 1, error: "refused" } });
    });

    it("gives up before Lambda ends it, so that the rest of the batch is not delivered again", async () => {
        aws.objects.set("bucket/incoming/slow/1", { content: new Readable({ read: () => undefined }) });
        const late = { getRemainingTimeInMillis: () => 2020 };
        const { batchItemFailures } = await createHandler(aws.clients, settings)({ Records: [
            makeMessage("m1", makeEvent({ key: "incoming/slow", versionId: "1" })),
            makeMessage("m2", makeEvent(object)),
        ] }, late);
        assert.equal(aws.announcements.length, 1);
        assert.equal(entries.at(-1)?.entry.kind, "out of time");
        assert.deepEqual(batchItemFailures, [{ itemIdentifier: "m1" }]);
    });

    it("processes many objects at once without a warning of Node.js", async () => {
        const warnings: Error[] = [];
        const keep = (warning: Error) => warnings.push(warning);
        process.on("warning", keep);
        const objects = Array.from({ length: 20 }, (_, index) => ({ ...object, versionId: `many ${index}` }));
        objects.forEach(({ bucket, key, versionId }) => aws.objects.set(`${bucket}/${key}/${versionId}`, { content }));
        await deliver(makeMessage("m1", makeEvent(...objects)));
        await setImmediate();
        process.off("warning", keep);
        assert.equal(aws.announcements.length, 20);
        assert.deepEqual(warnings, []);
    });

    it("logs names and counts, but nothing of what objects and messages hold", async () => {
        await deliver(makeMessage("m1", makeEvent(object)));
        await deliver(makeMessage("m1", makeEvent(object)), makeMessage("m2", "s3cret", 3));
        const known = { messageId: "m1", key: object.key, versionId: "1" };
        assert.deepEqual(entries, [
            { level: "info", entry: { message: "object announced", ...known } },
            { level: "error", entry: {
                message: "message failed", messageId: "m2", receives: "3", kind: "invalid message",
                error: "body must be JSON",
            } },
            { level: "info", entry: { message: "object known", ...known } },
        ]);
        assert(!JSON.stringify([entries, aws.announcements]).includes("s3cret"));
    });

    it("takes its settings from the environment", async () => {
        const environment = { ...process.env };
        const sent: SendMessageCommand["input"][] = [];
        // An own property, in front of the method that all clients inherit.
        SQSClient.prototype.send = (({ input }: SendMessageCommand) => {
            sent.push(input);
            return Promise.resolve({});
        }) as never;
        try {
            Object.assign(process.env, {
                AWS_REGION: "us-east-1", TABLE_NAME: "table", TOPIC_ARN: "topic", QUEUE_URL: "queue",
                DEAD_LETTER_QUEUE_URL: "https://dead-letters", RECORD_DAYS: "30",
            });
            const { handler } = createRequire(__filename)("../../lambda") as typeof lambda;
            const batch = { Records: [makeMessage("m1", "s3cret")] };
            assert.deepEqual(await handler(batch, context), { batchItemFailures: [] });
            assert.equal(sent[0]?.QueueUrl, "https://dead-letters");
        } finally {
            Reflect.deleteProperty(SQSClient.prototype, "send");
            process.env = environment;
        }
    });
});
