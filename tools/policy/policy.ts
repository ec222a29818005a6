import { writeFileSync } from "node:fs";
import { parseArguments } from "./arguments";
import { check } from "./check";
import { drawReport } from "./report";
import { createSarif } from "./sarif";
import { drawScores, score } from "./score";

/** Prints which rules stacks violate, and returns an exit code. */
export async function checkPolicies(args: string[]): Promise<number> {
    const { score: withScore, json, sarif, ...options } = parseArguments(args);
    const result = await check(options);
    const { rules, warnings } = result;
    const reports = result.reports.map(report => ({ ...report, ...withScore && { scores: score(report, rules) } }));
    warnings.forEach(warning => console.error(warning));
    if (json) {
        console.log(JSON.stringify({ reports, rules, warnings }, undefined, 2));
    } else {
        console.log(reports.flatMap(({ scores, ...report }) =>
            [...drawReport(report, rules, options.projectDir), ...drawScores(scores ?? [])]).join("\n"));
    }
    if (sarif !== undefined) {
        writeFileSync(sarif, `${JSON.stringify(createSarif(result, options.projectDir), undefined, 2)}\n`);
    }
    return reports.some(({ violations }) => violations.some(({ level }) => level === "mandatory")) ? 1 : 0;
}
