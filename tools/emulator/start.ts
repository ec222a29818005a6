import { once } from "node:events";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { UserError } from "../host/command";
import { root } from "../host/project";
import { accountsOf } from "./accounts";
import { type Arguments, faultsCommand, parseArguments, usage } from "./arguments";
import { deployAll } from "./deploy";
import { removeUserSettings } from "./endpoint";
import { type Functions, startFunctions } from "./lambda/functions";
import { checkNotEmulated } from "./not-emulated";
import { installPackages } from "./python";
import { report } from "./report";
import { createRunFolder } from "./run-folder";
import { type TestCommand, testAll } from "./run-tests";
import { startServer } from "./server";
import { stopWithParent, stopWithSignals } from "./stop";

export interface StartOptions {
    /** Where the emulated AWS is installed. */
    directory: string;
    /** Command that starts Python 3.10 or newer. */
    python: string;
    /** Seconds without progress after which the emulated AWS, a program or a test run is given up. */
    patience: number;
}

/** Deploys stacks into an emulated AWS, which lives as long as the command, and returns an exit code. */
export async function start(args: string[], { directory, python, patience }: StartOptions): Promise<number> {
    const parsed = parseArguments(args);
    if (!parsed) {
        console.log(usage);
        return 0;
    }
    removeUserSettings();
    const stop = new AbortController();
    const { signal } = stop;
    stopWithSignals(stop);
    stopWithParent(stop);
    const environment = await installPackages({ directory, python, log: console.log, signal });
    const runFolder = createRunFolder(parsed.projectDir);
    const server = await startServer({ environment, runFolder, signal, patience });
    server.died.catch((error: unknown) => stop.abort(error));
    let functions: Functions | undefined;
    try {
        const { projectDir, stacks, purpose } = parsed;
        const { endpoint } = server;
        const accounts = accountsOf(projectDir, stacks);
        const deployments = await deployAll(stacks, { projectDir, runFolder, server, signal, patience, accounts });
        report(deployments);
        if (purpose) {
            // Only now, so that no function meets half a deployment.
            functions = await startFunctions(deployments, { server, projectDir, log: console.log });
        }
        if (purpose === "keep") {
            console.log(`AWS_ENDPOINT_URL=${endpoint} stays up until Ctrl-C`);
            await Promise.race([once(signal, "abort"), server.died]);
        }
        if (purpose === "test" || purpose === "faults") {
            const command = testCommand(purpose, parsed);
            const print = (text: string) => process.stdout.write(text);
            const exitCode = await testAll(deployments, { projectDir, endpoint, command, signal, patience, print });
            const problems = purpose === "test" ? checkNotEmulated(projectDir, deployments) : [];
            problems.forEach(problem => console.log(problem));
            return problems.length > 0 ? 1 : exitCode;
        }
        return 0;
    } catch (error) {
        if (!(error instanceof UserError)) {
            // A server that died is first noticed as a broken connection.
            await Promise.race([server.died, setTimeout(500)]);
        }
        throw error;
    } finally {
        await functions?.stop();
        await server.stop();
    }
}

/** The same test script that is run against AWS, or the one that inflicts faults. */
function testCommand(purpose: "test" | "faults", { projectDir }: Arguments): TestCommand {
    if (purpose === "test") {
        return { title: "test:integration", command: "npm", args: ["run", "--silent", "test:integration"] };
    }
    return {
        title: "test:faults",
        command: process.execPath,
        args: ["--require", require.resolve("../host/typescript.cjs"), faultsCommand, projectDir],
        env: { TS_NODE_PROJECT: join(root, "tsconfig.json") },
    };
}
