import {
    differs, type Environment, listCounts, listInputs, listOrigins, listOutputs, listResources, listSettings,
} from "./environments";
import { html, type Markup } from "./markup";
import { drawDetails, drawRows } from "./tables";
import { count, formatTime } from "./words";

/** What environments don't have in common. */
export function drawDifferences(environments: Environment[]): Markup {
    const stacks = environments.map(({ plan }) => plan.stack);
    const [settings, resources, inputs] = [listSettings, listResources, listInputs]
        .map(list => list(environments).filter(differs));
    return html`<section aria-labelledby="differences"><h2 id="differences">What differs between the environments</h2>
<div class="beside">${settings?.length
    ? drawRows("Settings", "key", stacks, settings)
    : html`<p>No setting differs.</p>`}
${resources?.length
    ? drawRows("Resources that not all have", "resource", stacks, resources)
    : html`<p>All have the same resources.</p>`}</div>
${inputs?.length
    ? drawDetails(`${count(inputs.length, "input")} of resources that all have`,
            drawRows("Inputs", "input", stacks, inputs))
    : []}</section>`;
}

/** The chain of resources that decides how long creation takes, as bars along the time. */
export function drawDurations(environments: Environment[]): Markup {
    return html`<section aria-labelledby="duration"><h2 id="duration">Time to create</h2>
<p class="quiet">Along the longest chain of resources that wait for each other, by estimates; all else is created
meanwhile.</p>
${environments.map(({ plan: { stack, duration } }, index) => drawDetails(
    `${stack}: about ${formatTime(duration.seconds)}`, drawPath(stack, duration), index === environments.length - 1,
))}</section>`;
}

function drawPath(stack: string, { seconds, path }: Environment["plan"]["duration"]): Markup {
    let start = 0;
    return html`<table class="bars"><caption>Longest chain of ${stack}</caption>
<thead><tr><th scope="col">resource</th><th scope="col" class="number">time</th>
<th scope="col">from start to end</th></tr></thead>
<tbody>
${path.map(stage => {
    const bar = html`<div style="margin-left: min(${percent(start, seconds)}, 100% - 3px); width: ${
        percent(stage.seconds, seconds)}"></div>`;
    start += stage.seconds;
    const time = formatTime(stage.seconds);
    return html`<tr><th scope="row">${stage.name}</th><td class="number">${time}</td><td>${bar}</td></tr>
`;
})}</tbody></table>`;
}

function percent(part: number, whole: number): string {
    return `${Math.round(part / whole * 1000) / 10}%`;
}

export function drawInventory(environments: Environment[]): Markup {
    const stacks = environments.map(({ plan }) => plan.stack);
    const [counts, outputs, settings] = [listCounts, listOutputs, listOrigins].map(list => list(environments));
    return html`<section aria-labelledby="inventory"><h2 id="inventory">Inventory</h2>
${drawDetails("Resources of each type", drawRows("Number of resources", "type", stacks, counts ?? []))}
${drawDetails("Outputs", drawRows("Outputs", "name", stacks, outputs ?? []))}
${drawDetails("Settings in force", drawRows("Settings in force", "key", stacks, settings ?? []))}</section>`;
}
