import type { Environment } from "./environments";
import { html, type Markup } from "./markup";
import { findSuffix, shortenType, stripSuffix } from "./names";
import { formatDollars } from "./words";

interface Item {
    monthly: number;
    what: string[];
}

/** What each resource costs in each environment, the dearest first. */
export function drawCosts(environments: Environment[]): Markup {
    const stacks = environments.map(({ plan }) => plan.stack);
    const columns = environments.map(({ plan }) => sumByResource(plan));
    const names = [...new Set(columns.flatMap(column => [...column.keys()]))];
    const most = (name: string) => Math.max(...columns.map(column => column.get(name)?.monthly ?? 0));
    const sorted = names.sort((a, b) => most(b) - most(a) || a.localeCompare(b));
    const { pricesOf, notCounted } = environments[0]?.plan.cost ?? { pricesOf: "", notCounted: [] };
    const collect = (list: "unpriced" | "byUse") => [...new Set(environments.flatMap(({ plan }) => {
        const suffix = findSuffix(plan);
        return plan.cost[list].map(({ name, type, what }) => list === "unpriced"
            ? `${stripSuffix(name, suffix)} (${shortenType(type)}): ${what}`
            : `${shortenType(type)}: ${what}`);
    }))].sort();
    const [unpriced, byUse] = [collect("unpriced"), collect("byUse")];
    const list = (title: string, lines: string[]) => lines.length > 0
        ? html`<h3>${title}</h3><ul>${lines.map(line => html`<li>${line}</li>`)}</ul>`
        : [];
    return html`<section aria-labelledby="cost"><h2 id="cost">Cost</h2>
<p class="quiet">In US dollars a month while nobody uses it, in us-east-1 and on demand, by prices of
<span class="whole">${pricesOf}</span>.</p>
<div class="beside"><div class="scroll" role="region" aria-label="Cost by resource" tabindex="0"><table>
<caption>Cost by resource</caption>
<thead><tr><th scope="col">resource</th>${stacks.map(stack =>
    html`<th scope="col" class="number">${stack}</th>`)}</tr></thead>
<tbody>${sorted.map(name => html`<tr><th scope="row">${name}</th>${
    columns.map(column => drawItem(column.get(name)))}</tr>
`)}</tbody>
<tfoot><tr><th scope="row">sum</th>${environments.map(({ plan: { cost } }) => html`<td class="number">${
    cost.unpriced.length > 0 ? "at least " : ""}${formatDollars(cost.monthly)}</td>`)}</tr></tfoot></table></div>
<div>${list("No price known here", unpriced)}${list("Billed by use, not in the sum", byUse)}${
    list("Not counted", notCounted)}</div></div></section>`;
}

function drawItem(item: Item | undefined): Markup {
    return item === undefined
        ? html`<td class="number quiet">none</td>`
        : html`<td class="number">${formatDollars(item.monthly)}${
            item.what.map(what => html`<small>${what}</small>`)}</td>`;
}

function sumByResource(plan: Environment["plan"]): Map<string, Item> {
    const suffix = findSuffix(plan);
    const items = new Map<string, Item>();
    for (const { name, what, count, monthly } of plan.cost.charges) {
        const known = items.get(stripSuffix(name, suffix)) ?? { monthly: 0, what: [] };
        items.set(stripSuffix(name, suffix), {
            monthly: known.monthly + monthly, what: [...known.what, `${count === 1 ? "" : `${count} × `}${what}`] });
    }
    return items;
}
