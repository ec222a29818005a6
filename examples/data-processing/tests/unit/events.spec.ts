import assert from "node:assert/strict";
import { InvalidMessageError, parseMessage } from "../../lambda/events";
import { makeEvent } from "../support/messages";

interface Event {
    Records: [{ eventName: unknown; s3: { bucket: { name: unknown }; object: { key: unknown; versionId: unknown } } }];
}

/** An event of one object after a change. */
function changeEvent(change: (record: Event["Records"][0]) => void): string {
    const event = JSON.parse(makeEvent({ key: "incoming/a", versionId: "1" })) as Event;
    change(event.Records[0]);
    return JSON.stringify(event);
}

describe("parseMessage", () => {
    it("returns bucket, key and version of each object", () => {
        assert.deepEqual(parseMessage(makeEvent(
            { bucket: "data", key: "incoming/a", versionId: "1" },
            { bucket: "data", key: "incoming/b", versionId: "2" },
        )), [
            { bucket: "data", key: "incoming/a", versionId: "1" },
            { bucket: "data", key: "incoming/b", versionId: "2" },
        ]);
    });

    for (const [encoded, key] of [
        ["incoming/a+b", "incoming/a b"],
        ["incoming/a%2Bb", "incoming/a+b"],
        ["incoming/%C3%BC%26%3D%3F%23", "incoming/ü&=?#"],
        ["incoming/100%25", "incoming/100%"],
    ]) {
        it(`decodes the key ${encoded}`, () => {
            const [object] = parseMessage(changeEvent(record => record.s3.object.key = encoded));
            assert.equal(object?.key, key);
        });
    }

    it("finds no object in the test event of S3", () => {
        const event = { Service: "Amazon S3", Event: "s3:TestEvent", Bucket: "bucket" };
        assert.deepEqual(parseMessage(JSON.stringify(event)), []);
    });

    const invalid: [body: string, message: string][] = [
        ["", "body must be JSON"],
        ["s3cret", "body must be JSON"],
        ...["null", "7", '"s3cret"', "[]", "{}", '{"Records":{}}', '{"Records":[]}'].map((body): [string, string] =>
            [body, "body: Records must be a list of at least 1 record"]),
        ...["[null]", "[7]", "[[]]", "[{}]"].map((records): [string, string] =>
            [`{"Records":${records}}`, "record: eventName must be a text"]),
        [changeEvent(record => record.eventName = "ObjectRemoved:Delete"),
            "record: eventName must be that of a created object"],
        [changeEvent(record => record.s3.bucket.name = 7), "record: s3.bucket.name must be a text"],
        [changeEvent(record => record.s3.object.key = ""), "record: s3.object.key must be a text"],
        [changeEvent(record => record.s3.object.key = "%E0%A4%A"), "record: s3.object.key must be URL-encoded"],
        [changeEvent(record => record.s3.object.versionId = null), "record: s3.object.versionId must be a text"],
    ];
    for (const [body, text] of invalid) {
        it(`refuses ${body.slice(0, 30) || "an empty body"}: ${text}`, () => {
            assert.throws(() => parseMessage(body), error => {
                assert(error instanceof InvalidMessageError);
                assert.equal(error.message, text);
                return true;
            });
        });
    }
});
