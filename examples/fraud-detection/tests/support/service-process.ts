import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { resolve } from "node:path";
import { createInterface } from "node:readline";

export interface LogLine {
    level: string;
    message: string;
    address?: { port: number };
    received?: number;
    answered?: number;
}

/** The service as its container runs it, on a port that is free. */
export class ServiceProcess {
    readonly log: LogLine[] = [];
    private stderr = "";

    private constructor(readonly process: ChildProcess) {}

    /** @throws what the service has written, if it ends before it listens. */
    static async start(variables: Record<string, string>, file = "index.ts"): Promise<ServiceProcess> {
        const { NODE_V8_COVERAGE } = process.env;
        const typescript = ["--require", resolve(__dirname, "../../../../tools/host/typescript.cjs")];
        const child = spawn(process.execPath, [
            ...file.endsWith(".ts") ? typescript : [], resolve(__dirname, "../../service", file),
        ], {
            env: {
                PATH: process.env.PATH,
                ...NODE_V8_COVERAGE && { NODE_V8_COVERAGE },
                AWS_REGION: "us-east-1",
                AWS_ACCESS_KEY_ID: "test",
                AWS_SECRET_ACCESS_KEY: "test",
                PORT: "0",
                ...variables,
            },
            stdio: ["ignore", "pipe", "pipe"],
        });
        const service = new ServiceProcess(child);
        child.stderr.setEncoding("utf8").on("data", (text: string) => service.stderr += text);
        const lines = createInterface(child.stdout);
        lines.on("line", line => service.log.push(JSON.parse(line) as LogLine));
        await Promise.race([once(lines, "line"), once(child, "exit")]);
        if (service.log.length === 0) {
            throw new Error(service.stderr);
        }
        return service;
    }

    get port(): number {
        return this.log[0]?.address?.port ?? 0;
    }

    /** Sends SIGTERM, as ECS does; returns the exit code. */
    async stop(): Promise<number | null> {
        const exit = once(this.process, "close");
        this.process.kill("SIGTERM");
        const [code] = await exit as [number | null];
        return code;
    }
}
