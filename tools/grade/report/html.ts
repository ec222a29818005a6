import type { Grade } from "../grade";
import type { GradedItem } from "../score";
import { describeScore } from "./text";

const escape = (text: string) => text.replace(/[&<>"']/g, character => `&#${character.charCodeAt(0)};`);

const style = `
body { font: 15px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; color: #1b1f24; }
table { border-collapse: collapse; } td, th { text-align: left; padding: .2rem .8rem .2rem 0; vertical-align: top; }
code { background: #f2f3f5; padding: 0 .2rem; } .failed { color: #b3261e; } .passed { color: #1a7f37; }
details { margin: .3rem 0; } summary { cursor: pointer; }
`;

/** One page for all grades, without scripts and without anything from elsewhere. */
export function drawPage(grades: Grade[]): string {
    return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Grades</title>
<style>${style}</style>
</head>
<body>
${grades.map(drawSection).join("\n")}
</body>
</html>
`;
}

function drawSection(grade: Grade): string {
    const { folder, profile, stages, items, notes } = grade;
    return `<h1>${escape(folder)}</h1>
<p>Profile ${escape(profile)}: ${escape(describeScore(grade))}.</p>
<table>
${stages.map(({ stage, state, why }) =>
    `<tr><th>${stage}</th><td class="${state}">${state}</td><td>${escape(why)}</td></tr>`).join("\n")}
</table>
<h2>Items</h2>
${items.map(drawItem).join("\n")}
${notes.length > 0 ? `<ul>${notes.map(note => `<li>${escape(note)}</li>`).join("")}</ul>` : ""}`;
}

function drawItem({ item, verdict }: GradedItem): string {
    const evidence = verdict.state === "failed"
        ? `<ul>${verdict.evidence.map(({ what, where }) =>
            `<li><code>${escape(where)}</code>: ${escape(what)}</li>`).join("")}</ul>
<p>Remedy: ${escape(item.remedy)}</p>`
        : "why" in verdict ? `<p>${escape(verdict.why)}</p>` : "";
    const failures = item.failures.length > 0 ? ` (${item.failures.join(", ")})` : "";
    return `<details${verdict.state === "failed" ? " open" : ""}>
<summary>
<span class="${verdict.state}">${verdict.state}</span> ${escape(item.title)}${failures}, ${item.weight}
</summary>
<p>${escape(item.context)}</p>
${evidence}
</details>`;
}
