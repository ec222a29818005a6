import type { StepEventMetadata } from "@pulumi/pulumi/automation";

type Properties = Record<string, unknown>;

/** What belongs to a resource and can be declared by another one: a security group's rule, a role's policy. */
interface Part {
    /** The group's id or the role's name. */
    owner: unknown;
    /** The property of the owner that lists such parts. */
    path: string;
    value: unknown;
}

const groupType = "aws:ec2/securityGroup:SecurityGroup";
const roleType = "aws:iam/role:Role";

/** By type: what a resource declares for the one to which it belongs. */
const declarations: Record<string, (outputs: Properties) => Part> = {
    "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule": outputs => readRule("ingress", outputs),
    "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule": outputs => readRule("egress", outputs),
    "aws:iam/rolePolicy:RolePolicy": ({ role, name }) => ({ owner: role, path: "inlinePolicies", value: name }),
    "aws:iam/rolePolicyAttachment:RolePolicyAttachment": ({ role, policyArn }) =>
        ({ owner: role, path: "managedPolicyArns", value: policyArn }),
};

/** All that resources of the stack declare and AWS has. */
export function readDeclared(steps: StepEventMetadata[]): Set<string> {
    return new Set(steps.flatMap(({ type, new: state }) =>
        state ? declarations[type]?.(state.outputs) ?? [] : []).map(keyOf));
}

/**
 * Rules of a security group or policies of a role that nothing in the stack declares. Pulumi compares only what a
 * program says of a resource, and it says nothing of these where it declares them as resources.
 */
export function listUndeclared({ type, old, new: state }: StepEventMetadata, declared: Set<string>): Part[] {
    const inputs = { ...old?.inputs };
    return listParts(type, { ...state?.outputs })
        .filter(part => !(part.path in inputs) && !declared.has(keyOf(part)));
}

/** What a group or role has on AWS. */
function listParts(type: string, outputs: Properties): Part[] {
    if (type === groupType) {
        return ["ingress", "egress"].flatMap(path => listOf<Properties>(outputs[path]).flatMap(rule =>
            listSources(outputs.id, rule).map(source =>
                ({ owner: outputs.id, path, value: describeRule(rule.protocol, rule, source) }))));
    }
    if (type === roleType) {
        const names = listOf<Properties>(outputs.inlinePolicies).map(({ name }) => name);
        return [
            ...names.filter(Boolean).map(name => ({ owner: outputs.name, path: "inlinePolicies", value: name })),
            ...listOf(outputs.managedPolicyArns).map(arn =>
                ({ owner: outputs.name, path: "managedPolicyArns", value: arn })),
        ];
    }
    return [];
}

/** A group lists rules of the same ports as one, with all their sources. */
function listSources(group: unknown, rule: Properties): unknown[] {
    const lists = [rule.cidrBlocks, rule.ipv6CidrBlocks, rule.prefixListIds, rule.securityGroups];
    return [...lists.flatMap(list => listOf(list)), ...rule.self === true ? [group] : []];
}

function readRule(path: string, outputs: Properties): Part {
    const { securityGroupId, cidrIpv4, cidrIpv6, prefixListId, referencedSecurityGroupId } = outputs;
    const source = cidrIpv4 ?? cidrIpv6 ?? prefixListId ?? referencedSecurityGroupId;
    return { owner: securityGroupId, path, value: describeRule(outputs.ipProtocol, outputs, source) };
}

function describeRule(protocol: unknown, { fromPort, toPort }: Properties, source: unknown): Properties {
    // With all protocols, a group says port 0, and a rule none.
    return protocol === "-1" ? { protocol, source } : { protocol, fromPort, toPort, source };
}

function listOf<Item>(value: unknown): Item[] {
    return Array.isArray(value) ? value as Item[] : [];
}

function keyOf({ owner, path, value }: Part): string {
    return JSON.stringify([owner, path, value]);
}
