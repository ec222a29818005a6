import type { ChildProcess } from "node:child_process";
import type { Deployment } from "../deploy";
import { accountIn, emulatorClients } from "../endpoint";
import type { EmulatorServer } from "../server";
import { FunctionRuntime } from "./function-runtime";
import { serveInvocations } from "./invocations";
import { mostProcesses, Poller } from "./poller";
import { RuntimeFolder } from "./runtime-folder";

export interface FunctionsOptions {
    server: Pick<EmulatorServer, "endpoint" | "runFunctionsAt">;
    projectDir: string;
    log: (line: string) => void;
    /** Receives the process of a function each time that it has got an event. */
    onEvent?: (child: ChildProcess) => void;
}

export interface Functions {
    stop(): Promise<void>;
}

const functionType = "aws:lambda/function:Function";
const mappingType = "aws:lambda/eventSourceMapping:EventSourceMapping";

/**
 * Runs the functions of deployments while they stand, which moto does not: those that are invoked, and those that event
 * source mappings read batches from queues for. Queue, mapping and function are as the emulated AWS has them at that
 * moment.
 */
export async function startFunctions(
    deployments: Pick<Deployment, "resources">[], { server, projectDir, log, onEvent }: FunctionsOptions,
): Promise<Functions> {
    const resources = deployments.flatMap(deployment => deployment.resources);
    if (!resources.some(({ type }) => type === functionType)) {
        return { stop: () => Promise.resolve() };
    }
    const { endpoint } = server;
    const stop = new AbortController();
    const { signal } = stop;
    let reported = "";
    const onError = (error: unknown) => {
        const problem = `functions: ${String(error)}`;
        // What fails does so in every attempt.
        if (!signal.aborted && problem !== reported) {
            log(problem);
            reported = problem;
        }
    };
    const folder = new RuntimeFolder(projectDir);
    const runtimes = new Map<string, FunctionRuntime>();
    const runtimeOf = (functionArn: string) => {
        const clients = clientsFor(functionArn, endpoint);
        const runtime = runtimes.get(functionArn) ?? new FunctionRuntime(functionArn, {
            endpoint, clients, folder, signal, onError, onEvent });
        runtimes.set(functionArn, runtime);
        return runtime;
    };
    const invocations = await serveInvocations(runtimeOf, mostProcesses);
    server.runFunctionsAt(invocations.url);
    const mappings = resources.filter(({ type }) => type === mappingType);
    log(`functions run in at most ${mostProcesses} processes of Node.js ${process.version} each;`
        + " what is invoked as an event is not retried");
    if (mappings.length > 0) {
        log(`event source mappings: ${mappings.length};`
            + " messages of a batch that crashes are visible again at once, and no batching window is waited for");
    }
    const polling = mappings.map(({ id, state }) => {
        const clients = clientsFor(String(state.arn), endpoint);
        return new Poller(id, clients, runtimeOf(String(state.functionArn)), signal, onError).run();
    });
    return {
        stop: async () => {
            stop.abort();
            invocations.close();
            await Promise.all([...runtimes.values()].map(runtime => runtime.stop()));
            await Promise.all(polling);
            folder.remove();
        },
    };
}

function clientsFor(arn: string, endpoint: string) {
    const [,,, region = ""] = arn.split(":");
    return emulatorClients(endpoint, region, accountIn(arn));
}
