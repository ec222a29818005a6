import type { Policies } from "@pulumi/policy";
import type { ec2 } from "@pulumi/aws";
import { findReferring, isUsed, refersTo } from "./relations";
import { checkResource, checkStack, must, mustBe, type Problems } from "./support";

const vpc = "aws:ec2/vpc:Vpc";
const flowLog = "aws:ec2/flowLog:FlowLog";
const adminPorts = [22, 3389];

export const policies: Policies = [
    {
        name: "vpc-flow-log",
        description: "Every VPC has a flow log, without which nobody can tell who connected to what.",
        severity: "medium",
        remediationSteps: "Add a FlowLog for the VPC.",
        enforcementLevel: "mandatory",
        tags: ["AwsSolutions-VPC7", "CKV2_AWS_11", "FSBP-EC2.6"],
        validateStack: checkStack(vpc, (target, { resources }) => must(
            findReferring(resources, flowLog, "vpcId", target).length > 0, "the VPC must have a flow log", undefined)),
    },
    {
        name: "flow-log-of-all-traffic",
        description: "A flow log records what is accepted and what is rejected: an attack that succeeds is accepted.",
        severity: "low",
        remediationSteps: "Set trafficType to ALL.",
        enforcementLevel: "mandatory",
        tags: ["FSBP-EC2.6"],
        validateResource: checkResource<ec2.FlowLogArgs>(flowLog,
            ({ trafficType }) => mustBe("trafficType", trafficType, "ALL")),
    },
    {
        name: "flow-log-delivered",
        description: "A flow log has a place to go and, for a log group, a role that may write there.",
        severity: "medium",
        remediationSteps: "Set logDestination, and iamRoleArn for a log group.",
        enforcementLevel: "mandatory",
        tags: ["FSBP-EC2.6"],
        validateResource: checkResource<ec2.FlowLogArgs>(flowLog, props => [
            ...must("logDestination" in props || "logGroupName" in props, "logDestination must be given", undefined),
            ...must((props.logDestinationType ?? "cloud-watch-logs") !== "cloud-watch-logs" || "iamRoleArn" in props,
                "iamRoleArn must be given", undefined),
        ]),
    },
    {
        name: "vpc-default-group-adopted",
        description: "The default group of every VPC is managed: as AWS makes it, its members reach each other.",
        severity: "high",
        remediationSteps: "Add a DefaultSecurityGroup with empty ingress and egress.",
        enforcementLevel: "mandatory",
        tags: ["CKV2_AWS_12", "FSBP-EC2.2"],
        validateStack: checkStack(vpc, (target, { resources }) => must(
            findReferring(resources, "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup", "vpcId", target).length > 0,
            "the VPC must have its default group adopted", undefined)),
    },
    {
        name: "vpc-s3-endpoint",
        description: "Traffic to S3 stays inside AWS's network, and costs nothing there.",
        severity: "low",
        remediationSteps: "Add a VpcEndpoint of type Gateway for S3.",
        enforcementLevel: "advisory",
        tags: [],
        validateStack: checkStack(vpc, (target, { resources }) => must(
            resources.some(resource => resource.type === "aws:ec2/vpcEndpoint:VpcEndpoint"
                && String(resource.props.serviceName).endsWith(".s3") && refersTo(resource, "vpcId", target)),
            "the VPC must have an endpoint for S3", undefined)),
    },
    {
        name: "vpc-ec2-endpoint",
        description: "Calls of the EC2 API from inside the VPC stay inside AWS's network.",
        severity: "low",
        remediationSteps: "Add a VpcEndpoint of type Interface for EC2, at an hourly price for each zone.",
        enforcementLevel: "advisory",
        tags: ["FSBP-EC2.10"],
        validateStack: checkStack(vpc, (target, { resources }) => must(
            resources.some(resource => resource.type === "aws:ec2/vpcEndpoint:VpcEndpoint"
                && String(resource.props.serviceName).endsWith(".ec2") && refersTo(resource, "vpcId", target)),
            "the VPC must have an endpoint for EC2", undefined)),
    },
    {
        name: "subnet-no-public-addresses",
        description: "What starts in a subnet gets no public address by default.",
        severity: "medium",
        remediationSteps: "Set mapPublicIpOnLaunch to false.",
        enforcementLevel: "mandatory",
        tags: ["CKV_AWS_130", "FSBP-EC2.15"],
        validateResource: checkResource<ec2.SubnetArgs>("aws:ec2/subnet:Subnet", ({ mapPublicIpOnLaunch: maps }) =>
            must(maps !== true, "mapPublicIpOnLaunch must be false", maps)),
    },
    {
        name: "no-network-acl",
        description: "Security groups alone decide who connects: lists for whole subnets hide what they break.",
        severity: "low",
        remediationSteps: "Remove the list, and say the same with security groups.",
        enforcementLevel: "advisory",
        tags: ["AwsSolutions-VPC3", "FSBP-EC2.16"],
        validateResource: checkResource(["aws:ec2/networkAcl:NetworkAcl"],
            (_, { name }) => must(false, "there must be no network ACL", name)),
    },
    {
        name: "network-acl-closed-to-administration",
        description: "No list lets the internet connect to SSH or RDP.",
        severity: "high",
        remediationSteps: "Name the ranges that may connect.",
        enforcementLevel: "mandatory",
        tags: ["FSBP-EC2.21"],
        validateResource: checkResource<ec2.NetworkAclRuleArgs>("aws:ec2/networkAclRule:NetworkAclRule", rule =>
            rule.egress === true || rule.ruleAction !== "allow" || !isAnywhere(rule)
                ? []
                : adminPorts.flatMap((port): Problems => must(
                        rule.protocol !== "-1" && ((rule.fromPort ?? 0) > port || (rule.toPort ?? 65_535) < port),
                        `port ${port} must be closed to the internet`, rule.fromPort))),
    },
    {
        name: "address-used",
        description: "Every elastic address belongs to something; an idle one costs the same.",
        severity: "low",
        remediationSteps: "Remove the address.",
        enforcementLevel: "advisory",
        tags: ["CKV2_AWS_19", "FSBP-EC2.12"],
        validateStack: checkStack("aws:ec2/eip:Eip", (target, { resources }) => must(
            isUsed(resources, target) || target.props.instance !== undefined, "the address must be used", undefined)),
    },
];

function isAnywhere({ cidrBlock, ipv6CidrBlock }: { cidrBlock?: string; ipv6CidrBlock?: string }): boolean {
    return cidrBlock === "0.0.0.0/0" || ipv6CidrBlock === "::/0";
}
