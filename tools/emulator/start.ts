import { once } from "node:events";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { parseArgs } from "node:util";
import { UserError } from "../host/command";
import { allStacks, readSettings } from "../host/settings";
import { deployAll } from "./deploy";
import { testAll } from "./integration";
import { report } from "./report";
import { startServer } from "./server";

export interface StartOptions {
    /** The folder of Pulumi.yaml. */
    projectDir: string;
    /** Where the emulated AWS is installed, and where outputs are written. */
    directory: string;
    /** Command that starts Python 3.10 or newer. */
    python: string;
}

/** Deploys stacks into an emulated AWS, which lives as long as the command, and returns an exit code. */
export async function start(args: string[], { projectDir, directory, python }: StartOptions): Promise<number> {
    const { stacks, keep, test, faults } = parseArguments(args, projectDir);
    process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = "true";
    const stop = new AbortController();
    for (const [name, exitCode] of [["SIGHUP", 129], ["SIGINT", 130], ["SIGTERM", 143]] as const) {
        process.once(name, () => stop.abort(new UserError(`stopped by ${name}`, exitCode)));
    }
    // Apart from what a deployment that is kept up has written.
    const runDirectory = test || faults ? join(directory, "test") : directory;
    const server = await startServer({ directory, runDirectory, python, log: console.log, signal: stop.signal });
    server.died.catch((error: unknown) => stop.abort(error));
    try {
        const { endpoint } = server;
        const deployments = await deployAll(stacks, {
            projectDir, directory: runDirectory, endpoint, signal: stop.signal });
        report(deployments);
        if (keep) {
            console.log(`AWS_ENDPOINT_URL=${endpoint} stays up until Ctrl-C`);
            await Promise.race([once(stop.signal, "abort"), server.died]);
        }
        const script = faults ? "test:faults:inflict" : "test:integration";
        return test || faults ? await testAll(deployments, { projectDir, endpoint, script, signal: stop.signal }) : 0;
    } catch (error) {
        if (!(error instanceof UserError)) {
            // Of a server that died one hears first as a broken connection.
            await Promise.race([server.died, setTimeout(500)]);
        }
        throw error;
    } finally {
        await server.stop();
    }
}

interface Arguments {
    stacks: string[];
    keep: boolean;
    test: boolean;
    faults: boolean;
}

function parseArguments(args: string[], projectDir: string): Arguments {
    try {
        const { values, positionals } = parseArgs({
            args,
            allowPositionals: true,
            options: {
                keep: { type: "boolean", default: false },
                test: { type: "boolean", default: false },
                faults: { type: "boolean", default: false },
            },
        });
        const stacks = positionals.length > 0 ? positionals : allStacks(projectDir);
        // Before anything is started: all of them must be there.
        stacks.forEach(stack => readSettings(projectDir, stack));
        if (Object.values(values).filter(Boolean).length > 1) {
            throw new Error("--keep, --test and --faults exclude each other");
        }
        return { stacks, ...values };
    } catch (error) {
        if (error instanceof UserError) {
            throw error;
        }
        const usage = "usage: npm start -- [--keep | --test | --faults] [STACK ...]";
        throw new UserError(`${(error as Error).message}\n${usage}`);
    }
}
