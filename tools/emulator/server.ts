import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { openSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { UserError } from "../host/command";
import { TimeLimit } from "./time-limit";

export interface EmulatorServer {
    /** Address for AWS SDK clients. */
    endpoint: string;
    /** Rejects when the server ends before `stop` is called. */
    died: Promise<never>;
    /** The last exception that the server has logged, or "". */
    lastError: () => string;
    /** Says where invocations of functions are answered; until then, they fail. */
    runFunctionsAt: (url: string) => void;
    stop(): Promise<void>;
}

export interface ServerOptions {
    /** Folder of the virtual environment. */
    environment: string;
    /** Where the log is written. */
    runFolder: string;
    signal: AbortSignal;
    /** Seconds that it may take to start. */
    patience: number;
}

/** Starts moto. */
export async function startServer(options: ServerOptions): Promise<EmulatorServer> {
    const { environment, runFolder, signal, patience } = options;
    const logFile = join(runFolder, "moto.log");
    const child = spawn(join(environment, "bin/python"), ["-I", join(__dirname, "server.py")], {
        stdio: ["pipe", "pipe", openSync(logFile, "w")],
        // Nothing of the user's own: an AWS profile or a proxy would lead moto astray.
        env: { PATH: process.env.PATH, HOME: process.env.HOME, TMPDIR: process.env.TMPDIR },
    });
    process.once("exit", () => child.kill("SIGKILL"));
    const ended = new Promise<void>(resolve => child.once("close", () => resolve()).once("error", () => resolve()));
    const died = ended.then((): never => {
        throw new UserError([
            "the emulated AWS stopped unexpectedly", lastErrorIn(logFile), `log: ${logFile}`,
            `if its Python packages are damaged, delete ${environment} and start again`,
        ].filter(Boolean).join("\n  "));
    });
    // Whoever awaits it is told; until then it must not end the process as an unhandled rejection.
    died.catch(() => undefined);
    const stop = async () => {
        child.kill("SIGKILL");
        await ended;
    };
    const limit = new TimeLimit(patience, `the emulated AWS did not start (log: ${logFile})`);
    try {
        const stopped = AbortSignal.any([signal, limit.signal]);
        const port = await Promise.race([readFirstLine(child), died, rejectOnAbort(stopped)]);
        return {
            endpoint: `http://127.0.0.1:${port}`,
            died,
            lastError: () => lastErrorIn(logFile),
            runFunctionsAt: url => child.stdin?.write(`${url}\n`),
            stop,
        };
    } catch (error) {
        await stop();
        throw error;
    } finally {
        limit.end();
    }
}

async function rejectOnAbort(signal: AbortSignal): Promise<never> {
    if (!signal.aborted) {
        await once(signal, "abort");
    }
    throw signal.reason;
}

async function readFirstLine(child: ChildProcess): Promise<string> {
    for await (const line of createInterface({ input: child.stdout as NodeJS.ReadableStream })) {
        return line;
    }
    return new Promise(() => undefined);
}

/** Python ends a trace, whose lines are indented, with the exception. */
function lastErrorIn(logFile: string): string {
    const [, error = ""] = [...readFileSync(logFile, "utf8").matchAll(/^ .*\n(\S.*)$/gm)].at(-1) ?? [];
    return error;
}
