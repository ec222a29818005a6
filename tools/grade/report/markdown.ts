import type { Grade } from "../grade";
import { describeScore } from "./text";

/** A grade as a comment on a pull request. */
export function drawMarkdown(grade: Grade): string[] {
    const { folder, profile, stages, items, notes } = grade;
    const cell = (text: string) => text.replace(/\|/g, "\\|").replace(/\s*\n\s*/g, " ");
    return [
        `# ${folder}`, "",
        `Profile ${profile}: ${describeScore(grade)}.`, "",
        "| stage | state | |", "| --- | --- | --- |",
        ...stages.map(({ stage, state, why }) => `| ${stage} | ${state} | ${cell(why)} |`), "",
        ...items.filter(({ verdict }) => verdict.state !== "passed").flatMap(({ item, verdict }) => [
            `## ${item.title}`, "",
            `${[item.id, ...item.failures].join(", ")}: ${verdict.state}, weight ${item.weight}.`
            + ("why" in verdict ? ` ${verdict.why}.` : ""), "",
            ...verdict.state === "failed"
                ? [...verdict.evidence.map(({ what, where }) => `- \`${where}\`: ${cell(what)}`), "",
                        `Remedy: ${item.remedy}`, "",
                    ]
                : [],
        ]),
        ...notes.map(note => `- ${note}`),
    ];
}
