import type { Change } from "../changes";
import { mayLoseData, type Step } from "../compare";
import type { StackComparison } from "../since";
import type { Environment } from "./environments";
import { html, type Markup } from "./markup";
import { shortenType } from "./names";
import { drawDetails } from "./tables";
import { count, enumerate, nameSteps } from "./words";

/** What the changes since a commit make of each stack, what ends resources first. */
export function drawChanges(environments: Environment[], since: string): Markup {
    return html`<section aria-labelledby="change"><h2 id="change">Changes since ${since}</h2>
${environments.map(({ comparison }) => comparison === undefined ? [] : drawStack(comparison))}</section>`;
}

function drawStack({ stack, steps, unchanged, uncompared, refused }: StackComparison): Markup {
    const isEnding = ({ kind }: Step) => ["delete", "replace", "unknown"].includes(kind);
    // Steps come with those first that may lose data.
    const ending = steps.filter(isEnding);
    const others = steps.filter(step => !isEnding(step));
    return html`<h3>${stack}</h3>
<p>${ending.length === 0 ? "Nothing" : count(ending.length, "resource")} replaced or deleted, ${
    others.length} updated or new, ${unchanged} unchanged.${refused.length > 0
    ? html` <strong class="danger">Data of ${enumerate(refused)} may be lost.</strong>`
    : []}${uncompared.length > 0
    ? ` ${count(uncompared.length, "input")} can't be compared before deployment.`
    : ""}</p>
${ending.length > 0 ? drawSteps(`Replaced or deleted in ${stack}`, ending) : []}
${others.length > 0
    ? drawDetails(`${count(others.length, "resource")} updated or new in ${stack}`,
            drawSteps(`Updated or new in ${stack}`, others))
    : []}`;
}

function drawSteps(title: string, steps: Step[]): Markup {
    return html`<div class="scroll" role="region" aria-label="${title}" tabindex="0"><table><caption>${title}</caption>
<thead><tr><th scope="col">what happens</th><th scope="col">resource</th><th scope="col">by which input</th>${
    html`<th scope="col">note</th></tr></thead>`}
<tbody>${steps.map(step => html`<tr><td class="kind ${colourOf(step)}">${nameSteps[step.kind]}</td><th scope="row">${
    step.name}<small>${shortenType(step.type)}</small></th><td>${step.changes.map(drawChange)}</td><td>${
    listNotes(step).join("; ")}</td></tr>
`)}</tbody></table></div>`;
}

function colourOf(step: Step): string {
    return mayLoseData(step) ? "danger" : step.kind === "create" ? "good" : step.kind === "update" ? "" : "caution";
}

function drawChange({ input, effect, follows }: Change): Markup {
    const cause = follows.length > 0 ? `, as ${enumerate(follows)} is replaced` : "";
    return html`<div><code>${input}</code>: ${effect === "unknown" ? "update or replace" : effect}${cause}</div>`;
}

function listNotes(step: Step): string[] {
    const { kind, deletedFirst, refusal, leftBehind, vanishesWith } = step;
    return [
        ...mayLoseData(step) ? ["its data may be lost"] : [],
        ...kind === "replace" && deletedFirst ? ["deleted first"] : [],
        ...leftBehind ? ["stays on AWS"] : [],
        ...vanishesWith === undefined ? [] : [`goes with ${vanishesWith}`],
        ...refusal === undefined ? [] : [`fails: ${refusal}`],
    ];
}
