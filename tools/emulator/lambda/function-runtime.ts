import type { FunctionConfiguration, GetFunctionResponse } from "@aws-sdk/client-lambda";
import { type ChildProcess, fork } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { join } from "node:path";
import type { Clients } from "../../host/clients";
import { accountIn, emulatorEnvironment } from "../endpoint";
import { FunctionLog } from "./function-log";
import type { RuntimeFolder } from "./runtime-folder";

export interface RuntimeOptions {
    endpoint: string;
    clients: Clients;
    folder: RuntimeFolder;
    /** No process is started after that. */
    signal: AbortSignal;
    onError: (error: unknown) => void;
    /** Receives the process of a function each time that it has got an event. */
    onEvent?: (child: ChildProcess) => void;
}

/** What became of an event: an error if the function threw, ended its process or took too long. */
export type Answer = { result: unknown } | { error: string };

/** Lambda gives 10 seconds to the code outside of the handler; this machine may be slower. */
const initSeconds = 60;

interface Worker {
    child: ChildProcess;
    log: FunctionLog;
    configuration: FunctionConfiguration;
}

/** Runs a function as it is deployed: its code and its variables, in processes that serve one event at a time. */
export class FunctionRuntime {
    private readonly workers = new Set<Worker>();
    private readonly logs: FunctionLog[] = [];
    private idle: Worker[] = [];

    constructor(private readonly functionArn: string, private readonly options: RuntimeOptions) {}

    async invoke(event: unknown): Promise<Answer> {
        const deployed = await this.options.clients.lambda.getFunction({ FunctionName: this.functionArn });
        const worker = this.takeIdle(deployed) ?? await this.startWorker(deployed);
        if (!isAlive(worker)) {
            return { error: "the function could not be started" };
        }
        const answer = await this.exchange(worker, event);
        if (isAlive(worker)) {
            this.idle.push(worker);
        }
        return answer;
    }

    async stop(): Promise<void> {
        await Promise.all([...this.workers].map(async ({ child }) => {
            const closed = once(child, "close");
            child.kill("SIGKILL");
            await closed;
        }));
        await Promise.all(this.logs.map(log => log.end()));
    }

    /** Processes that run what was deployed before are ended. */
    private takeIdle({ Configuration }: GetFunctionResponse): Worker | undefined {
        const current = this.idle.filter(({ configuration }) =>
            JSON.stringify(configuration) === JSON.stringify(Configuration));
        this.idle.filter(worker => !current.includes(worker)).forEach(({ child }) => child.kill("SIGKILL"));
        this.idle = current.filter(isAlive);
        return this.idle.pop();
    }

    private async startWorker({ Configuration: configuration = {}, Code }: GetFunctionResponse): Promise<Worker> {
        const { clients, folder, signal, onError } = this.options;
        const { FunctionName: name = "", CodeSha256 = "", LoggingConfig } = configuration;
        if (!configuration.Runtime?.startsWith("nodejs")) {
            throw new Error(`${name} has the runtime ${configuration.Runtime}: the emulator runs Node.js only`);
        }
        const code = await this.download(String(Code?.Location));
        const taskRoot = folder.unpack(code, `${name}-${Buffer.from(CodeSha256, "base64").toString("hex")}`);
        const log = new FunctionLog(clients.logs, LoggingConfig?.LogGroup ?? `/aws/lambda/${name}`, onError);
        signal.throwIfAborted();
        const child = fork(join(__dirname, "worker.cjs"), {
            cwd: taskRoot,
            env: this.environment(configuration, taskRoot, log),
            // None of this process's own, such as ts-node.
            execArgv: [],
            stdio: ["ignore", "pipe", "pipe", "ipc"],
        });
        const worker = { child, log, configuration };
        this.workers.add(worker);
        this.logs.push(log);
        child.once("close", () => this.workers.delete(worker));
        [child.stdout, child.stderr].forEach(output => output && log.follow(output));
        await receive(worker, initSeconds, "Init");
        return worker;
    }

    /** GetFunction says where the code is as an address of S3. */
    private async download(location: string): Promise<Uint8Array> {
        const { hostname, pathname } = new URL(location);
        const [Bucket] = hostname.split(".s3.");
        const { Body } = await this.options.clients.s3.getObject({
            Bucket, Key: decodeURIComponent(pathname.slice(1)) });
        return await Body?.transformToByteArray() ?? new Uint8Array();
    }

    private environment(configuration: FunctionConfiguration, taskRoot: string, log: FunctionLog) {
        const region = this.functionArn.split(":")[3];
        return {
            ...configuration.Environment?.Variables,
            ...emulatorEnvironment(this.options.endpoint, accountIn(this.functionArn)),
            AWS_REGION: region,
            AWS_DEFAULT_REGION: region,
            AWS_EXECUTION_ENV: `AWS_Lambda_${configuration.Runtime}`,
            AWS_LAMBDA_FUNCTION_NAME: configuration.FunctionName,
            AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(configuration.MemorySize),
            AWS_LAMBDA_FUNCTION_VERSION: configuration.Version,
            AWS_LAMBDA_LOG_FORMAT: configuration.LoggingConfig?.LogFormat,
            AWS_LAMBDA_LOG_GROUP_NAME: log.group,
            AWS_LAMBDA_LOG_LEVEL: configuration.LoggingConfig?.ApplicationLogLevel,
            AWS_LAMBDA_LOG_STREAM_NAME: log.stream,
            LAMBDA_TASK_ROOT: taskRoot,
            TZ: ":UTC",
            _HANDLER: configuration.Handler,
        };
    }

    private async exchange(worker: Worker, event: unknown): Promise<Answer> {
        const { child, log, configuration } = worker;
        const { Timeout: seconds = 3 } = configuration;
        const awsRequestId = randomUUID();
        const context = {
            awsRequestId,
            functionName: configuration.FunctionName,
            functionVersion: configuration.Version,
            invokedFunctionArn: this.functionArn,
            logGroupName: log.group,
            logStreamName: log.stream,
            memoryLimitInMB: String(configuration.MemorySize),
        };
        child.send({ event, context, deadline: Date.now() + seconds * 1000 }, () => undefined);
        this.options.onEvent?.(child);
        const answer = await receive<Answer>(worker, seconds, awsRequestId);
        return answer ?? { error: `the process of the function ended with ${child.signalCode ?? child.exitCode}` };
    }
}

function isAlive({ child }: Worker): boolean {
    return child.exitCode === null && child.signalCode === null;
}

/** What a process sends next, or undefined if it ends first or is ended for being late. */
async function receive<T>({ child, log }: Worker, seconds: number, task: string): Promise<T | undefined> {
    const done = new AbortController();
    const timer = setTimeout(() => {
        log.write(`${task} Task timed out after ${seconds.toFixed(2)} seconds`);
        child.kill("SIGKILL");
    }, seconds * 1000);
    try {
        const [message] = await Promise.race([
            once(child, "message", done) as Promise<[T]>,
            once(child, "exit", done).then((): [undefined] => [undefined]),
        ]);
        return message;
    } finally {
        clearTimeout(timer);
        done.abort();
    }
}
