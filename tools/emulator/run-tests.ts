import { spawn } from "node:child_process";
import { stripVTControlCharacters } from "node:util";
import { emulatorEnvironment } from "./endpoint";
import type { Deployment } from "./deploy";
import { TimeLimit } from "./time-limit";

/** What tests a deployment. It must print "N passing", as mocha does, and end with exit code 0 only if all passed. */
export interface TestCommand {
    /** What its results are called. */
    title: string;
    command: string;
    args: string[];
    env?: Record<string, string>;
}

export interface TestOptions {
    projectDir: string;
    endpoint: string;
    command: TestCommand;
    signal: AbortSignal;
    /** Seconds that the command may go without printing anything. */
    patience: number;
    print: (text: string) => void;
}

type TestedDeployment = Pick<Deployment, "stack" | "outputsFile"> & Partial<Pick<Deployment, "account">>;

interface Result {
    stack: string;
    passed: number;
    /** Why the tests did not pass. */
    problem: string | undefined;
}

/** Tests each deployment, as it would be tested on AWS, and returns an exit code: 0 only if all tests passed in all. */
export async function testAll(
    deployments: TestedDeployment[], options: TestOptions,
): Promise<number> {
    const results = await Promise.all(deployments.map(deployment => test(deployment, options, deployments.length > 1)));
    options.signal.throwIfAborted();
    const verdicts = results.map(({ stack, passed, problem }) =>
        `${options.command.title} of ${stack}: ${problem ?? `${passed} passed`}\n`);
    options.print(`\n${verdicts.join("")}`);
    return results.every(({ problem }) => problem === undefined) ? 0 : 1;
}

/** With `atOnce`, everything is printed in one piece, so that the results of several stacks don't mix. */
async function test(
    { stack, account, outputsFile }: TestedDeployment, options: TestOptions, atOnce: boolean,
): Promise<Result> {
    const { projectDir, endpoint, command, signal, print } = options;
    let output = `\n${command.title} of ${stack}\n\n`;
    const limit = new TimeLimit(options.patience, "FAILED: printed nothing");
    const child = spawn(command.command, command.args, {
        cwd: projectDir,
        env: {
            ...emulatorEnvironment(endpoint, account),
            ...command.env,
            OUTPUTS_FILE: outputsFile,
            ...process.stdout.isTTY ? { FORCE_COLOR: "1" } : {},
        },
        stdio: ["ignore", "pipe", "pipe"],
        // A process group of its own: whatever the command has started ends with it.
        detached: true,
    });
    const kill = () => {
        try {
            process.kill(-(child.pid ?? NaN), "SIGKILL");
        } catch {
            // It has ended by itself, or never started.
        }
    };
    const stopped = AbortSignal.any([signal, limit.signal]);
    stopped.addEventListener("abort", kill);
    process.once("exit", kill);
    if (!atOnce) {
        print(output);
    }
    for (const stream of [child.stdout, child.stderr]) {
        stream.setEncoding("utf8").on("data", (text: string) => {
            limit.renew();
            output += text;
            if (!atOnce) {
                print(text);
            }
        });
    }
    const problem = await new Promise<string | undefined>(resolve => {
        child.on("error", error => resolve(`FAILED: ${error.message}`));
        child.on("close", (code, killed) => resolve(judge(output, code, killed)));
    });
    limit.end();
    process.off("exit", kill);
    if (atOnce && !signal.aborted) {
        print(output);
    }
    const reason = limit.signal.aborted ? (limit.signal.reason as Error).message : problem;
    return { stack, passed: count(output, "passing"), problem: reason };
}

/** Why tests that ended like this have not passed, if they have not. */
function judge(output: string, code: number | null, killed: string | null): string | undefined {
    if (code !== 0) {
        return `FAILED with ${killed ?? `exit code ${code}`}`;
    }
    if (count(output, "failing") > 0) {
        return "FAILED: reports failing tests, though its exit code is 0";
    }
    return count(output, "passing") > 0 ? undefined : "FAILED: no test passed";
}

function count(output: string, what: "passing" | "failing"): number {
    const lines = stripVTControlCharacters(output).matchAll(new RegExp(`^ *(\\d+) ${what}\\b`, "gm"));
    return [...lines].reduce((sum, [, number]) => sum + Number(number), 0);
}
