import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Deployment } from "./deploy";

/** A project's list of what it knows to be left out, "input of type" in a JSON array. */
const listFile = "tests/integration/not-emulated.json";

/**
 * Compares what the emulator left out with the project's list, if it has one: no test can see an input that is left out
 * without anybody knowing. Returns problems.
 */
export function checkNotEmulated(
    projectDir: string, deployments: Pick<Deployment, "emulated" | "notEmulated">[],
): string[] {
    const file = join(projectDir, listFile);
    if (!existsSync(file)) {
        return [];
    }
    const listed = new Set(JSON.parse(readFileSync(file, "utf8")) as string[]);
    const leftOut = new Set(deployments.flatMap(({ notEmulated }) => [...notEmulated]));
    const emulated = new Set(deployments.flatMap(deployment => [...deployment.emulated]));
    return [
        ...[...leftOut].filter(input => !listed.has(input)).map(input =>
            `${input} is not emulated, and not listed in ${listFile}`),
        ...[...listed].filter(input => emulated.has(input) && !leftOut.has(input)).map(input =>
            `${input} is listed in ${listFile}, but emulated`),
    ].sort();
}
