import assert from "node:assert/strict";
import { once } from "node:events";
import http, { type IncomingMessage } from "node:http";
import https from "node:https";
import { join } from "node:path";
import { json } from "node:stream/consumers";
import { type Clients, createClients } from "../../tools/host/clients";
import { nonEmpty, UserError } from "../../tools/host/command";
import { defaultOutputsFile, readOutputs } from "../../tools/host/outputs";
import { readSettings, type StackSettings } from "../../tools/host/settings";
import type { OutputContract, OutputsOf } from "../../lib/outputs";

/** What integration tests know of the deployment under test. */
export interface Deployment<Outputs> {
    /** What it exports. */
    outputs: Outputs;
    /** What it was made from. */
    settings: StackSettings;
    /** A key of its configuration, as text. */
    setting: (key: string) => string;
    /** What a resource of this deployment is named: `{resource}-{environment}-{suffix}`. */
    named: (resource: string) => string;
    /** Tags that the program gives to every resource, except Name. */
    ownTags: () => Record<string, string>;
    /** Those, and the provider's default tags: what every resource carries but a group and what that launches. */
    commonTags: () => Record<string, string>;
    /** Clients for its region. */
    clients: Clients;
}

/** Outputs that every system has. */
interface CommonOutputs {
    stack: string;
    environment: string;
    environmentSuffix: string;
    region: string;
}

/**
 * Loads the deployment that the environment variable OUTPUTS_FILE names, or the one in the project's `cfn-outputs`.
 * That happens before the first test runs, so that tests can be listed without a deployment.
 * @param find Asks AWS for something of the deployment, and throws if it is not there.
 */
export function loadDeployment<Contract extends OutputContract>(
    projectDir: string, contract: Contract, find?: (deployment: Deployment<OutputsOf<Contract>>) => Promise<unknown>,
): Deployment<OutputsOf<Contract>> {
    const file = nonEmpty(process.env.OUTPUTS_FILE) ?? join(projectDir, defaultOutputsFile);
    const outputs = createLazily(() => readOutputs(file, contract));
    const common = outputs as unknown as CommonOutputs;
    const settings = createLazily(() => readSettings(projectDir, common.stack));
    const setting = (key: string) => settings.config[`${settings.project}:${key}`] ?? "";
    const ownTags = () => ({
        ...JSON.parse(setting("tags")) as Record<string, string>,
        Project: settings.project,
        Environment: common.environment,
        EnvironmentSuffix: common.environmentSuffix,
        ManagedBy: "Pulumi",
    });
    const defaultTags = () =>
        (JSON.parse(settings.config["aws:defaultTags"] ?? "{}") as { tags?: Record<string, string> }).tags;
    const deployment: Deployment<OutputsOf<Contract>> = {
        outputs,
        settings,
        setting,
        named: resource => `${resource}-${common.environment}-${common.environmentSuffix}`,
        ownTags,
        commonTags: () => ({ ...defaultTags(), ...ownTags() }),
        clients: createLazily(() => createClients({ region: common.region })),
    };
    before(async () => {
        try {
            for (const key of ["stack", "region"] as const) {
                if (!common[key]) {
                    throw new UserError(`${file}: ${key} must not be empty`, 1);
                }
            }
            assert(settings.stack);
            await findDeployment(deployment, find);
        } catch (error) {
            // Without a deployment there is nothing to test: one sentence says more than a failure of every test.
            console.error(error instanceof UserError ? error.message : error);
            process.exit(2);
        }
    });
    return deployment;
}

async function findDeployment<Outputs>(
    deployment: Deployment<Outputs>, find: ((deployment: Deployment<Outputs>) => Promise<unknown>) | undefined,
): Promise<void> {
    const place = process.env.AWS_ENDPOINT_URL ?? "AWS";
    const { clients, settings } = deployment;
    try {
        await clients.sts.getCallerIdentity({}, { abortSignal: AbortSignal.timeout(10_000) });
    } catch (error) {
        throw new UserError(`${place} does not answer as AWS does: ${firstLine(error)}`);
    }
    try {
        await find?.(deployment);
    } catch (error) {
        throw new UserError(`stack ${settings.stack} is not deployed at ${place}: ${firstLine(error)}`, 1);
    }
}

function firstLine(error: unknown): string {
    return String(error).split("\n", 1).join();
}

/** Tags in the shape of most AWS APIs, as a record. */
export function tagRecord(tags: { Key?: string; Value?: string }[] | undefined): Record<string, string | undefined> {
    return Object.fromEntries((tags ?? []).map(({ Key = "", Value }) => [Key, Value]));
}

/**
 * Declares a test that needs what the emulated AWS does not run, such as instances and databases: there it is skipped,
 * and its title says why.
 */
export function itLive(title: string, test: () => Promise<void>, timeout = 60_000): void {
    if (process.env.AWS_ENDPOINT_URL) {
        it.skip(`${title} (live only: an emulated AWS runs no instance, database or cache)`, test);
    } else {
        it(title, test).timeout(timeout);
    }
}

/** Requests a URL of the deployment. The emulated AWS serves all hosts at one address. */
export async function request(url: string, method: "GET" | "POST" = "GET"): Promise<{ status: number; body: unknown }> {
    const endpoint = process.env.AWS_ENDPOINT_URL;
    const { host, pathname } = new URL(url);
    // Unlike these, fetch takes the host from the address alone.
    const { request: send } = endpoint ? http : https;
    const sent = send(new URL(pathname, endpoint ?? url), { method, headers: { Host: host } }).end();
    const [response] = await once(sent, "response") as [IncomingMessage];
    return { status: response.statusCode ?? 0, body: await json(response) };
}

/** Clients for another region than the deployment's. */
export function clientsIn(region: string): Clients {
    return createClients({ region });
}

/** Whose credentials the tests run with; the deployment is in the same account. */
export async function caller({ sts }: Clients): Promise<{ account: string; partition: string }> {
    const { Account = "", Arn = "" } = await sts.getCallerIdentity({});
    return { account: Account, partition: Arn.split(":")[1] ?? "" };
}

/** An object that is created when something of it is first asked for. */
function createLazily<T extends object>(create: () => T): T {
    let created: T | undefined;
    return new Proxy({} as T, {
        get: (_, key) => Reflect.get(created ??= create(), key) as unknown,
    });
}
