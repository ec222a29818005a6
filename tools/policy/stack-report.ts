import { judge, type Waiver } from "../../policy/waivers";
import type { ProgramRun } from "../host/program";
import type { Analysis, Undecided, Violation } from "./analysis";
import type { RuleSettings } from "./configuration";
import { findSecretOutputs, secretOutput } from "./secret-outputs";

export interface StackReport {
    stack: string;
    violations: Violation[];
    waived: (Violation & { waiver: Waiver })[];
    undecided: Undecided[];
    /** Types of all resources, such as aws:s3/bucket:Bucket. */
    types: string[];
}

/** Tells violations from waived ones. @param today such as 2027-06-30 */
export function createReport(
    run: Pick<ProgramRun, "outputs" | "resources">, { violations, undecided }: Analysis,
    settings: Map<string, RuleSettings>, stack: string, today: string,
): StackReport {
    const report: StackReport = {
        stack, violations: [], waived: [], undecided, types: [...new Set(run.resources.map(({ type }) => type))] };
    for (const violation of [...violations, ...findSecretOutputs(run)]) {
        const { rule, resource, message } = violation;
        const judgement = judge(settings.get(rule)?.waivers ?? [], resource, message, today);
        if (judgement.waiver) {
            report.waived.push({ ...violation, waiver: judgement.waiver });
        } else {
            report.violations.push({ ...violation, message: judgement.message });
        }
    }
    return report;
}

/** Waivers that none of the stacks needs, and rules that nobody knows, as sentences. */
export function findUnused(
    settings: Map<string, RuleSettings>, reports: StackReport[], rules: readonly string[],
): string[] {
    const used = reports.flatMap(({ waived }) => waived.map(({ waiver }) => waiver));
    const known = new Set(["all", secretOutput.name, ...rules]);
    return [...settings].flatMap(([rule, { waivers }]) => known.has(rule)
        ? waivers.filter(waiver => !used.includes(waiver)).map(({ resource }) =>
                `${rule}: the waiver for ${resource} has no use`)
        : [`${rule}: there is no such rule`]);
}
