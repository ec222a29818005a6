import type { Message } from "@aws-sdk/client-sqs";
import type { Answer } from "./function-runtime";

/** The event in which Lambda hands a batch of messages to a function. */
export function toEvent(messages: Message[], queueArn: string): { Records: object[] } {
    return {
        Records: messages.map(message => ({
            messageId: message.MessageId,
            receiptHandle: message.ReceiptHandle,
            body: message.Body,
            attributes: message.Attributes,
            messageAttributes: Object.fromEntries(Object.entries(message.MessageAttributes ?? {}).map(
                ([name, { StringValue, BinaryValue, DataType }]) => [name, {
                    stringValue: StringValue,
                    binaryValue: BinaryValue && Buffer.from(BinaryValue).toString("base64"),
                    stringListValues: [],
                    binaryListValues: [],
                    dataType: DataType,
                }])),
            md5OfBody: message.MD5OfBody,
            eventSource: "aws:sqs",
            eventSourceARN: queueArn,
            awsRegion: queueArn.split(":")[3],
        })),
    };
}

/** The messages of a batch that stay in the queue. An answer that names none which are there fails all of them. */
export function failedMessages(answer: Answer, messages: Message[], responseTypes: string[] | undefined): Message[] {
    if ("error" in answer) {
        return messages;
    }
    const { batchItemFailures } = (answer.result ?? {}) as { batchItemFailures?: { itemIdentifier?: string }[] | null };
    if (!responseTypes?.includes("ReportBatchItemFailures") || !batchItemFailures) {
        return [];
    }
    const failed = batchItemFailures.map(({ itemIdentifier }) =>
        messages.find(({ MessageId }) => MessageId === itemIdentifier));
    return failed.every(message => message !== undefined) ? failed : messages;
}
