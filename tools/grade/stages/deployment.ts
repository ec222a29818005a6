import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { deployAll } from "../../emulator/deploy";
import { accountsOf } from "../../emulator/accounts";
import { emulatorEnvironment } from "../../emulator/endpoint";
import { startFunctions } from "../../emulator/lambda/functions";
import { installPackages } from "../../emulator/python";
import { startServer } from "../../emulator/server";
import { nonEmpty, UserError } from "../../host/command";
import { startWithLimits } from "../../host/limited-process";
import { writeOutputs } from "../../host/outputs";
import { root } from "../../host/project";
import type { Candidate } from "../candidate";
import { launcher, limitedEnvironment, outputLimit, runLimited } from "../limits";
import { mapOutputs } from "../outputs";
import { notDecidable } from "../verdict";
import { countTests } from "./tests";

/** What became of a deployment into the emulated AWS, and of the reference's integration tests on it. */
export interface Deployed {
    stack: string;
    /** Why it failed, if it did. */
    problem: string | undefined;
    /** As they are exported. */
    outputs: Record<string, unknown> | undefined;
    tests: { passed: number; failed: number; titles: string[] } | undefined;
}

const patience = 120;

/** Deploys one stack of the candidate, and runs the integration tests of its profile's reference, if it has one. */
export async function deployCandidate(candidate: Candidate): Promise<Deployed> {
    const { copy: { folder, home }, mainStack: stack } = candidate;
    const { signal } = new AbortController();
    const runFolder = join(home, "emulator");
    mkdirSync(runFolder, { recursive: true });
    const environment = await installPackages({
        directory: join(root, ".emulator"), python: nonEmpty(process.env.PYTHON) ?? "python3",
        log: line => console.error(line), signal,
    }).catch((error: unknown) => notDecidable((error as Error).message));
    const server = await startServer({ environment, runFolder, signal, patience });
    try {
        const accounts = accountsOf(folder, [stack]);
        const deployments = await deployAll([stack], {
            projectDir: folder, runFolder, server, signal, patience, accounts, quiet: true,
            start: startWithLimits({ launcher, output: outputLimit }), env: limitedEnvironment(home),
        });
        const [deployment] = deployments;
        const functions = await startFunctions(deployments, {
            server, projectDir: folder, log: () => undefined });
        try {
            const tests = await test(candidate, server.endpoint, deployment);
            return { stack, problem: undefined, outputs: deployment?.outputs, tests };
        } finally {
            await functions.stop();
        }
    } catch (error) {
        if (!(error instanceof Error) || /the emulator can't|by the Pulumi CLI only/.test(error.message)) {
            return notDecidable(candidate.short(error));
        }
        if (!(error instanceof UserError) && !("syscall" in error) && !error.message.startsWith(`${stack}: `)) {
            throw error;
        }
        return { stack, problem: candidate.short(error), outputs: undefined, tests: undefined };
    } finally {
        await server.stop();
    }
}

type Deployment = Awaited<ReturnType<typeof deployAll>>[number];

/** The same tests that are run on the reference, on outputs under the names of its contract. */
async function test(
    { profile: { contract, reference }, copy: { home } }: Candidate, endpoint: string, deployment?: Deployment,
): Promise<Deployed["tests"]> {
    if (!contract || reference === undefined || !deployment) {
        return undefined;
    }
    const outputsFile = join(home, "flat-outputs.json");
    writeOutputs(outputsFile, mapOutputs(deployment.outputs, contract));
    const { output } = await runLimited(["npm", "run", "-s", "test:integration"], {
        cwd: reference,
        env: { ...emulatorEnvironment(endpoint, deployment.account), OUTPUTS_FILE: outputsFile },
        seconds: 300,
    });
    const { passed, failed } = countTests(output);
    const titles = [...output.matchAll(/^ {2}\d+\) (.*(?:\n {4,}\S.*?)*?):$/gm)]
        .map(([, title = ""]) => title.replace(/\s+/g, " "));
    // What ends before any test has failed in all of them.
    const all = passed + failed === 0 ? 1 : failed;
    return { passed, failed: all, titles: titles.length > 0 ? titles : lastLines(output) };
}

function lastLines(output: string): string[] {
    return output.trim().split("\n").slice(-1);
}
