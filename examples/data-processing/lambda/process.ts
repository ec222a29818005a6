import { GetObjectCommand } from "@aws-sdk/client-s3";
import { PublishCommand } from "@aws-sdk/client-sns";
import { createHash } from "node:crypto";
import { addAbortSignal, type Readable } from "node:stream";
import type { Tools } from "./environment";
import type { ObjectVersion } from "./events";
import { createRecord, findRecord, markAnnounced, type ObjectRecord } from "./records";

/**
 * Records a version of an object once, and announces it at least once: the record says that it has been announced only
 * after it has been. So a process that is ended after any step leaves to the next delivery exactly what is missing.
 */
export async function processObject(object: ObjectVersion, tools: Tools): Promise<"announced" | "known"> {
    // Looked for first: what is recorded needs no reading again, when the object may be gone.
    const record = await findRecord(object, tools)
        ?? await createRecord({ ...object, ...await readObject(object, tools) }, tools);
    if (record.announcedAt !== undefined) {
        return "known";
    }
    await announce(record, tools);
    await markAnnounced(object, tools);
    return "announced";
}

async function readObject({ bucket, key, versionId }: ObjectVersion, { clients, signal }: Tools) {
    const { Body, ContentType = "" } = await clients.s3.send(new GetObjectCommand({
        Bucket: bucket, Key: key, VersionId: versionId,
    }), { abortSignal: signal });
    const hash = createHash("sha256");
    let size = 0;
    for await (const chunk of addAbortSignal(signal, Body as Readable)) {
        hash.update(chunk as Buffer);
        size += (chunk as Buffer).length;
    }
    return { size, contentType: ContentType, sha256: hash.digest("hex") };
}

async function announce(record: ObjectRecord, { clients, settings, signal }: Tools): Promise<void> {
    const { bucket, key, versionId, size, contentType, sha256, recordedAt } = record;
    await clients.sns.send(new PublishCommand({
        TopicArn: settings.topicArn,
        Message: JSON.stringify({ bucket, key, versionId, size, contentType, sha256, recordedAt }),
    }), { abortSignal: signal });
}
