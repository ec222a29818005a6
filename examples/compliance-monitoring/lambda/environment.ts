import { ConfigServiceClient } from "@aws-sdk/client-config-service";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { SNSClient } from "@aws-sdk/client-sns";

export type Clients = ReturnType<typeof createClients>;
export type Settings = ReturnType<typeof readSettings>;

/** What an evaluation works with. */
export interface Tools {
    clients: Clients;
    settings: Settings;
    /** Aborts shortly before Lambda would end the function. */
    signal: AbortSignal;
}

export function createClients() {
    return { config: new ConfigServiceClient(), dynamodb: new DynamoDBClient(), sns: new SNSClient() };
}

/** Reads what the program puts into the function's environment. */
export function readSettings(environment: NodeJS.ProcessEnv) {
    return {
        tableName: String(environment.TABLE_NAME),
        topicArn: String(environment.TOPIC_ARN),
        /** Types of the resources that the rule is for. */
        resourceTypes: String(environment.RESOURCE_TYPES).split(","),
        /** Days after which a record expires. */
        recordDays: Number(environment.RECORD_DAYS),
    };
}
