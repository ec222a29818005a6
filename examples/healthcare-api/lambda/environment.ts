import { SecretsManagerClient, type SecretsManagerClientConfig } from "@aws-sdk/client-secrets-manager";
import { SSMClient, type SSMClientConfig } from "@aws-sdk/client-ssm";

export type Clients = ReturnType<typeof createClients>;
export type Settings = ReturnType<typeof readSettings>;

/** What a check works with. */
export interface Tools {
    clients: Clients;
    settings: Settings;
}

/** Without options, the clients have those of the function's environment. */
export function createClients(options: SecretsManagerClientConfig & SSMClientConfig = {}) {
    return { secrets: new SecretsManagerClient(options), parameters: new SSMClient(options) };
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
