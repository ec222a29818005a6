import type { Resource } from "../../host/monitor";
import type { StackPlan } from "../stack-plan";
import { isCreated } from "../types";
import { isPart, kinds } from "./kinds";
import { findSuffix, shortenType, stripSuffix } from "./names";
import { findSubnets, placeResource, type Subnet } from "./network";
import { References } from "./references";
import { findTraffic, type Flow, internet } from "./traffic";

/** Something that gets a box of its own. */
export interface Item {
    /** URN, or what stands for more than one resource. */
    id: string;
    label: string;
    name: string;
    detail: string;
    /** Of a resource in a VPC; none if it belongs to the VPC as a whole. */
    subnets: Subnet[];
}

export interface Vpc {
    id: string;
    name: string;
    range: string;
    subnets: Subnet[];
    items: Item[];
    hasInternetGateway: boolean;
}

export interface Region {
    name: string;
    vpcs: Vpc[];
    /** What is in no VPC. */
    items: Item[];
}

/** What a picture of one stack shows. */
export interface Architecture {
    stack: string;
    regions: Region[];
    traffic: Flow[];
    /** Types that are settings or parts of others, and types that nobody knows here, by number. */
    parts: Record<string, number>;
    others: Record<string, number>;
}

export function describeArchitecture(plan: Pick<StackPlan, "stack" | "region" | "resources">): Architecture {
    const suffix = findSuffix(plan);
    const resources = plan.resources.filter(isCreated);
    const references = new References(resources);
    const subnets = findSubnets(references);
    const architecture: Architecture = { stack: plan.stack, regions: [], traffic: [], parts: {}, others: {} };
    const regionOf = ({ provider }: Resource) => typeof provider?.region === "string"
        ? provider.region
        : plan.region ?? "region unknown";
    const regionNamed = (name: string): Region => {
        const found = architecture.regions.find(region => region.name === name) ?? { name, vpcs: [], items: [] };
        architecture.regions = [...new Set([...architecture.regions, found])];
        return found;
    };
    for (const vpc of references.ofType("ec2.Vpc", "ec2.DefaultVpc")) {
        const { cidrBlock } = vpc.inputs;
        regionNamed(regionOf(vpc)).vpcs.push({
            id: vpc.urn,
            name: stripSuffix(vpc.name, suffix),
            range: typeof cidrBlock === "string" ? cidrBlock : "range unknown",
            subnets: subnets.filter(subnet => subnet.vpc === vpc.urn),
            items: [],
            hasInternetGateway: references.ofType("ec2.InternetGateway")
                .some(gateway => references.sourcesOf(gateway, /^vpcId$/).includes(vpc)),
        });
    }
    const vpcs = architecture.regions.flatMap(region => region.vpcs);
    for (const resource of resources) {
        const short = shortenType(resource.type);
        const kind = kinds[short];
        const own = placeResource(resource, subnets, references);
        const vpc = vpcs.find(({ id, subnets }) => own[0] === undefined
            ? references.sourcesOf(resource, /^vpcId$/).some(({ urn }) => urn === id)
            : subnets.includes(own[0]));
        if (kind === undefined && (vpc === undefined || own.length === 0)) {
            const list = isPart(resource.type) ? architecture.parts : architecture.others;
            list[short] = (list[short] ?? 0) + 1;
            continue;
        }
        const item = createItem(resource, own, suffix, references);
        addItem(vpc?.items ?? regionNamed(regionOf(resource)).items, item, kind?.isCounted === true);
    }
    for (const { items } of architecture.regions) {
        items.sort((a, b) => a.label.localeCompare(b.label) || a.name.localeCompare(b.name));
    }
    const shown = new Set([internet, ...architecture.regions.flatMap(({ items, vpcs }) =>
        [...items, ...vpcs.flatMap(vpc => vpc.items)]).map(({ id }) => id)]);
    architecture.traffic = findTraffic(references).filter(({ from, to }) =>
        [from, to].every(end => shown.has(end) || !end.startsWith("urn:")));
    return architecture;
}

function createItem(resource: Resource, subnets: Subnet[], suffix: string, references: References): Item {
    const { urn, type, name, inputs } = resource;
    const { label = shortenType(type), detail } = kinds[shortenType(type)] ?? {};
    return {
        id: urn,
        label: typeof label === "string" ? label : label(inputs),
        name: stripSuffix(name, suffix),
        detail: detail?.(inputs, resource, references) ?? "",
        subnets,
    };
}

/** Adds an item, or raises the number of that for its kind. */
function addItem(items: Item[], item: Item, isCounted: boolean): void {
    const same = isCounted ? items.find(({ label }) => label === item.label) : undefined;
    if (same === undefined) {
        items.push(isCounted ? { ...item, name: "1" } : item);
    } else {
        same.name = String(Number(same.name) + 1);
    }
}
