import * as grpc from "@grpc/grpc-js";
import { AnalyzerClient } from "@pulumi/pulumi/proto/analyzer_grpc_pb";
import type * as analyzerpb from "@pulumi/pulumi/proto/analyzer_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { UserError } from "../host/command";

/** All that the child inherits: no credentials. */
const inherited = ["PATH", "HOME", "TMPDIR", "NODE_V8_COVERAGE"];
const anyLength = { "grpc.max_receive_message_length": -1 };

type Callback<Response> = (error: grpc.ServiceError | null, response: Response) => void;

/** A policy pack that runs in a process of its own. Its methods throw a UserError with what it says went wrong. */
export interface Pack {
    describe(): Promise<analyzerpb.AnalyzerInfo>;
    configure(request: analyzerpb.ConfigureAnalyzerRequest): Promise<unknown>;
    analyze(request: analyzerpb.AnalyzeRequest): Promise<analyzerpb.AnalyzeResponse>;
    analyzeStack(request: analyzerpb.AnalyzeStackRequest): Promise<analyzerpb.AnalyzeResponse>;
    stop(): Promise<void>;
}

/**
 * Starts the pack in this folder as the Pulumi CLI does, but checks its types only if asked for.
 * @throws UserError with what the pack prints if it doesn't start.
 */
export async function startPack(folder: string, { checkTypes = false } = {}): Promise<Pack> {
    if (!existsSync(join(folder, "PulumiPolicy.yaml"))) {
        throw new UserError(`--pack must be a folder with a PulumiPolicy.yaml, got ${folder}`);
    }
    const script = createRequire(join(folder, "package.json")).resolve("@pulumi/pulumi/cmd/run-policy-pack");
    const child = spawn(process.execPath, [
        ...checkTypes ? [] : [`--require=${join(__dirname, "preload.cjs")}`],
        script,
        // The engine's address, which no pack asks for anything.
        "127.0.0.1:0",
        ".",
    ], {
        cwd: folder,
        stdio: ["ignore", "pipe", "pipe"],
        env: Object.fromEntries(inherited.map(name => [name, process.env[name]])),
    });
    const kill = () => child.kill();
    process.once("exit", kill);
    const ended = once(child, "exit");
    const messages: string[] = [];
    createInterface({ input: child.stderr }).on("line", line => messages.push(line));
    const port = await new Promise<string>((resolve, reject) => {
        // It says first of all at which port it listens.
        createInterface({ input: child.stdout }).once("line", resolve);
        child.once("error", reject);
        child.once("close", code => reject(new UserError(
            [`policy pack ${folder}: ended with exit code ${code}`, ...messages].join("\n"))));
    });
    const client = new AnalyzerClient(`127.0.0.1:${port}`, grpc.credentials.createInsecure(), anyLength);
    const answer = <Response>(send: (callback: Callback<Response>) => unknown) =>
        new Promise<Response>((resolve, reject) => send((error, response) => {
            if (error) {
                reject(new UserError(`policy pack ${folder}: ${error.details}`));
            } else {
                resolve(response);
            }
        }));
    return {
        describe: () => answer(callback => client.getAnalyzerInfo(new Empty(), callback)),
        configure: request => answer(callback => client.configure(request, callback)),
        analyze: request => answer(callback => client.analyze(request, callback)),
        analyzeStack: request => answer(callback => client.analyzeStack(request, callback)),
        async stop() {
            client.close();
            process.off("exit", kill);
            child.kill();
            await ended;
        },
    };
}
