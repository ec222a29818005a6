import type { GetSecretValueCommand } from "@aws-sdk/client-secrets-manager";
import type { GetParameterCommand } from "@aws-sdk/client-ssm";
import { type Clients, createClients } from "../../lambda/environment";

/** Clients with credentials of their own, which answer with these parameters and secrets and reach no AWS. */
export function fakeClients(
    values: Record<string, unknown>, credentials = { accessKeyId: "AKID", secretAccessKey: "s3cret" },
): Clients {
    // The SDK warns of Node.js versions that it will drop.
    process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = "true";
    const clients = createClients({ region: "us-east-1", credentials });
    const answer = (name: string | undefined) => {
        const value = values[name ?? ""];
        return value === undefined
            ? Promise.reject(new Error(`there is no ${name}`))
            : Promise.resolve(JSON.stringify(value));
    };
    Object.assign(clients.parameters, {
        send: async ({ input }: GetParameterCommand) => ({ Parameter: { Value: await answer(input.Name) } }),
    });
    Object.assign(clients.secrets, {
        send: async ({ input }: GetSecretValueCommand) => ({ SecretString: await answer(input.SecretId) }),
    });
    return clients;
}
