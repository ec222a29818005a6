import { relative } from "node:path";
import type { Violation } from "./analysis";
import type { Rule } from "./rules";
import type { StackReport } from "./stack-report";

/** The findings of one stack as lines of text, mandatory rules first. */
export function drawReport(
    { stack, violations, waived, undecided }: StackReport, rules: readonly Rule[], projectDir: string,
): string[] {
    const remedies = new Map(rules.map(({ name, remedy }) => [name, remedy]));
    const count = (level: string) => violations.filter(violation => violation.level === level).length;
    return [
        `${stack}: ${count("mandatory")} mandatory and ${count("advisory")} advisory violations, `
        + `${waived.length} waived, ${undecided.length} not decidable at preview`,
        ...sort(violations).flatMap(violation => [
            `  ${violation.level}  ${violation.rule}: ${place(violation, projectDir)}`,
            ...indent(violation.message),
            ...indent(remedies.get(violation.rule) ?? ""),
        ]),
        ...sort(waived).flatMap(({ waiver, ...violation }) => [
            `  waived until ${waiver.expires}  ${violation.rule}: ${place(violation, projectDir)}`,
            ...indent(waiver.reason),
        ]),
        ...sort(undecided).map(({ rule, resource, reason }) =>
            `  not decidable at preview  ${[rule, resource].filter(Boolean).join(": ")}: ${reason}`),
        "",
    ];
}

function sort<T extends { rule: string; resource: string; level?: string }>(findings: readonly T[]): T[] {
    const key = ({ level = "", rule, resource }: T) => [level === "mandatory" ? 0 : 1, rule, resource].join(" ");
    return [...findings].sort((a, b) => key(a).localeCompare(key(b)));
}

function place({ resource, source }: Violation, projectDir: string): string {
    return source ? `${resource}, ${relative(projectDir, source.file)}:${source.line}` : resource;
}

function indent(text: string): string[] {
    return text.split("\n").filter(Boolean).map(line => `      ${line}`);
}
