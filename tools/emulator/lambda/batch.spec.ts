import assert from "node:assert/strict";
import { failedMessages, toEvent } from "./batch";

const messages = [{ MessageId: "a" }, { MessageId: "b" }];
const failures = (...identifiers: (string | undefined)[]) => ({
    result: { batchItemFailures: identifiers.map(itemIdentifier => ({ itemIdentifier })) },
});
const failedIds = (...[answer, responseTypes = ["ReportBatchItemFailures"]]: [
    Parameters<typeof failedMessages>[0], string[]?,
]) => failedMessages(answer, messages, responseTypes).map(({ MessageId }) => MessageId).join();

describe("batch of an event source mapping", () => {
    for (const [what, answer, expected] of [
        ["no message for an answer without failures", failures(), ""],
        ["no message for no answer", { result: undefined }, ""],
        ["no message for null", { result: null }, ""],
        ["no message for a null list", { result: { batchItemFailures: null } }, ""],
        ["the messages that the answer names", failures("b"), "b"],
        ["all messages for a name that is not in the batch", failures("b", "c"), "a,b"],
        ["all messages for an item without a name", failures(undefined), "a,b"],
        ["all messages for an error", { error: "crashed" }, "a,b"],
    ] as const) {
        it(`keeps ${what}`, () => assert.equal(failedIds(answer), expected));
    }

    it("keeps no message that the answer names, if the mapping does not ask for them", () => {
        assert.equal(failedIds(failures("b"), []), "");
    });

    it("hands on messages as Lambda does", () => {
        const event = toEvent([{
            MessageId: "a", ReceiptHandle: "r", Body: "text", MD5OfBody: "md5",
            Attributes: { ApproximateReceiveCount: "2" },
            MessageAttributes: {
                reason: { DataType: "String", StringValue: "why" },
                bytes: { DataType: "Binary", BinaryValue: Buffer.from("b") },
            },
        }], "arn:aws:sqs:eu-west-1:123456789012:jobs");
        const lists = { stringListValues: [], binaryListValues: [] };
        assert.deepEqual(event, { Records: [{
            messageId: "a",
            receiptHandle: "r",
            body: "text",
            attributes: { ApproximateReceiveCount: "2" },
            messageAttributes: {
                reason: { stringValue: "why", binaryValue: undefined, dataType: "String", ...lists },
                bytes: { stringValue: undefined, binaryValue: "Yg==", dataType: "Binary", ...lists },
            },
            md5OfBody: "md5",
            eventSource: "aws:sqs",
            eventSourceARN: "arn:aws:sqs:eu-west-1:123456789012:jobs",
            awsRegion: "eu-west-1",
        }] });
    });
});
