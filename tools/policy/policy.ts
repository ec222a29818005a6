import { parseArguments } from "./arguments";
import { check } from "./check";
import { drawReport } from "./report";

/** Prints which rules stacks violate, and returns an exit code. */
export async function checkPolicies(args: string[]): Promise<number> {
    const { json, ...options } = parseArguments(args);
    const result = await check(options);
    const { reports, rules, warnings } = result;
    warnings.forEach(warning => console.error(warning));
    console.log(json
        ? JSON.stringify(result, undefined, 2)
        : reports.flatMap(report => drawReport(report, rules, options.projectDir)).join("\n"));
    return reports.some(({ violations }) => violations.some(({ level }) => level === "mandatory")) ? 1 : 0;
}
