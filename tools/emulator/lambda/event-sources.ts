import type { ChildProcess } from "node:child_process";
import type { Deployment } from "../deploy";
import { emulatorClients } from "../endpoint";
import { FunctionRuntime } from "./function-runtime";
import { mostProcesses, Poller } from "./poller";
import { RuntimeFolder } from "./runtime-folder";

export interface EventSourceOptions {
    endpoint: string;
    projectDir: string;
    log: (line: string) => void;
    /** Receives each process of a function, before its first event. */
    onStart?: (child: ChildProcess) => void;
}

export interface EventSources {
    stop(): Promise<void>;
}

const mappingType = "aws:lambda/eventSourceMapping:EventSourceMapping";

/**
 * Does what event source mappings of Lambda do while a deployment stands, which moto does not: reads batches from their
 * queues and runs the functions. Queue, mapping and function are as the emulated AWS has them at that moment.
 */
export function startEventSources(
    deployments: Pick<Deployment, "resources">[], { endpoint, projectDir, log, onStart }: EventSourceOptions,
): EventSources {
    const mappings = deployments.flatMap(({ resources }) => resources).filter(({ type }) => type === mappingType);
    if (mappings.length === 0) {
        return { stop: () => Promise.resolve() };
    }
    log(`event source mappings: ${mappings.length}, in at most ${mostProcesses} processes of Node.js ${process.version}`
        + " each; messages of a batch that crashes are visible again at once, and no batching window is waited for");
    const stop = new AbortController();
    const { signal } = stop;
    let reported = "";
    const onError = (error: unknown) => {
        const problem = `event source mappings: ${String(error)}`;
        // What fails does so in every attempt.
        if (!signal.aborted && problem !== reported) {
            log(problem);
            reported = problem;
        }
    };
    const folder = new RuntimeFolder(projectDir);
    const sources = mappings.map(({ id, state }) => {
        const [,,, region = ""] = String(state.arn).split(":");
        const clients = emulatorClients(endpoint, region);
        const runtime = new FunctionRuntime(String(state.functionArn), {
            endpoint, clients, folder, signal, onError, onStart });
        return { runtime, polling: new Poller(id, clients, runtime, signal, onError).run() };
    });
    return {
        stop: async () => {
            stop.abort();
            await Promise.all(sources.map(({ runtime }) => runtime.stop()));
            await Promise.all(sources.map(({ polling }) => polling));
            folder.remove();
        },
    };
}
