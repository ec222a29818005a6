import type { StepKind } from "../compare";
import { type Architecture, describeArchitecture, type Item } from "./architecture";
import { drawScene, leastScale } from "./drawing";
import { createdBy, type Environment } from "./environments";
import { layOut } from "./layout";
import { html, type Markup } from "./markup";
import { drawDetails } from "./tables";
import { type Flow, internet } from "./traffic";
import { count, enumerate, formatDollars, formatTime } from "./words";

/** The architecture of each environment, side by side. */
export function drawPictures(environments: Environment[]): Markup {
    const pictures = environments.map(environment => {
        const architecture = describeArchitecture(environment.plan);
        const steps = environment.comparison?.steps ?? [];
        const marks = new Map(steps.map(({ urn, kind }): [string, StepKind] => [urn, kind]));
        return { ...environment, architecture, scene: layOut(architecture, marks) };
    });
    const least = Math.round(Math.max(...pictures.map(({ scene }) => scene.width)) * leastScale);
    return html`<section aria-labelledby="architecture"><h2 id="architecture">Architecture</h2>
<p class="quiet">Arrows show what security groups let through, with ports.</p>
<div class="environments" style="grid-template-columns: repeat(auto-fit, minmax(min(100%, ${least}px), 1fr))">
${pictures.map(({ plan, architecture, scene }, index) => html`
<section class="environment" aria-labelledby="picture-${index}">
<h3 id="picture-${index}">${plan.stack}</h3>
<p class="quiet">${count(createdBy(plan).length, "resource")}, ${formatDollars(plan.cost.monthly)} a month, about ${
    formatTime(plan.duration.seconds)} to create</p>
<div class="scroll" role="region" aria-label="Picture of ${plan.stack}" tabindex="0">${
    drawScene(scene, `scene-${index}`, `Architecture of ${plan.stack}`, describe(architecture))}</div>
${drawLists(architecture)}</section>`)}
</div></section>`;
}

/** What a picture says, as a text. */
function describe({ regions, traffic }: Architecture): string {
    return regions.map(({ name, vpcs, items }) => [
        `Region ${name}.`,
        ...vpcs.map(({ range, subnets, items }) => `VPC ${range} with ${count(subnets.length, "subnet")} in ${
            enumerate([...new Set(subnets.map(({ zone }) => zone))].sort())}: ${
            enumerate(items.map(({ label, name }) => `${label} ${name}`))}.`),
        ...items.length > 0
            ? [`Outside the VPC: ${enumerate(items.map(({ label, name }) => `${label} ${name}`))}.`]
            : [],
    ].join(" ")).join(" ") + ` ${count(traffic.length, "connection")} allowed by security groups.`;
}

function drawLists(architecture: Architecture): Markup {
    const { regions, traffic, parts, others } = architecture;
    const items = regions.flatMap(({ vpcs, items }) => [...vpcs.flatMap(vpc => vpc.items), ...items]);
    const list = (lines: string[]) => html`<ul>${lines.map(line => html`<li>${line}</li>`)}</ul>`;
    const byType = (counts: Record<string, number>) => Object.entries(counts).sort()
        .map(([type, number]) => `${number} × ${type}`);
    return html`${Object.keys(others).length > 0 ? html`<h4>Other resources</h4>${list(byType(others))}` : []}
${traffic.length > 0
    ? drawDetails("Allowed connections", list(traffic.map(flow => describeFlow(flow, items))))
    : []}
${Object.keys(parts).length > 0 ? drawDetails("Not drawn: settings and parts of these", list(byType(parts))) : []}`;
}

function describeFlow({ from, to, ports }: Flow, items: Item[]): string {
    const nameOf = (end: string) => {
        const item = items.find(({ id }) => id === end);
        return item === undefined ? end : `${item.label} ${item.name}`;
    };
    const isStranded = items.some(({ id, subnets }) =>
        id === from && subnets.length > 0 && subnets.every(({ tier }) => tier === "isolated"));
    const remark = to === internet && isStranded ? ", but its subnets have no way out" : "";
    return `${nameOf(from)} to ${nameOf(to)}: ${ports}${remark}`;
}
