import { createRequire } from "node:module";
import { join } from "node:path";
import { emulatorClients } from "../emulator/endpoint";
import { runCommand, UserError } from "../host/command";
import { readOutputs } from "../host/outputs";
import type { OutputContract } from "../../lib/outputs";
import type { Fault } from "./fault";
import { inflictAll } from "./inflict";
import { runIntegrationTests } from "./integration-tests";

const load = createRequire(__filename);

/** Inflicts a project's faults on one of its deployments in the emulated AWS. Run by `npm start -- --faults`. */
async function main(): Promise<number> {
    const { AWS_ACCESS_KEY_ID, AWS_ENDPOINT_URL, OUTPUTS_FILE } = process.env;
    const [projectDir] = process.argv.slice(2);
    if (!AWS_ENDPOINT_URL || !OUTPUTS_FILE || !projectDir) {
        throw new UserError("this is run by npm start -- --faults");
    }
    const { outputTypes } = load(join(projectDir, "outputs")) as { outputTypes: OutputContract };
    const { faults } = load(join(projectDir, "tests/faults")) as { faults: Fault<object>[] };
    const outputs = readOutputs(OUTPUTS_FILE, outputTypes);
    const clients = emulatorClients(AWS_ENDPOINT_URL, String(outputs.region), AWS_ACCESS_KEY_ID?.slice(-12));
    return inflictAll(faults, { clients, outputs }, () => runIntegrationTests(projectDir), console.log);
}

void runCommand(main);
