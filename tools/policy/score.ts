import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ownPack } from "./arguments";
import type { Rule } from "./rules";
import type { StackReport } from "./stack-report";

interface Catalogue {
    name: string;
    /** Of whom, and in which version. */
    source: string;
    /** Stands before the id in the tags of rules. */
    prefix: string;
    entries: { id: string; title: string; types: string[] }[];
}

/** The entries of a catalogue that apply to the types of resources in a stack, by what becomes of them. */
export interface Score {
    catalogue: string;
    passed: string[];
    waived: string[];
    failed: string[];
    undecided: string[];
    uncovered: string[];
}

type Outcome = Exclude<keyof Score, "catalogue">;
export const outcomes: Outcome[] = ["passed", "waived", "failed", "undecided", "uncovered"];

export function readCatalogues(): Catalogue[] {
    return JSON.parse(readFileSync(join(ownPack, "catalogues.json"), "utf8")) as Catalogue[];
}

export function score(report: StackReport, rules: readonly Rule[], catalogues = readCatalogues()): Score[] {
    // Such as s3.Bucket, for aws:s3/bucket:Bucket.
    const types = new Set(report.types.map(type => type.replace(/^aws:(\w+).*:/, "$1.")));
    return catalogues.map(({ name, prefix, entries }) => {
        const result: Score = {
            catalogue: name, passed: [], waived: [], failed: [], undecided: [], uncovered: [] };
        for (const { id } of entries.filter(entry => entry.types.some(type => types.has(type)))) {
            const answering = rules.filter(({ tags }) => tags.includes(prefix + id)).map(({ name }) => name);
            result[decide(answering, report)].push(id);
        }
        return result;
    });
}

/** The worst of what these rules found. */
function decide(rules: string[], { violations, undecided, waived }: StackReport): Outcome {
    const among = (findings: readonly { rule: string }[]) => findings.some(({ rule }) => rules.includes(rule));
    if (rules.length === 0) {
        return "uncovered";
    }
    return among(violations) ? "failed" : among(undecided) ? "undecided" : among(waived) ? "waived" : "passed";
}

/** A row for each catalogue, a column for each outcome. */
export function drawScores(scores: readonly Score[]): string[] {
    if (scores.length === 0) {
        return [];
    }
    const rows = scores.map(score => [
        score.catalogue,
        String(outcomes.reduce((sum, outcome) => sum + score[outcome].length, 0)),
        ...outcomes.map(outcome => String(score[outcome].length)),
    ]);
    const table = [["catalogue", "applicable", "passed", "waived", "failed", "not decidable", "not covered"], ...rows];
    const widths = table[0]?.map((_, column) => Math.max(...table.map(row => row[column]?.length ?? 0))) ?? [];
    return [
        ...table.map(row => `  ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join("  ").trimEnd()}`),
        ...scores.flatMap(score => (["failed", "uncovered"] as const)
            .filter(outcome => score[outcome].length > 0)
            .map(outcome => `  ${score.catalogue}, ${outcome === "failed" ? "failed" : "not covered"}: `
                + score[outcome].join(", "))),
        "",
    ];
}
