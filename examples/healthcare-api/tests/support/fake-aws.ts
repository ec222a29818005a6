import { GetSecretValueCommand } from "@aws-sdk/client-secrets-manager";
import { GetParameterCommand } from "@aws-sdk/client-ssm";
import { type Clients, createClients } from "../../lambda/environment";

/** Clients with credentials of their own, which answer with these parameters and secrets and reach no AWS. */
export function fakeClients(values: Record<string, unknown>): Clients {
    // The SDK warns of Node.js versions that it will drop.
    process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = "true";
    const clients = createClients({
        region: "us-east-1", credentials: { accessKeyId: "AKID", secretAccessKey: "s3cret", sessionToken: "ses/si+on==" } });
    const send = (command: object) => {
        const name = command instanceof GetParameterCommand ? command.input.Name
            : command instanceof GetSecretValueCommand ? command.input.SecretId
                : undefined;
        const value = values[name ?? ""];
        if (value === undefined) {
            return Promise.reject(new Error(`there is no ${name}`));
        }
        const text = JSON.stringify(value);
        return Promise.resolve({ Parameter: { Value: text }, SecretString: text });
    };
    Object.assign(clients.secrets, { send });
    Object.assign(clients.parameters, { send });
    return clients;
}
