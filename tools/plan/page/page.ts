import { drawAnswers } from "./answers";
import { drawChanges } from "./changes-section";
import { drawCosts } from "./costs";
import type { Environment } from "./environments";
import { html, trust } from "./markup";
import { drawPictures } from "./pictures";
import { drawDifferences, drawDurations, drawInventory } from "./sections";
import { style } from "./style";
import { enumerate } from "./words";

/** Draws one page about stacks of a project, that asks nobody for anything. They were compared with `since`. */
export function drawPage(environments: Environment[], since?: string): string {
    const project = environments[0]?.plan.project ?? "";
    const stacks = environments.map(({ plan }) => plan.stack);
    const isComparable = environments.length > 1;
    const title = `${project}: plan of ${enumerate(stacks)}`;
    const links = [
        ["architecture", "Architecture"],
        ...isComparable ? [["differences", "Differences"]] : [],
        ...since === undefined ? [] : [["change", "Changes"]],
        ["cost", "Cost"], ["duration", "Time to create"], ["inventory", "Inventory"],
    ];
    return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style>${trust(style)}</style>
</head>
<body>
<a class="skip" href="#main">To the content</a>
<header><h1>${project}</h1>
<p class="quiet">Plan of ${enumerate(stacks)}, before anything is deployed.</p>
<nav aria-label="Parts of this page"><ul>${links.map(([id = "", text = ""]) =>
    html`<li><a href="#${id}">${text}</a></li>`)}</ul></nav>
</header>
<main id="main" tabindex="-1">
${drawAnswers(environments, since)}
${drawPictures(environments)}
${isComparable ? drawDifferences(environments) : []}
${since === undefined ? [] : drawChanges(environments, since)}
${drawCosts(environments)}
${drawDurations(environments)}
${drawInventory(environments)}
</main>
</body>
</html>
`.text;
}
