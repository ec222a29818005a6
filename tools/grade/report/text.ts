import type { Grade } from "../grade";
import type { GradedItem } from "../score";

const most = 5;

/** What the console shows of a grade. */
export function drawGrade(grade: Grade): string[] {
    const { folder, profile, stages, items, notes, seconds } = grade;
    return [
        `${folder}, by the profile ${profile}`, "",
        ...stages.map(({ stage, state, why, seconds: done }) =>
            `  ${stage.padEnd(16)}${state.padEnd(9)}${done.toFixed(1).padStart(6)} s  ${why.split("\n")[0]}`), "",
        ...items.flatMap(drawItem),
        ...drawSilent(items),
        ...notes.map(note => `  note: ${note}`),
        `${describeScore(grade)} (${seconds.toFixed(1)} s)`,
    ];
}

export function describeScore({ score: { points, weight, total }, items }: Grade): string {
    const passed = items.filter(({ verdict }) => verdict.state === "passed").length;
    const reason = weight < total ? `, of items that weigh ${weight} of ${total}: the others can't be judged` : "";
    return `${points} of 100: ${passed} of ${items.length} items are fulfilled${reason}`;
}

function drawItem({ item, verdict }: GradedItem): string[] {
    if (verdict.state !== "failed") {
        return [];
    }
    const { evidence } = verdict;
    return [
        `  FAILED  ${String(item.weight).padStart(2)}  ${item.id}: ${item.title}`
        + (item.failures.length > 0 ? ` (${item.failures.join(", ")})` : ""),
        ...evidence.slice(0, most).map(({ what, where }) => `      ${where}: ${what}`),
        ...evidence.length > most ? [`      and ${evidence.length - most} more`] : [],
        `      remedy: ${item.remedy}`, "",
    ];
}

/** Items without a verdict, those of one reason together. */
function drawSilent(items: GradedItem[]): string[] {
    const reasons = new Map<string, GradedItem[]>();
    for (const graded of items) {
        const { verdict } = graded;
        if ("why" in verdict) {
            const reason = `${verdict.state}: ${verdict.why.split("\n")[0]}`;
            reasons.set(reason, [...reasons.get(reason) ?? [], graded]);
        }
    }
    return [...reasons].flatMap(([reason, graded]) => [
        `  ${reason}`, ...wrap(graded.map(({ item }) => item.id), 100).map(line => `      ${line}`), "",
    ]);
}

/** Lines of words with commas between them. */
function wrap(words: string[], width: number): string[] {
    const lines: string[] = [];
    for (const word of words) {
        const last = lines.at(-1);
        if (last === undefined || last.length + word.length > width) {
            lines.push(word);
        } else {
            lines[lines.length - 1] = `${last}, ${word}`;
        }
    }
    return lines;
}
