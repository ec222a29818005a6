import { rmSync } from "node:fs";
import { join } from "node:path";
import { UserError } from "../host/command";
import { writeOutputs } from "../host/outputs";
import { type ProgramRun, runProgram } from "../host/program";
import type { Clients } from "../host/clients";
import { readSettings } from "../host/settings";
import { emulatorClients, emulatorEnvironment } from "./endpoint";
import { createProvider } from "./provider";
import { Progress } from "./report";

export interface DeployOptions {
    projectDir: string;
    /** Where `<stack>/flat-outputs.json` is written. */
    directory: string;
    endpoint: string;
    signal: AbortSignal;
}

export interface Deployment extends ProgramRun {
    stack: string;
    outputsFile: string;
    notEmulated: Set<string>;
}

/** Deploys stacks side by side; the first one to fail stops the others. */
export async function deployAll(stacks: string[], options: DeployOptions): Promise<Deployment[]> {
    const failed = new AbortController();
    const signal = AbortSignal.any([options.signal, failed.signal]);
    const progress = new Progress(stacks);
    const deployments = await Promise.all(stacks.map(stack =>
        deploy(stack, { ...options, signal }, progress).catch((error: unknown) => failed.abort(error))));
    progress.end();
    signal.throwIfAborted();
    return deployments.filter(deployment => deployment !== undefined);
}

async function deploy(stack: string, options: DeployOptions, progress: Progress): Promise<Deployment> {
    const { projectDir, directory, endpoint, signal } = options;
    const outputsFile = join(directory, stack, "flat-outputs.json");
    // What an earlier run left there no longer exists.
    rmSync(outputsFile, { force: true });
    const settings = readSettings(projectDir, stack);
    const notEmulated = new Set<string>();
    const clients = new Map<string, Clients>();
    const provider = createProvider({
        clientsOf: region => {
            const found = clients.get(region) ?? emulatorClients(endpoint, region);
            clients.set(region, found);
            return found;
        },
        // It's for the program to complain of a missing region.
        region: settings.config["aws:region"] ?? "us-east-1",
        notEmulated: what => notEmulated.add(what),
    });
    const run = await runProgram({
        settings,
        signal,
        env: { ...emulatorEnvironment(endpoint), ENVIRONMENT_SUFFIX: process.env.ENVIRONMENT_SUFFIX },
        provider: {
            ...provider,
            create: async registration => {
                const created = await provider.create(registration);
                progress.add(stack);
                return created;
            },
        },
    });
    if (run.exitCode !== 0) {
        const hasErrors = run.diagnostics.some(({ severity }) => severity === "error");
        const messages = run.diagnostics.filter(({ severity }) => !hasErrors || severity !== "info")
            .map(({ message }) => message);
        throw new UserError(messages.join("\n") || `${stack}: the program ended with exit code ${run.exitCode}`, 1);
    }
    writeOutputs(outputsFile, run.outputs);
    return { ...run, stack, outputsFile, notEmulated };
}
