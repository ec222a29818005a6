import { type Architecture, describeArchitecture, type Item, type Vpc } from "./page/architecture";
import { type Tier, tiers } from "./page/network";
import { type Flow, internet } from "./page/traffic";
import type { StackPlan } from "./stack-plan";

/** Draws a stack as a Mermaid flowchart: what is in which tier of which VPC, and what security groups let through. */
export function drawMermaid(plan: StackPlan): string[] {
    const architecture = describeArchitecture(plan);
    const flows = leadThroughNatGateways(architecture);
    const ids = nameItems(architecture, flows);
    const drawTier = ({ name, subnets, items }: Vpc, tier: Tier) => {
        const zones = new Set(subnets.filter(subnet => subnet.tier === tier).map(({ zone }) => zone));
        return group(`${name} ${tier}`, `${tier} subnets: ${[...zones].sort().join(", ")}`,
            drawItems(`${name} ${tier}`, items.filter(item => item.subnets[0]?.tier === tier), ids));
    };
    return [
        "flowchart LR",
        ...indent(architecture.regions.flatMap(({ name, vpcs, items }) => group(name, name, [
            ...vpcs.flatMap(vpc => group(vpc.name, `VPC ${vpc.range}`, [
                ...tiers.flatMap(tier => drawTier(vpc, tier)),
                ...drawItems(vpc.name, vpc.items.filter(({ subnets }) => subnets.length === 0), ids),
            ])),
            ...drawItems(name, items, ids),
        ]))),
        ...indent(sort(flows.map(({ from, to, ports }) => {
            const [source, target] = [ids.get(from) ?? drawRange(from, "from"), ids.get(to) ?? drawRange(to, "to")];
            return ports === "" ? `${source} --> ${target}` : `${source} -- ${quote(ports)} --> ${target}`;
        }))),
    ];
}

/** What private subnets send to the internet takes the way through their NAT gateways. */
function leadThroughNatGateways({ regions, traffic }: Architecture): Flow[] {
    const items = new Map(regions.flatMap(({ vpcs }) => vpcs.flatMap(vpc => vpc.items)).map(item => [item.id, item]));
    return traffic.flatMap(flow => {
        const gateways = new Set(items.get(flow.from)?.subnets.flatMap(({ natGateways }) => natGateways));
        return flow.to !== internet || gateways.size === 0
            ? [flow]
            : [...gateways].flatMap(to => [{ ...flow, to }, { from: to, to: internet, ports: "" }]);
    });
}

/** Identifiers of what flows connect, by URN: the same in each run, whatever the order of registration. */
function nameItems({ regions }: Architecture, flows: Flow[]): Map<string, string> {
    const ends = new Set(flows.flatMap(({ from, to }) => [from, to]));
    const items = regions.flatMap(region => [...region.items, ...region.vpcs.flatMap(vpc => vpc.items)]);
    const names = new Map<string, string>();
    for (const { id, name } of items.filter(item => ends.has(item.id)).sort((a, b) => a.id.localeCompare(b.id))) {
        const base = toId(name);
        const count = [...names.values()].filter(other => other === base || other.startsWith(`${base}__`)).length;
        names.set(id, count === 0 ? base : `${base}__${count + 1}`);
    }
    return names;
}

/** A box for each item that flows connect, and one for all others of the group. */
function drawItems(group: string, items: Item[], ids: Map<string, string>): string[] {
    const boxes = items.flatMap(({ id, label, name }) => {
        const [, component] = /:(\w+)\$[^$]*$/.exec(id.split("::")[2] ?? "") ?? [];
        const lines = [label, name, ...component === undefined ? [] : [component]];
        return ids.has(id) ? [`${ids.get(id)}[${quote(lines.join("<br>"))}]`] : [];
    });
    const others = items.filter(({ id }) => !ids.has(id)).map(({ label, name }) => `${label}: ${name}`);
    return [
        ...sort(boxes),
        ...others.length === 0 ? [] : [`${toId(`${group} others`)}[${quote(sort(others).join("<br>"))}]`],
    ];
}

/** An address range, apart as a source and as a target: arrows would cross where both are one box. */
function drawRange(range: string, end: "from" | "to"): string {
    const id = toId(`${end} ${range}`);
    return range === internet ? `${id}((${range}))` : `${id}[${quote(range)}]`;
}

function group(id: string, title: string, lines: string[]): string[] {
    return lines.length === 0
        ? []
        : [`subgraph ${toId(id)}[${quote(title)}]`, ...indent(lines), "end"];
}

function indent(lines: string[]): string[] {
    return lines.map(line => `    ${line}`);
}

function sort(lines: string[]): string[] {
    return [...new Set(lines)].sort();
}

/** Mermaid's own form of a quote in a text. */
function quote(text: string): string {
    return `"${text.replaceAll("\"", "#quot;")}"`;
}

function toId(text: string): string {
    return text.replace(/\W+/g, "_");
}
