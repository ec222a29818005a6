import type { ChildProcess } from "node:child_process";
import { join } from "node:path";
import { deployAll } from "../../tools/emulator/deploy";
import { emulatorClients } from "../../tools/emulator/endpoint";
import { startFunctions } from "../../tools/emulator/lambda/functions";
import { installPackages } from "../../tools/emulator/python";
import { createRunFolder } from "../../tools/emulator/run-folder";
import { startServer } from "../../tools/emulator/server";
import type { Clients } from "../../tools/host/clients";
import { root } from "../../tools/host/project";

/** Seconds without progress after which the emulated AWS or a program is given up. */
const patience = 120;

export interface Emulation {
    endpoint: string;
    clients: Clients;
    outputs: Record<string, string>;
    /** Deploys another stack into the same account, and returns its outputs. */
    deploy: (stack: string) => Promise<Record<string, unknown>>;
    stop: () => Promise<void>;
}

export interface EmulationOptions {
    projectDir: string;
    stack: string;
    /** Receives the process of a function each time that it has got an event. */
    onEvent?: (child: ChildProcess) => void;
}

/** Deploys a stack in the region us-east-1 into an emulated AWS of its own, with its functions running. */
export async function emulate({ projectDir, stack, onEvent }: EmulationOptions): Promise<Emulation> {
    const { signal } = new AbortController();
    const log = () => undefined;
    const environment = await installPackages({
        directory: join(root, ".emulator"), python: process.env.PYTHON ?? "python3", log, signal });
    const runFolder = createRunFolder(projectDir);
    const server = await startServer({ environment, runFolder, signal, patience });
    try {
        const { endpoint } = server;
        const deploy = (name: string) => deployAll([name], { projectDir, runFolder, server, signal, patience });
        const deployments = await deploy(stack);
        const functions = await startFunctions(deployments, { server, projectDir, log, onEvent });
        return {
            endpoint,
            clients: emulatorClients(endpoint, "us-east-1"),
            outputs: deployments[0]?.outputs as Record<string, string>,
            deploy: async name => {
                const [deployment] = await deploy(name);
                return deployment?.outputs ?? {};
            },
            stop: async () => {
                await functions.stop();
                await server.stop();
            },
        };
    } catch (error) {
        await server.stop();
        throw error;
    }
}
