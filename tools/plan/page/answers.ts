import { mayLoseData } from "../compare";
import { differs, type Environment, listInputs, listResources, listSettings, type Row } from "./environments";
import { html, type Markup } from "./markup";
import { findSuffix, stripSuffix } from "./names";
import { count, enumerate, formatDollars, nameSteps } from "./words";

/** The three questions that the page is for, answered. */
export function drawAnswers(environments: Environment[], since: string | undefined): Markup {
    return html`<div class="answers">
${environments.length > 1 ? drawDifference(environments) : []}
${drawDestruction(environments, since)}
${environments.slice(-1).map(last => drawCost(environments, last))}
</div>`;
}

/** The last environment beside the first: with the usual ones, prod beside dev. */
function drawDifference(environments: Environment[]): Markup {
    const [first, last] = [environments[0], environments.at(-1)] as [Environment, Environment];
    const pair = [first, last];
    const [low, high] = [first.plan.stack, last.plan.stack];
    const resources = listResources(pair);
    const more = resources.filter(({ values: [before] }) => before === undefined);
    const fewer = resources.filter(({ values: [, after] }) => after === undefined);
    const sizes = listSizes(pair);
    const name = (rows: Row[]) => enumerate(rows.map(({ subject }) => subject), 5);
    return html`<section aria-labelledby="answer-difference"><h2 id="answer-difference">What does ${high
    } have that ${low} has not?</h2>
<p class="figure">${more.length > 0 ? `${count(more.length, "resource")} more` : "No other resource"}${
    sizes.length > 0 ? `, ${count(sizes.length, "other size")}` : ""}</p>
<ul>${more.length > 0 ? html`<li>only ${high}: ${name(more)}</li>` : []}${
    fewer.length > 0 ? html`<li>only ${low}: ${name(fewer)}</li>` : []}${
    sizes.slice(0, 6).map(text => html`<li>${text}</li>`)}</ul>
<p><a href="#differences">All that differs</a>: ${count(listSettings(pair).filter(differs).length, "setting")}, ${
    count(listInputs(pair).length, "input")}.</p></section>`;
}

/** Inputs that make a resource larger or smaller. */
const sizeInputs = new RegExp(`[ .](${[
    "instanceClass", "instanceType", "nodeType", "multiAz", "minSize", "maxSize", "desiredCount", "cpu", "memory",
    "memorySize", "numCacheClusters", "allocatedStorage", "minCapacity", "maxCapacity",
].join("|")})$`);

function listSizes(pair: Environment[]): string[] {
    return listInputs(pair).filter(({ subject }) => sizeInputs.test(subject))
        .map(({ subject, values: [before = "none", after = "none"] }) => {
            const [name = "", , input = ""] = subject.split(" ");
            return `${name} ${input.replace(/.*\./, "")}: ${after} instead of ${before}`;
        });
}

function drawDestruction(environments: Environment[], since: string | undefined): Markup {
    const head = html`<h2 id="answer-destruction">What would this change destroy?</h2>`;
    const open = html`<section aria-labelledby="answer-destruction">${head}`;
    if (since === undefined) {
        return html`${open}<p class="figure">Not compared</p><p>Run the command with <code>--since REF</code> to see ${
            html`what the changes since a commit replace and delete.`}</p></section>`;
    }
    const steps = environments.flatMap(({ plan, comparison }) =>
        comparison?.steps.map(step => ({ ...step, stack: plan.stack })) ?? []);
    const lost = steps.filter(mayLoseData);
    const ended = steps.filter(({ kind }) => ["delete", "replace", "unknown"].includes(kind));
    const figure = lost.length > 0
        ? html`<p class="figure danger">Data of ${count(lost.length, "resource")} may be lost</p>`
        : ended.length > 0
            ? html`<p class="figure caution">${count(ended.length, "resource")}, none with data</p>`
            : html`<p class="figure good">Nothing</p>`;
    const names = lost.map(({ name, kind, changes }) => {
        const causes = changes.filter(({ effect }) => effect !== "update").map(({ input }) => input);
        return `${name}: ${nameSteps[kind]}${causes.length > 0 ? ` by ${enumerate(causes, 3)}` : ""}`;
    });
    return html`${open}${figure}${names.length > 0
        ? html`<ul>${[...names.slice(0, 6), ...names.length > 6 ? [`${names.length - 6} more`] : []].map(name =>
            html`<li>${name}</li>`)}</ul>`
        : []}<p>Since <code>${since}</code>: ${enumerate((["create", "update", "replace", "unknown", "delete"] as const)
        .map(kind => ({ kind, number: steps.filter(step => step.kind === kind).length }))
        .filter(({ number }) => number > 0)
        .map(({ kind, number }) => `${number} to ${kind === "unknown" ? "update or replace" : kind}`)) || "no changes"}.
<a href="#change">All changes</a>.</p></section>`;
}

function drawCost(environments: Environment[], { plan }: Environment): Markup {
    const { cost, stack } = plan;
    const suffix = findSuffix(plan);
    const sums = new Map<string, number>();
    cost.charges.forEach(({ name, monthly }) => sums.set(name, (sums.get(name) ?? 0) + monthly));
    const sorted = [...sums].sort(([, a], [, b]) => b - a);
    const [[name, amount] = ["nothing", 0]] = sorted;
    const share = cost.monthly > 0 ? ` (${Math.round(amount / cost.monthly * 100)}\u00a0%)` : "";
    const unpriced = [...new Set(cost.unpriced.map(({ name }) => stripSuffix(name, suffix)))];
    return html`<section aria-labelledby="answer-cost"><h2 id="answer-cost">What costs most?</h2>
<p class="figure">${stripSuffix(name, suffix)} in ${stack}: ${formatDollars(amount)}${share}</p>
<ul>${sorted.slice(1, 4).map(([name, amount]) =>
    html`<li>${stripSuffix(name, suffix)}: ${formatDollars(amount)}</li>`)}${
    unpriced.length > 0 ? html`<li>no price known here: ${enumerate(unpriced, 3)}</li>` : []}</ul>
<p>${stack} costs ${cost.unpriced.length > 0 ? "at least " : ""}${formatDollars(cost.monthly)} a month${
    environments.length > 1
        ? html`, ${enumerate(environments.slice(0, -1).map(({ plan }) =>
            `${plan.stack} ${formatDollars(plan.cost.monthly)}`))}`
        : []}. <a href="#cost">All costs</a>.</p></section>`;
}
