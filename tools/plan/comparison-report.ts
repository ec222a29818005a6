import type { Change } from "./changes";
import { mayLoseData, type Step } from "./compare";
import type { StackComparison } from "./since";

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
