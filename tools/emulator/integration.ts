import { spawn } from "node:child_process";
import { emulatorEnvironment } from "./endpoint";
import type { Deployment } from "./deploy";

export interface TestOptions {
    projectDir: string;
    endpoint: string;
    /** The npm script to run. */
    script: string;
    signal: AbortSignal;
}

/** Runs a test script against each deployment, as it would be run against AWS, and returns an exit code. */
export async function testAll(deployments: Deployment[], options: TestOptions): Promise<number> {
    const passed = await Promise.all(deployments.map(deployment => test(deployment, options, deployments.length > 1)));
    options.signal.throwIfAborted();
    return passed.every(Boolean) ? 0 : 1;
}

/** With `whole`, the results are printed in one piece, so that those of several stacks don't mix. */
function test({ stack, outputsFile }: Deployment, options: TestOptions, whole: boolean): Promise<boolean> {
    const { projectDir, endpoint, script, signal } = options;
    const color = process.stdout.isTTY ? "1" : "0";
    const env = { ...emulatorEnvironment(endpoint), OUTPUTS_FILE: outputsFile, FORCE_COLOR: color };
    const heading = `\n${script} of ${stack}\n`;
    let kept = "";
    const print = (text: string) => {
        if (whole) {
            kept += text;
        } else {
            process.stdout.write(text);
        }
    };
    print(`${heading}\n`);
    const child = spawn("npm", ["run", "--silent", script], {
        cwd: projectDir, env, signal, stdio: ["ignore", "pipe", "pipe"] });
    for (const stream of [child.stdout, child.stderr]) {
        stream.setEncoding("utf8").on("data", print);
    }
    return new Promise(resolve => {
        child.on("error", () => resolve(false));
        child.on("close", code => {
            process.stdout.write(kept);
            resolve(code === 0);
        });
    });
}
