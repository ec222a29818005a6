import { readPath } from "../../../lib/lambda/values";

/** One version of an object, as S3 announces it. */
export interface ObjectVersion {
    bucket: string;
    key: string;
    versionId: string;
}

/** A message that no retry makes readable. What it says goes into logs and queues, so it holds none of the content. */
export class InvalidMessageError extends Error {
    override readonly name = "InvalidMessageError";
}

/**
 * Returns the object versions that a message from S3 announces: none for the test event that S3 sends when it is
 * connected to the queue.
 * @throws InvalidMessageError
 */
export function parseMessage(body: string): ObjectVersion[] {
    const event = parseJson(body);
    if (readPath(event, "Event") === "s3:TestEvent") {
        return [];
    }
    const records = readPath(event, "Records");
    if (!Array.isArray(records) || records.length === 0) {
        throw new InvalidMessageError("body: Records must be a list of at least 1 record");
    }
    return records.map(parseRecord);
}

function parseRecord(record: unknown): ObjectVersion {
    if (!requireText(record, "eventName").startsWith("ObjectCreated:")) {
        throw new InvalidMessageError("record: eventName must be that of a created object");
    }
    return {
        bucket: requireText(record, "s3", "bucket", "name"),
        key: decodeKey(requireText(record, "s3", "object", "key")),
        versionId: requireText(record, "s3", "object", "versionId"),
    };
}

function parseJson(text: string): unknown {
    try {
        return JSON.parse(text);
    } catch {
        // The parser's own message quotes the text.
        throw new InvalidMessageError("body must be JSON");
    }
}

/** S3 encodes keys as in the query of a URL, where a space is a plus sign. */
function decodeKey(key: string): string {
    try {
        return decodeURIComponent(key.replaceAll("+", " "));
    } catch {
        throw new InvalidMessageError("record: s3.object.key must be URL-encoded");
    }
}

function requireText(record: unknown, ...path: string[]): string {
    const value = readPath(record, ...path);
    if (typeof value !== "string" || value === "") {
        throw new InvalidMessageError(`record: ${path.join(".")} must be a text`);
    }
    return value;
}
