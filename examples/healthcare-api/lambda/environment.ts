import { SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { SSMClient } from "@aws-sdk/client-ssm";

export type Clients = ReturnType<typeof createClients>;
export type Settings = ReturnType<typeof readSettings>;

/** What a check works with. */
export interface Tools {
    clients: Clients;
    settings: Settings;
}

export function createClients() {
    return { secrets: new SecretsManagerClient(), parameters: new SSMClient() };
}

/** Reads what the program puts into the function's environment. */
export function readSettings(environment: NodeJS.ProcessEnv) {
    return {
        region: String(environment.AWS_REGION),
        /** Parameter that says where the database and its password are. */
        databaseParameter: String(environment.DATABASE_PARAMETER),
        cache: {
            host: String(environment.CACHE_HOST),
            port: Number(environment.CACHE_PORT),
            /** Name of the replication group. */
            name: String(environment.CACHE_NAME),
            user: String(environment.CACHE_USER),
        },
    };
}
