import type { Grade } from "../grade";
import type { GradedItem } from "../score";

const marks = {
    "passed": "ok", "failed": "FAILED", "not shown": "not shown", "not decidable": "not decidable",
    "nothing to judge": "nothing",
};
const most = 5;

/** What the console shows of a grade. */
export function drawGrade(grade: Grade): string[] {
    const { folder, profile, stages, items, notes, seconds } = grade;
    return [
        `${folder}, by the profile ${profile}`, "",
        ...stages.map(({ stage, state, why }) => `  ${stage.padEnd(16)}${state.padEnd(9)}${why.split("\n")[0]}`), "",
        ...items.filter(({ verdict: { state } }) => state !== "passed").flatMap(drawItem),
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
    const title = `  ${marks[verdict.state].padEnd(14)} ${String(item.weight).padStart(2)}  ${item.id}: ${item.title}`
        + (item.failures.length > 0 ? ` (${item.failures.join(", ")})` : "");
    if (verdict.state !== "failed") {
        return [title, `      ${"why" in verdict ? verdict.why : ""}`, ""];
    }
    const { evidence } = verdict;
    return [
        title,
        ...evidence.slice(0, most).map(({ what, where }) => `      ${where}: ${what}`),
        ...evidence.length > most ? [`      and ${evidence.length - most} more`] : [],
        `      remedy: ${item.remedy}`, "",
    ];
}
