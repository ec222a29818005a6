import { type ChildProcess, spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import type { Socket } from "node:net";
import { join } from "node:path";
import { createInterface } from "node:readline";
import {
    inheritedVariables, preload, type Program, type ProgramEnd, runAlone, type StartProgram, waitForEnd,
} from "./program-process";

/** A process for programs one after the other, see programs.cjs. It is there from the first one on. */
export class SharedProcess {
    private turn: Promise<unknown> = Promise.resolve();
    private worker: Worker | undefined;

    /** Where a program fails after others, that may be due to them: then it runs once more in a process of its own. */
    async run<Run extends { exitCode: number }>(attempt: (start: StartProgram) => Promise<Run>): Promise<Run> {
        const found = { isFirst: true };
        const start = (program: Program) => {
            const worker = this.worker?.fits(program) ? this.worker : this.replaceWorker(program);
            found.isFirst = worker.isNew;
            return worker.run(program);
        };
        const result = this.turn.then(() => attempt(start));
        this.turn = result.catch(() => undefined);
        const run = await result;
        return run.exitCode === 0 || found.isFirst ? run : attempt(runAlone);
    }

    /** Ends the process, which writes its coverage where that is counted. */
    async close(): Promise<void> {
        await this.turn;
        await this.worker?.close();
    }

    private replaceWorker(program: Program): Worker {
        this.worker?.stop();
        this.worker = new Worker(program);
        return this.worker;
    }
}

class Worker {
    private readonly child: ChildProcess;
    private readonly streams: Socket[];
    private readonly end: Promise<ProgramEnd>;
    /** Before its first program has ended. */
    isNew = true;
    private isReusable = true;
    private onLine: (line: string) => void = () => undefined;

    constructor(private readonly first: Pick<Program, "entryPoint" | "nodeArgs">) {
        this.child = spawn(process.execPath, [...first.nodeArgs, preload, join(__dirname, "programs.cjs")], {
            stdio: ["ignore", "pipe", "pipe", "ipc"],
            env: inheritedVariables(),
        });
        this.streams = [this.child.stdout, this.child.stderr] as Socket[];
        this.streams.forEach(input => createInterface({ input }).on("line", line => this.onLine(line)));
        const kill = () => this.child.kill("SIGKILL");
        process.once("exit", kill);
        this.end = waitForEnd(this.child).finally(() => {
            process.off("exit", kill);
            this.isReusable = false;
        });
    }

    /** Whether the program can run in it after others. */
    fits({ entryPoint, nodeArgs }: Program): boolean {
        return this.isReusable && entryPoint === this.first.entryPoint
            && nodeArgs.join() === this.first.nodeArgs.join();
    }

    async run({ entryPoint, args, env, onLine, signal }: Program): Promise<ProgramEnd> {
        const stop = () => this.stop();
        signal.addEventListener("abort", stop);
        this.keepWaiting(true);
        const id = randomUUID();
        const printed = new Promise<ProgramEnd>(resolve => {
            let open = 2;
            this.onLine = line => {
                const [text = "", state] = line.split(id);
                if (state === undefined || text !== "") {
                    onLine(text);
                }
                if (state !== undefined && --open === 0) {
                    this.isReusable = state === " true";
                    resolve({ code: 0, killedBy: null });
                }
            };
        });
        try {
            this.child.send({ entryPoint, args, env: { ...inheritedVariables(), ...env }, id });
            return await Promise.race([printed, this.end]);
        } finally {
            this.isNew = false;
            signal.removeEventListener("abort", stop);
            this.keepWaiting(false);
        }
    }

    async close(): Promise<void> {
        this.isReusable = false;
        if (this.child.connected) {
            this.child.disconnect();
        }
        await this.end;
    }

    stop(): void {
        this.isReusable = false;
        this.child.kill("SIGKILL");
    }

    /** Whether this process stays because of that one. */
    private keepWaiting(keep: boolean): void {
        for (const handle of [this.child, this.child.channel, ...this.streams]) {
            if (keep) {
                handle?.ref();
            } else {
                handle?.unref();
            }
        }
    }
}
