import type { Item } from "../read-rubric";
import type { Outcome } from "./try";

/** What the mutants show of the grader: which failures it finds, and what it finds that isn't there. */
export function drawOutcomes(
    outcomes: Outcome[], items: Item[], expected: number,
): { lines: string[]; succeeded: boolean } {
    const stages = new Map(items.map(({ id, stage }) => [id, stage]));
    const sorted = [...outcomes].sort((one, other) =>
        one.mutant.failure.localeCompare(other.mutant.failure, "en", { numeric: true }));
    const rows = sorted.map(({ mutant: { failure, item }, found, error }) =>
        `${failure.padEnd(5)}${item.padEnd(22)}${(stages.get(item) ?? "").padEnd(16)}`
        + (error === undefined ? found ?? "NOT FOUND" : `BROKEN: ${error}`).slice(0, 160));
    const unrelated = sorted.flatMap(outcome => outcome.unrelated.map(text => `${outcome.mutant.failure}: ${text}`));
    const exceptions = sorted.flatMap(({ mutant: { failure, also = {} } }) =>
        Object.entries(also).map(([item, reason]) => `${failure}: ${item}, because ${reason}`));
    const hits = outcomes.filter(({ found }) => found !== undefined).length;
    const recall = hits / expected;
    const precision = hits === 0 ? 0 : hits / (hits + unrelated.length);
    const section = (title: string, lines: string[]) =>
        lines.length > 0 ? ["", title, ...lines.map(line => `  ${line}`)] : [];
    return {
        lines: [
            ...section("failure -> item -> stage: evidence", rows),
            ...section("exceptions: items that fail, too", exceptions),
            ...section("items that fail without reason", unrelated), "",
            `${hits} of ${expected} mutants found: recall ${recall.toFixed(3)}, precision ${precision.toFixed(3)}`,
        ],
        succeeded: recall === 1 && precision === 1,
    };
}
