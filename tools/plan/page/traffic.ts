import type { Resource } from "../../host/monitor";
import type { References } from "./references";

/** What security groups let through, by URNs; an address range stands for itself. */
export interface Flow {
    from: string;
    to: string;
    ports: string;
}

const groupTypes = ["ec2.SecurityGroup", "ec2.DefaultSecurityGroup"];

interface Rule {
    group: Resource;
    others: (Resource | string)[];
    ports: string;
    isIngress: boolean;
}

/** What rules allow between resources that are in their groups, and between these and address ranges. */
export function findTraffic(references: References): Flow[] {
    const members = findMembers(references);
    const flows = listRules(references).flatMap(({ group, others, ports, isIngress }) => {
        const own = members.get(group.urn) ?? [group.urn];
        const far = others.flatMap(other =>
            typeof other === "string" ? [other] : members.get(other.urn) ?? [other.urn]);
        return own.flatMap(here => far.map(there =>
            isIngress ? { from: there, to: here, ports } : { from: here, to: there, ports }));
    });
    const merged = new Map<string, Flow>();
    for (const { from, to, ports } of flows) {
        const key = `${from} ${to}`;
        const known = merged.get(key)?.ports.split(", ") ?? [];
        const all = [...new Set([...known, ports])].sort((a, b) => parseInt(a) - parseInt(b));
        merged.set(key, { from, to, ports: all.join(", ") });
    }
    return [...merged.values()];
}

/** URNs of the resources in each security group; what a launch template names is in what uses the template. */
function findMembers(references: References): Map<string, string[]> {
    const members = new Map<string, string[]>();
    const groupInputs = /securityGroup|vpcConfig|networkConfiguration|networkInterfaces|vpcOptions/i;
    for (const resource of references.resources) {
        if (!resource.custom || /SecurityGroup\w*$/.test(resource.type)) {
            continue;
        }
        const templates = references.sourcesOf(resource, /^(launchTemplate|mixedInstancesPolicy|launchConfiguration)$/)
            .filter(({ type }) => /:Launch(Template|Configuration)$/.test(type));
        if (/:Launch(Template|Configuration)$/.test(resource.type)) {
            continue;
        }
        for (const source of [resource, ...templates]) {
            for (const { urn } of references.find(source, groupInputs, ...groupTypes)) {
                members.set(urn, [...members.get(urn) ?? [], resource.urn]);
            }
        }
    }
    return members;
}

function listRules(references: References): Rule[] {
    const single = references.ofType(
        "vpc.SecurityGroupIngressRule", "vpc.SecurityGroupEgressRule", "ec2.SecurityGroupRule");
    const own = single.flatMap(rule => references.find(rule, /^securityGroupId$/, ...groupTypes).map(group => ({
        group,
        others: [
            ...references.find(rule, /^(referencedSecurityGroupId|sourceSecurityGroupId)$/, ...groupTypes),
            ...rule.inputs.self === true ? [group] : [],
            ...listRanges(rule.inputs),
        ],
        ports: describePorts(rule.inputs),
        isIngress: rule.type.includes("Ingress") || rule.inputs.type === "ingress",
    })));
    const inline = references.ofType(...groupTypes).flatMap(group => (["ingress", "egress"] as const).flatMap(direction =>
        list(group.inputs[direction]).map(item => {
            const rule = item as Resource["inputs"];
            // Which of several groups an unknown id belongs to can't be told.
            const named = list(rule.securityGroups).length > 0
                ? references.find(group, new RegExp(`^${direction}$`), ...groupTypes)
                : [];
            return {
                group,
                others: [...named, ...rule.self === true ? [group] : [], ...listRanges(rule)],
                ports: describePorts(rule),
                isIngress: direction === "ingress",
            };
        })));
    return [...own, ...inline];
}

function listRanges(rule: Resource["inputs"]): string[] {
    const { cidrIpv4, cidrIpv6, cidrBlocks, ipv6CidrBlocks, prefixListId, prefixListIds } = rule;
    const ranges = [cidrIpv4, cidrIpv6, ...list(cidrBlocks), ...list(ipv6CidrBlocks)]
        .filter(range => typeof range === "string").map(range => anywhere.includes(range) ? internet : range);
    return [...ranges, ...prefixListId !== undefined || list(prefixListIds).length > 0 ? ["a prefix list"] : []];
}

const anywhere = ["0.0.0.0/0", "::/0"];
/** Stands for all addresses. */
export const internet = "Internet";

function describePorts({ fromPort, toPort, ipProtocol, protocol }: Resource["inputs"]): string {
    const name = print(ipProtocol ?? protocol ?? "tcp").toLowerCase();
    if (["-1", "all"].includes(name)) {
        return "all ports";
    }
    const isOne = fromPort === toPort || toPort === undefined;
    const ports = isOne ? print(fromPort) : `${print(fromPort)}-${print(toPort)}`;
    return ["tcp", "6"].includes(name) ? ports : `${ports} ${name}`;
}

function print(value: unknown): string {
    return typeof value === "string" || typeof value === "number" ? String(value) : "?";
}

function list(value: unknown): unknown[] {
    return Array.isArray(value) ? value : [];
}
