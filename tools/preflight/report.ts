import { groupBy } from "../host/group-by";
import { type Finding } from "./check";

/** One line of the table. */
export interface Result extends Finding {
    subject: string;
    region: string;
    /** Stacks that need it. */
    stacks: string[];
}

/** What --json prints. */
export interface Report {
    results: Result[];
    /** How many results have each status. */
    counts: Record<Finding["status"], number>;
}

export function createReport(results: Result[]): Report {
    const count = (status: Finding["status"]) => results.filter(result => result.status === status).length;
    return { results, counts: { pass: count("pass"), fail: count("fail"), unknown: count("unknown") } };
}

/** 0 if all pass, 1 if any fails, 3 if none fails but some are unknown; 2 is for a command that can't work. */
export function exitCodeOf({ counts }: Report): number {
    return counts.fail > 0 ? 1 : counts.unknown > 0 ? 3 : 0;
}

/** The results as lines of text, below the region that they are of. */
export function drawTable({ results, counts }: Report): string[] {
    const width = Math.max(...results.map(({ subject }) => subject.length));
    const lines = [...groupBy(results, ({ region }) => region)].flatMap(([region, results]) => [
        region,
        ...results.flatMap(({ status, subject, stacks, detail, remedy }) => [
            `  ${status.padEnd(8)} ${subject.padEnd(width)}  ${detail} (${stacks.join(", ")})`,
            ...remedy === undefined ? [] : [`${" ".repeat(11)}remedy: ${remedy}`],
        ]),
        "",
    ]);
    return [...lines, `${counts.pass} pass, ${counts.fail} fail, ${counts.unknown} unknown`];
}
