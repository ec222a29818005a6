import type { Policies } from "@pulumi/policy";
import type { ec2, vpc } from "@pulumi/aws";
import type { Unwrap } from "@pulumi/pulumi";
import { checkAll, checkResource, must, type Problems } from "./support";

const group = "aws:ec2/securityGroup:SecurityGroup";
const ingressRule = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";
const egressRule = "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule";
const olderRule = "aws:ec2/securityGroupRule:SecurityGroupRule";

/** One rule, whichever of the three shapes it comes in. */
export interface Range {
    protocol: string;
    from: number;
    to: number;
    /** Reads the addresses only when asked: they may be unknown. */
    isOpen: () => boolean;
}

interface Inline {
    protocol: string;
    fromPort?: number;
    toPort?: number;
    cidrBlocks?: string[];
    ipv6CidrBlocks?: string[];
}

const anywhere = /^(0\.0\.0\.0|::)\/0$/;

/** What a resource opens in this direction: a rule, the group's own default, or rules inside the group. */
export function readRanges(type: string, props: Record<string, unknown>, direction: "ingress" | "egress"): Range[] {
    if (type === group || type === "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup") {
        return ((props[direction] ?? []) as Inline[]).map(readInline);
    }
    if (type === olderRule) {
        return props.type === direction ? [readInline(props as unknown as Inline)] : [];
    }
    const separate = props as Unwrap<vpc.SecurityGroupIngressRuleArgs>;
    return type === (direction === "ingress" ? ingressRule : egressRule)
        ? [{
                protocol: separate.ipProtocol,
                from: separate.fromPort ?? 0,
                to: separate.toPort ?? 65_535,
                isOpen: () => [separate.cidrIpv4, separate.cidrIpv6].some(range => anywhere.test(range ?? "")),
            }]
        : [];
}

function readInline(rule: Inline): Range {
    return {
        protocol: rule.protocol,
        from: rule.fromPort ?? 0,
        to: rule.toPort ?? 65_535,
        isOpen: () => [...rule.cidrBlocks ?? [], ...rule.ipv6CidrBlocks ?? []].some(range => anywhere.test(range)),
    };
}

export const ruleTypes = [group, ingressRule, egressRule, olderRule];
const publicPorts = [80, 443];
/** The web, names and time: what programs need of the internet. */
const calledPorts = [53, 80, 123, 443];

function mustNot(ranges: Range[], rule: string, violates: (range: Range) => boolean): Problems {
    return checkAll(ranges, range => must(!violates(range), rule, `${range.protocol} ${range.from}-${range.to}`));
}

export const policies: Policies = [
    {
        name: "security-group-no-public-ports",
        description: "Only the ports of web servers are open to the internet; all others are scanned within minutes.",
        severity: "critical",
        remediationSteps: "Name the ranges or, better, the group that may connect, and open 80 and 443 at most.",
        enforcementLevel: "mandatory",
        tags: [
            "AwsSolutions-EC23", "CKV_AWS_24", "CKV_AWS_25", "CKV_AWS_277", "FSBP-EC2.13", "FSBP-EC2.14", "FSBP-EC2.18",
            "FSBP-EC2.19",
        ],
        validateResource: checkResource(ruleTypes, (_, { type, props }) => mustNot(readRanges(type, props, "ingress"),
            "ports open to the internet must be 80 or 443",
            range => (range.from !== range.to || !publicPorts.includes(range.from) || range.protocol === "-1")
                && range.isOpen())),
    },
    {
        name: "security-group-no-public-http",
        description: "Port 80 is closed to the internet, so that nobody can send anything without TLS.",
        severity: "medium",
        remediationSteps: "Remove the rule, or keep it for a listener that redirects to HTTPS.",
        enforcementLevel: "advisory",
        tags: ["CKV_AWS_260"],
        validateResource: checkResource(ruleTypes, (_, { type, props }) => mustNot(readRanges(type, props, "ingress"),
            "port 80 must be closed to the internet",
            range => range.from <= 80 && range.to >= 80 && range.isOpen())),
    },
    {
        name: "security-group-limited-egress",
        description: "A group lets out to the internet what it must: who gets in could send data anywhere.",
        severity: "medium",
        remediationSteps: "Open 443, and name the groups that are called on other ports.",
        enforcementLevel: "mandatory",
        tags: ["CKV_AWS_382"],
        validateResource: checkResource(ruleTypes, (_, { type, props }) => mustNot(readRanges(type, props, "egress"),
            `egress to the internet must be one of the ports ${calledPorts.join(", ")}`,
            range => (range.from !== range.to || !calledPorts.includes(range.from) || range.protocol === "-1")
                && range.isOpen())),
    },
    {
        name: "security-group-one-port",
        description: "A rule opens one port: a range opens what nobody thought of.",
        severity: "medium",
        remediationSteps: "Add a rule for each port.",
        enforcementLevel: "mandatory",
        tags: [],
        validateResource: checkResource(ruleTypes, (_, { type, props }) => mustNot(
            [...readRanges(type, props, "ingress"), ...readRanges(type, props, "egress")], "a rule must open one port",
            ({ protocol, from, to }) => !protocol.startsWith("icmp") && (protocol === "-1" || from !== to))),
    },
    {
        name: "security-group-description",
        description: "Every group and rule says what it is for, or nobody dares to remove it.",
        severity: "low",
        remediationSteps: "Set description.",
        enforcementLevel: "mandatory",
        tags: ["AwsSolutions-EC27", "CKV_AWS_23"],
        validateResource: checkResource<ec2.SecurityGroupArgs>(ruleTypes, ({ description }) =>
            must(
                !["", "Managed by Pulumi"].includes(description ?? ""),
                "description must say what it is for",
                description,
            ),
        ),
    },
    {
        name: "default-security-group-closed",
        description: "The default group of a VPC lets nothing in or out: who names no group gets this one.",
        severity: "high",
        remediationSteps: "Adopt it as a DefaultSecurityGroup with empty ingress and egress.",
        enforcementLevel: "mandatory",
        tags: ["CKV2_AWS_12", "FSBP-EC2.2"],
        validateResource: checkResource<ec2.DefaultSecurityGroupArgs>(
            "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup", ({ ingress = [], egress = [] }) => [
                ...must(ingress.length === 0, "ingress must be empty", ingress),
                ...must(egress.length === 0, "egress must be empty", egress),
            ]),
    },
];
