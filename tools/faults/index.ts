import { readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import Mocha from "mocha";
import { emulatorClients } from "../emulator/endpoint";
import { runCommand, UserError } from "../host/command";
import { readOutputs } from "../host/outputs";
import type { OutputContract } from "../../lib/outputs";
import type { Fault } from "./fault";

const projectDir = process.cwd();
const folder = resolve(projectDir, "tests/integration");
const load = createRequire(__filename);

/**
 * Inflicts one fault after the other on a deployment in the emulated AWS, and sees to it that the integration tests
 * notice each of them, and nothing once it is mended. Run by `npm run test:faults`.
 */
async function main(): Promise<number> {
    const { AWS_ENDPOINT_URL, OUTPUTS_FILE } = process.env;
    if (!AWS_ENDPOINT_URL || !OUTPUTS_FILE) {
        throw new UserError("this is run by npm run test:faults");
    }
    // Every run of the tests adds some.
    process.setMaxListeners(0);
    const { outputTypes } = load(resolve(projectDir, "outputs")) as { outputTypes: OutputContract };
    const outputs = readOutputs(OUTPUTS_FILE, outputTypes);
    const deployed = { clients: emulatorClients(AWS_ENDPOINT_URL, String(outputs.region)), outputs };
    await expectHealth("before the first fault");
    let missed = 0;
    const { faults } = load(resolve(projectDir, "tests/faults")) as { faults: Fault<object>[] };
    for (const { name, inflict, restore } of faults) {
        await inflict(deployed);
        const [first, ...others] = await failures();
        missed += first === undefined ? 1 : 0;
        console.log(`  ${first === undefined ? "MISSED" : "caught"}  ${name}`);
        if (first !== undefined) {
            console.log(`          by "${first}"${others.length > 0 ? ` and ${others.length} more` : ""}`);
        }
        await restore(deployed);
        await expectHealth(`after mending: ${name}`);
    }
    console.log(`\n  ${faults.length - missed} passing\n${missed > 0 ? `  ${missed} failing\n` : ""}`);
    return missed > 0 ? 1 : 0;
}

class Silence extends Mocha.reporters.Base {
    override epilogue(): void {
        // Says nothing.
    }
}

async function expectHealth(when: string): Promise<void> {
    const failed = await failures();
    if (failed.length > 0) {
        throw new UserError(`integration tests fail ${when}: ${failed.join(", ")}`, 1);
    }
}

/** Runs the integration tests in this process, silently, and returns the titles of those that fail. */
async function failures(): Promise<string[]> {
    const mocha = new Mocha({ reporter: Silence, timeout: 20_000 });
    readdirSync(folder).filter(file => file.endsWith(".spec.ts")).forEach(file => mocha.addFile(join(folder, file)));
    // The specs are to be read anew in every run.
    mocha.unloadFiles();
    const failed: string[] = [];
    await new Promise(done => {
        mocha.run(done).on("fail", test => failed.push(test.fullTitle()));
    });
    return failed;
}

void runCommand(main);
