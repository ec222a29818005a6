import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { providerFunction } from "../emulator/services";
import { UserError } from "../host/command";
import type { Provider, Registration } from "../host/monitor";
import { startWithLimits } from "../host/limited-process";
import { type ProgramRun, runProgram } from "../host/program";
import type { StackSettings } from "../host/settings";
import { launcher, limitedEnvironment, outputLimit } from "./limits";

/** One run of a candidate's program, as `pulumi preview` does it. */
export interface Trial extends ProgramRun {
    stack: string;
    settings: StackSettings;
    /** Keys of the configuration that the program asked for; undefined where that can't be told. */
    keysRead: string[] | undefined;
}

export interface TrialOptions {
    home: string;
    /** Seconds. */
    timeLimit: number;
    env?: Record<string, string>;
}

let count = 0;

/** Stands for the endpoint of a cache that has none. */
export const noConfigurationEndpoint = "no-configuration-endpoint";

/** Runs a program without AWS. A run that fails has an exit code other than 0, and says why. */
export async function runTrial(settings: StackSettings, { home, timeLimit, env }: TrialOptions): Promise<Trial> {
    const keysFile = join(home, `keys-${count += 1}.json`);
    const limited = {
        ...settings,
        nodeArgs: [...settings.nodeArgs, `--require=${join(__dirname, "record-config.cjs")}`],
    };
    const { stack } = settings;
    try {
        const run = await runProgram({
            settings: limited,
            provider,
            stackOutputs: () => ({}),
            dryRun: true,
            timeLimit: timeLimit * 1000,
            start: startWithLimits({ launcher, output: outputLimit }),
            env: { ...limitedEnvironment(home), GRADE_KEYS_FILE: keysFile, ...env },
        });
        return { ...run, stack, settings, keysRead: readKeys(keysFile) };
    } catch (error) {
        if (!(error instanceof Error)) {
            throw error;
        }
        const message = error instanceof UserError ? error.message : `${error.name}: ${error.message}`;
        return {
            resources: [], existing: [], outputs: {}, exitCode: 1, stack, settings, keysRead: undefined,
            diagnostics: [{ severity: "error", message }],
        };
    } finally {
        rmSync(keysFile, { force: true });
    }
}

function readKeys(file: string): string[] | undefined {
    return existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) as string[] : undefined;
}

/** Each resource has an id that tells it apart; what else AWS decides stays unknown to the program. */
const provider: Provider = {
    create: registration => Promise.resolve({ id: idOf(registration), state: stateOf(registration) }),
    read: () => Promise.resolve({}),
    // What is inside isn't seen, and its outputs are unknown.
    construct: () => Promise.resolve({}),
    invoke: token => Promise.resolve(answer(token)),
    call: () => Promise.resolve({}),
};

function idOf({ type, name }: Registration): string {
    return `${type.replace(/^.*:/, "").toLowerCase()}-${name}`;
}

function stateOf({ type, inputs }: Registration): Record<string, unknown> {
    return type === "aws:elasticache/replicationGroup:ReplicationGroup" && !hasClusterMode(inputs)
        ? { configurationEndpointAddress: noConfigurationEndpoint }
        : {};
}

function hasClusterMode({ numNodeGroups, clusterMode }: Record<string, unknown>): boolean {
    return clusterMode !== undefined || Number(numNodeGroups ?? 1) > 1;
}

function answer(token: string): Record<string, unknown> {
    try {
        return providerFunction(token).mock;
    } catch {
        return answers[token] ?? {};
    }
}

const zones = ["a", "b", "c", "d"].map(letter => `us-east-1${letter}`);

/** What programs ask for most often, of what the emulated AWS doesn't answer. */
const answers: Record<string, Record<string, unknown>> = {
    "aws:index/getAvailabilityZones:getAvailabilityZones": { names: zones, zoneIds: zones, id: "us-east-1" },
    "aws:index/getRegion:getRegion": { name: "us-east-1", region: "us-east-1", id: "us-east-1" },
    "aws:ec2/getAmi:getAmi": { id: "ami-12345678", architecture: "x86_64", name: "ami" },
    "aws:ssm/getParameter:getParameter": { value: "ami-12345678", name: "parameter" },
    "aws:iam/getPolicyDocument:getPolicyDocument": { json: "{}" },
};
