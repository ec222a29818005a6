import { existsSync } from "node:fs";
import { join } from "node:path";
import { root } from "../../host/project";
import type { Candidate } from "../candidate";
import { limitedEnvironment, runLimited } from "../limits";
import { type Evidence, notDecidable } from "../verdict";

/** As `npm run policy -- --json` prints it. */
interface PolicyReports {
    reports: { stack: string; violations: { rule: string; resource: string; message: string; level: string }[] }[];
}

const command = join(root, "tools/policy/index.ts");
const seconds = 300;

/** Rules on names that are this house's own: another one may use others. */
const ownConventions = ["required-tags"];

/** Mandatory rules of the policy pack that the stacks violate. */
export async function findViolations(candidate: Candidate): Promise<Evidence[]> {
    candidate.require("policy");
    await candidate.graphs();
    // It can be deleted.
    if (!existsSync(command)) {
        notDecidable("the policy pack isn't there");
    }
    const { folder, home } = candidate.copy;
    const { output, exitCode, ended } = await runLimited([
        process.execPath, "--require", join(root, "tools/host/typescript.cjs"), command, "--json", "--project", folder,
    ], { cwd: root, env: { ...limitedEnvironment(home), TS_NODE_PROJECT: join(root, "tsconfig.json") }, seconds });
    const json = output.slice(output.indexOf("{"), output.lastIndexOf("}") + 1);
    if (ended !== undefined || ![0, 1].includes(exitCode) || json === "") {
        notDecidable(`the policy pack ${ended ?? candidate.short(output)}`);
    }
    return readViolations(JSON.parse(json) as PolicyReports, candidate.profile.contract ? [] : ownConventions);
}

export function readViolations({ reports }: PolicyReports, leftOut: string[] = []): Evidence[] {
    return reports.flatMap(({ stack, violations }) => violations
        .filter(({ level, rule }) => level === "mandatory" && !leftOut.includes(rule))
        .map(({ rule, resource, message }) => ({
            what: `${rule}: ${message.split("\n")[0]}`, where: `${resource} (${stack})` })));
}
