import { join } from "node:path";
import type { Clients } from "../host/clients";
import { nonEmpty, UserError } from "../host/command";
import { createFailure, nameStack } from "../host/failure";
import { writeOutputs } from "../host/outputs";
import { type ProgramRun, runProgram } from "../host/program";
import type { StartProgram } from "../host/program-process";
import { readSettings } from "../host/settings";
import { defaultAccount, emulatorClients, emulatorEnvironment } from "./endpoint";
import { createProvider, tagsIn } from "./provider";
import { Progress } from "./report";
import type { EmulatorServer } from "./server";
import { TimeLimit } from "./time-limit";

export interface DeployOptions {
    projectDir: string;
    /** Where `<stack>/flat-outputs.json` is written. */
    runFolder: string;
    server: Pick<EmulatorServer, "endpoint" | "lastError">;
    signal: AbortSignal;
    /** Seconds that a program may go without registering anything. */
    patience: number;
    /** Accounts of stacks that are not in the default one. */
    accounts?: Record<string, string>;
    /** How programs are started that nobody vouches for. */
    start?: StartProgram;
    /** Takes precedence over what programs get otherwise. */
    env?: Record<string, string | undefined>;
    /** Prints nothing. */
    quiet?: boolean;
}

export interface Deployment extends ProgramRun {
    stack: string;
    account: string;
    outputsFile: string;
    /** Inputs by "input of type". */
    emulated: Set<string>;
    notEmulated: Set<string>;
}

/** Deploys stacks side by side; the first one to fail stops the others. */
export async function deployAll(stacks: string[], options: DeployOptions): Promise<Deployment[]> {
    const failed = new AbortController();
    const signal = AbortSignal.any([options.signal, failed.signal]);
    const progress = options.quiet ? undefined : new Progress(stacks);
    const deployments = await Promise.all(stacks.map(stack =>
        deploy(stack, { ...options, signal }, progress).catch((error: unknown) => failed.abort(error))));
    progress?.end();
    signal.throwIfAborted();
    return deployments.filter(deployment => deployment !== undefined);
}

async function deploy(
    stack: string, options: DeployOptions, progress: Progress | undefined,
): Promise<Deployment> {
    const { projectDir, runFolder, server, signal, patience } = options;
    const account = options.accounts?.[stack] ?? defaultAccount;
    const emulated = new Set<string>();
    const notEmulated = new Set<string>();
    const limit = new TimeLimit(patience, `${stack}: the program has registered nothing`);
    const settings = readSettings(projectDir, stack);
    const provider = createProvider({
        clientsOf: createClientsOnce(server.endpoint, account),
        // It's for the program to complain of a missing region.
        projectDir,
        region: nonEmpty(settings.config["aws:region"]) ?? "us-east-1",
        defaultTags: tagsIn(settings.config["aws:defaultTags"]),
        lastError: server.lastError,
        onCreated: (type, inputs) => {
            inputs.read().forEach(key => emulated.add(`${key} of ${type}`));
            inputs.unread().forEach(key => notEmulated.add(`${key} of ${type}`));
            progress?.add(stack);
            limit.renew();
        },
    });
    try {
        const run = await runProgram({
            settings,
            provider,
            signal: AbortSignal.any([signal, limit.signal]),
            start: options.start,
            env: {
                ...emulatorEnvironment(server.endpoint, account),
                ...options.env,
                ENVIRONMENT_SUFFIX: process.env.ENVIRONMENT_SUFFIX,
            },
        });
        if (run.exitCode !== 0) {
            throw createFailure(run, settings);
        }
        const outputsFile = join(runFolder, stack, "flat-outputs.json");
        writeOutputs(outputsFile, run.outputs);
        return { ...run, stack, account, outputsFile, emulated, notEmulated };
    } catch (error) {
        signal.throwIfAborted();
        limit.signal.throwIfAborted();
        throw error instanceof UserError
            ? nameStack(stack, error)
            : new Error(`${stack}: ${String(error)}`, { cause: error });
    } finally {
        limit.end();
    }
}

function createClientsOnce(endpoint: string, account: string): (region: string) => Clients {
    const created = new Map<string, Clients>();
    return region => {
        const clients = created.get(region) ?? emulatorClients(endpoint, region, account);
        created.set(region, clients);
        return clients;
    };
}
