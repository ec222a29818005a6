import { drawTree } from "../host/tree";
import type { Change } from "./changes";
import { mayLoseData, type Step } from "./compare";
import type { StackComparison } from "./since";
import type { StackPlan } from "./stack-plan";

export function drawPlan({ stack, resources, cost, duration }: StackPlan): string[] {
    const count = resources.filter(({ custom }) => custom).length;
    return [
        `${stack}: ${count} resources`, "",
        ...drawTree(resources).map(line => `  ${line}`), "",
        `  about ${minutes(duration.seconds)} to create, along the longest chain:`,
        ...duration.path.map(({ name, seconds }) => `    ${minutes(seconds).padStart(8)}  ${name}`), "",
        `  ${dollars(cost.monthly)} a month in us-east-1 while nobody uses it, by the prices of ${cost.pricesOf}:`,
        ...[...cost.charges].sort((a, b) => b.monthly - a.monthly).map(({ name, what, monthly }) =>
            `    ${dollars(monthly).padStart(8)}  ${name}: ${what}`),
        ...section("  without a price here:", cost.unpriced.map(({ name, what }) => `${name}: ${what}`)),
        ...section("  billed by use:", [...new Set(cost.byUse.map(({ what }) => what))]),
        ...section("  not counted:", cost.notCounted), "",
    ];
}

export function drawComparison({ stack, steps, unchanged, uncompared, refused }: StackComparison): string[] {
    const counts = [...new Set(steps.map(({ kind }) => kind))].map(kind =>
        `${steps.filter(step => step.kind === kind).length} to ${kind === "unknown" ? "update or replace" : kind}`);
    return [
        `${stack}: ${[...counts, `${unchanged} unchanged`].join(", ")}`,
        ...steps.flatMap(drawStep),
        ...uncompared.length === 0 ? [] : [`  ${uncompared.length} inputs are known only once the stack is deployed`],
        ...refused.length === 0
            ? []
            : [`  data may be lost; what may be: ${refused.map(name =>
                    `--allow ${name}`).join(" ")}`],
        "",
    ];
}

function drawStep(step: Step): string[] {
    const { kind, name, type, changes, deletedFirst, refusal, leftBehind, vanishesWith } = step;
    const notes = [
        ...mayLoseData(step) ? ["its data may be lost"] : [],
        ...kind === "replace" && deletedFirst ? ["deleted first"] : [],
        ...leftBehind ? ["stays on AWS"] : [],
        ...vanishesWith === undefined ? [] : [`with ${vanishesWith}`],
        ...refusal === undefined ? [] : [`fails: ${refusal}`],
    ];
    return [
        `  ${(kind === "unknown" ? "update or replace" : kind).padEnd(18)}${name} (${type})`
        + notes.map(note => `, ${note}`).join(""),
        ...changes.map(change => `${" ".repeat(20)}${describe(change)}`),
    ];
}

function describe({ input, effect, follows }: Change): string {
    const cause = follows.length === 0 ? "" : `, as ${follows.join(", ")} is replaced`;
    return `${input}: ${effect}${cause}`;
}

function section(title: string, lines: string[]): string[] {
    return lines.length === 0 ? [] : [title, ...lines.map(line => `    ${line}`)];
}

function minutes(seconds: number): string {
    return seconds < 60 ? `${seconds} s` : `${Math.round(seconds / 60)} min`;
}

function dollars(amount: number): string {
    return `$${amount.toFixed(2)}`;
}
