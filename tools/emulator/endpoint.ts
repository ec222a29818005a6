import { devNull } from "node:os";
import { type Clients, createClients } from "../host/clients";

/** The account of whoever does not ask for another one. */
export const defaultAccount = "123456789012";
const secretAccessKey = "emulated";

/** Whose account an ARN is of. */
export function accountIn(arn: string): string {
    return arn.split(":")[4] ?? defaultAccount;
}

/** In the emulated AWS, the access key of an account tells its number. moto reads keys of 20 characters alone. */
export function accessKeyOf(account: string): string {
    return `EMULATED${account}`;
}

/** Clients that can reach nothing but the emulated AWS, whatever the user's own environment says. */
export function emulatorClients(endpoint: string, region: string, account = defaultAccount): Clients {
    if (new URL(endpoint).hostname !== "127.0.0.1") {
        throw new Error(`the emulated AWS must be at 127.0.0.1, got ${endpoint}`);
    }
    const credentials = { accessKeyId: accessKeyOf(account), secretAccessKey };
    // One attempt: an emulated AWS that doesn't answer is gone, and waiting for it would hide that.
    return createClients({
        endpoint, region, credentials, maxAttempts: 1, useFipsEndpoint: false, useDualstackEndpoint: false });
}

/**
 * Takes the user's own AWS settings out of this process. The SDK reads profiles, their files and its defaults from the
 * environment, whatever a client is given.
 */
export function removeUserSettings(): void {
    for (const name of Object.keys(process.env).filter(key => key.startsWith("AWS_"))) {
        Reflect.deleteProperty(process.env, name);
    }
    Object.assign(process.env, isolation);
}

/** Leaves the SDK without the user's own files, and without the metadata service of a machine in AWS. */
const isolation = {
    AWS_CONFIG_FILE: devNull,
    AWS_SHARED_CREDENTIALS_FILE: devNull,
    AWS_EC2_METADATA_DISABLED: "true",
    AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: "true",
};

/** The same for a process of its own: variables that lead every AWS SDK there. */
export function emulatorEnvironment(endpoint: string, account = defaultAccount): Record<string, string | undefined> {
    return {
        PATH: process.env.PATH,
        HOME: process.env.HOME,
        TMPDIR: process.env.TMPDIR,
        AWS_ACCESS_KEY_ID: accessKeyOf(account),
        AWS_SECRET_ACCESS_KEY: secretAccessKey,
        AWS_ENDPOINT_URL: endpoint,
        ...isolation,
    };
}
