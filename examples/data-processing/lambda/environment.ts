import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { S3Client } from "@aws-sdk/client-s3";
import { SNSClient } from "@aws-sdk/client-sns";
import { SQSClient } from "@aws-sdk/client-sqs";

export type Clients = ReturnType<typeof createClients>;
export type Settings = ReturnType<typeof readSettings>;

/** What the processing of a message works with. */
export interface Tools {
    clients: Clients;
    settings: Settings;
    /** Aborts shortly before Lambda would end the function. */
    signal: AbortSignal;
}

export function createClients() {
    return { dynamodb: new DynamoDBClient(), s3: new S3Client(), sns: new SNSClient(), sqs: new SQSClient() };
}

/** Reads what the component of the function puts into its environment. */
export function readSettings(environment: NodeJS.ProcessEnv) {
    return {
        tableName: String(environment.TABLE_NAME),
        topicArn: String(environment.TOPIC_ARN),
        queueUrl: String(environment.QUEUE_URL),
        deadLetterQueueUrl: String(environment.DEAD_LETTER_QUEUE_URL),
        /** Days after which a record expires. */
        recordDays: Number(environment.RECORD_DAYS),
    };
}
