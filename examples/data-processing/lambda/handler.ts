import { ChangeMessageVisibilityBatchCommand, SendMessageCommand } from "@aws-sdk/client-sqs";
import { setMaxListeners } from "node:events";
import type { Failure } from "../../../lib/lambda/failures";
import { log } from "../../../lib/lambda/log";
import type { Clients, Settings, Tools } from "./environment";
import { parseMessage } from "./events";
import { classifyFailure } from "./failures";
import { processObject } from "./process";

/** A message as Lambda reads it from SQS, as far as it is used. */
export interface Message {
    messageId: string;
    receiptHandle: string;
    body: string;
    attributes: { ApproximateReceiveCount: string };
}

export interface Context {
    getRemainingTimeInMillis(): number;
}

export interface BatchResponse {
    batchItemFailures: { itemIdentifier: string }[];
}

/** Time that is left for dead letters and for the answer, once processing is aborted. */
const reservedMs = 2000;
const longestDelaySeconds = 900;

/** Returns a function that processes a batch and answers with the messages that are to be delivered again. */
export function createHandler(clients: Clients, settings: Settings) {
    return async ({ Records }: { Records: Message[] }, context: Context): Promise<BatchResponse> => {
        const signal = AbortSignal.timeout(Math.max(0, context.getRemainingTimeInMillis() - reservedMs));
        // Every request of the batch listens to it: Node.js would warn of a leak.
        setMaxListeners(0, signal);
        const tools = { clients, settings, signal };
        const done = await Promise.all(Records.map(message => handleMessage(message, tools)));
        const failed = Records.filter((_, index) => !done[index]);
        await delayRetries(failed, tools);
        return { batchItemFailures: failed.map(({ messageId }) => ({ itemIdentifier: messageId })) };
    };
}

/** Returns whether the message is done with, be it processed or among the dead letters. */
async function handleMessage(message: Message, tools: Tools): Promise<boolean> {
    const failures = await processMessage(message, tools);
    const failure = failures.find(({ retryable }) => retryable) ?? failures[0];
    if (failure === undefined) {
        return true;
    }
    const { messageId, attributes: { ApproximateReceiveCount: receives } } = message;
    const fields = { messageId, receives, kind: failure.kind, error: failure.message };
    log(failure.retryable ? "warn" : "error", "message failed", fields);
    return failure.retryable ? false : sendDeadLetter(message, failure, tools);
}

/** Processes all objects of a message, so that the failure of one stops no other. */
async function processMessage({ messageId, body }: Message, tools: Tools): Promise<Failure[]> {
    try {
        const results = await Promise.allSettled(parseMessage(body).map(async object => {
            const outcome = await processObject(object, tools);
            log("info", `object ${outcome}`, { messageId, key: object.key, versionId: object.versionId });
        }));
        return results.flatMap(result => result.status === "rejected" ? [classifyFailure(result.reason)] : []);
    } catch (error) {
        return [classifyFailure(error)];
    }
}

/** Retries would not help, and SQS would not say why it moved the message. */
async function sendDeadLetter({ messageId, body }: Message, failure: Failure, tools: Tools): Promise<boolean> {
    try {
        await tools.clients.sqs.send(new SendMessageCommand({
            QueueUrl: tools.settings.deadLetterQueueUrl,
            MessageBody: body,
            MessageAttributes: {
                reason: { DataType: "String", StringValue: `${failure.kind}: ${failure.message}` },
            },
        }));
        return true;
    } catch (error) {
        // Delivered again, or moved by SQS after the last attempt.
        log("error", "dead letter not sent", { messageId, error: classifyFailure(error).message });
        return false;
    }
}

/** Makes failed messages visible after 1, 2, 4, 8 seconds and so on, long before the queue's visibility timeout. */
async function delayRetries(messages: Message[], { clients, settings }: Tools): Promise<void> {
    if (messages.length === 0) {
        return;
    }
    try {
        await clients.sqs.send(new ChangeMessageVisibilityBatchCommand({
            QueueUrl: settings.queueUrl,
            Entries: messages.map(({ receiptHandle, attributes }, index) => ({
                Id: String(index),
                ReceiptHandle: receiptHandle,
                VisibilityTimeout: Math.min(2 ** (Number(attributes.ApproximateReceiveCount) - 1), longestDelaySeconds),
            })),
        }));
    } catch (error) {
        // They come back all the same, after the visibility timeout.
        log("warn", "retries not delayed", { messages: messages.length, error: classifyFailure(error).message });
    }
}
