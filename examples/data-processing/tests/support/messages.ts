import type { Message } from "../../lambda/handler";

interface Announced {
    bucket?: string;
    key: string;
    versionId: string;
}

/** An event as S3 sends it for created objects. */
export function makeEvent(...objects: Announced[]): string {
    return JSON.stringify({
        Records: objects.map(({ bucket = "bucket", key, versionId }) => ({
            eventVersion: "2.1",
            eventSource: "aws:s3",
            eventName: "ObjectCreated:Put",
            s3: {
                bucket: { name: bucket },
                object: { key: encodeURIComponent(key).replaceAll("%20", "+"), versionId },
            },
        })),
    });
}

export function makeMessage(messageId: string, body: string, receives = 1): Message {
    return {
        messageId, body, receiptHandle: `${messageId}-handle`,
        attributes: { ApproximateReceiveCount: String(receives) },
    };
}
