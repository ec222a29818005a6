import { execFile } from "node:child_process";
import { clientEnvironment } from "./clients";
import type { Deployment } from "./deploy";

export interface TestOptions {
    projectDir: string;
    endpoint: string;
    signal: AbortSignal;
}

/** Runs the integration tests against each deployment, as against AWS, and returns an exit code. */
export async function testAll(deployments: Deployment[], options: TestOptions): Promise<number> {
    const passed = await Promise.all(deployments.map(deployment => test(deployment, options)));
    options.signal.throwIfAborted();
    return passed.every(Boolean) ? 0 : 1;
}

function test({ stack, outputsFile }: Deployment, { projectDir, endpoint, signal }: TestOptions): Promise<boolean> {
    const color = process.stdout.isTTY ? "1" : "0";
    const env = { ...clientEnvironment(endpoint), OUTPUTS_FILE: outputsFile, FORCE_COLOR: color };
    return new Promise(resolve => {
        const options = { cwd: projectDir, env, signal, maxBuffer: Infinity };
        execFile("npm", ["run", "--silent", "test:integration"], options, (error, stdout, stderr) => {
            // Whole, so that the stacks' results don't mix.
            console.log(`\nintegration tests of ${stack}\n${stdout}${stderr}`);
            resolve(error === null);
        });
    });
}
