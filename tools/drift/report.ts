import { type ClassifiedChange, type Judgement, kinds } from "./classify";
import type { PropertyChange } from "./change";

/** Longer values are cut in texts; JSON has them whole. */
const longest = 100;

const marks = { added: "+", removed: "-", changed: "~" };

export function isDrift(changes: ClassifiedChange[], failOn: "changed" | "any"): boolean {
    return changes.some(({ kind }) => failOn === "any" || kind !== "expected");
}

export function reportJson(stack: string, drift: boolean, changes: ClassifiedChange[]): string {
    return JSON.stringify({ stack, drift, changes }, null, 4);
}

export function reportText(stack: string, drift: boolean, changes: ClassifiedChange[]): string {
    if (changes.length === 0) {
        return `${stack}: no drift`;
    }
    const groups = kinds.map(kind => [kind, changes.filter(change => change.kind === kind)] as const)
        .filter(([, ofKind]) => ofKind.length > 0);
    const counts = groups.map(([kind, ofKind]) => `${ofKind.length} ${kind}`).join(", ");
    return [
        `${stack}: ${drift ? "drift" : "no drift that counts"} (${counts})`,
        ...groups.flatMap(([kind, ofKind]) => ["", kind, ...ofKind.flatMap(describeChange)]),
    ].join("\n");
}

function describeChange({ type, name, operation, properties, ...judgement }: ClassifiedChange): string[] {
    return [
        `  ${type} ${name}: ${operation}${explain(judgement)}`,
        ...properties.map(property => `    ${describeProperty(property)}`),
    ];
}

function describeProperty({ path, operation, before, after, ...judgement }: PropertyChange & Judgement): string {
    const values = [before, after].filter(value => value !== undefined).map(print).join(" -> ");
    return `${marks[operation]} ${path}${values && `: ${values}`}${explain(judgement)}`;
}

function explain({ kind, reason }: Judgement): string {
    return reason === undefined ? "" : ` (${kind}: ${reason})`;
}

function print(value: unknown): string {
    const text = JSON.stringify(value);
    return text.length > longest ? `${text.slice(0, longest)}...` : text;
}
