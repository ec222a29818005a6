import { type Clients, createClients } from "../../tools/host/clients";
import { UserError } from "../../tools/host/command";
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
    /** Tags that every resource carries, except Name. */
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
 * Loads the deployment that the environment variable OUTPUTS_FILE names, or the one in `cfn-outputs`. That happens
 * before the first test runs, so that tests can be listed without a deployment.
 */
export function loadDeployment<Contract extends OutputContract>(
    projectDir: string, contract: Contract,
): Deployment<OutputsOf<Contract>> {
    const outputs = createLazily(() => readOutputs(process.env.OUTPUTS_FILE ?? defaultOutputsFile, contract));
    const common = outputs as unknown as CommonOutputs;
    const settings = createLazily(() => readSettings(projectDir, common.stack));
    const setting = (key: string) => settings.config[`${settings.project}:${key}`] ?? "";
    before(() => {
        try {
            assertLoaded(settings.stack);
        } catch (error) {
            // Without a deployment there is nothing to test: one sentence says more than a failure of every test.
            console.error(error instanceof UserError ? error.message : error);
            process.exit(2);
        }
    });
    return {
        outputs,
        settings,
        setting,
        named: resource => `${resource}-${common.environment}-${common.environmentSuffix}`,
        commonTags: () => ({
            ...JSON.parse(setting("tags")) as Record<string, string>,
            ...(JSON.parse(settings.config["aws:defaultTags"] ?? "{}") as { tags?: Record<string, string> }).tags,
            Project: settings.project,
            Environment: common.environment,
            EnvironmentSuffix: common.environmentSuffix,
            ManagedBy: "Pulumi",
        }),
        clients: createLazily(() => createClients({ region: common.region })),
    };
}

/** Tags in the shape of most AWS APIs, as a record. */
export function tagRecord(tags: { Key?: string; Value?: string }[] | undefined): Record<string, string | undefined> {
    return Object.fromEntries((tags ?? []).map(({ Key = "", Value }) => [Key, Value]));
}

/**
 * Declares a test that needs living instances and a network. The emulated AWS has neither: there it is skipped, and its
 * title says why.
 */
export function itLive(title: string, test: () => Promise<void>, timeout = 60_000): void {
    if (process.env.AWS_ENDPOINT_URL) {
        it.skip(`${title} (live only: nothing serves in an emulated AWS)`, test);
    } else {
        it(title, test).timeout(timeout);
    }
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

function assertLoaded(stack: string): void {
    if (!stack) {
        throw new UserError("the outputs name no stack");
    }
}
