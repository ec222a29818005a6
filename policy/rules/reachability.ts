import type { Policies, PolicyResource } from "@pulumi/policy";
import type { rds } from "@pulumi/aws";
import { findReferring, followInput, isGiven, isUsed, readGiven, traceInput } from "./relations";
import { readRanges, ruleTypes } from "./security-groups";
import { checkResource, checkStack, must } from "./support";

const group = "aws:ec2/securityGroup:SecurityGroup";
const subnet = "aws:ec2/subnet:Subnet";
const loadBalancers = ["aws:lb/loadBalancer:LoadBalancer", "aws:alb/loadBalancer:LoadBalancer"];
const [, ...separateRules] = ruleTypes;

/** Where resources that hold data name their groups, and the group of subnets in which they are. */
const dataStores: Record<string, { groups: string; subnets: string }> = {
    "aws:rds/instance:Instance": { groups: "vpcSecurityGroupIds", subnets: "dbSubnetGroupName" },
    "aws:rds/cluster:Cluster": { groups: "vpcSecurityGroupIds", subnets: "dbSubnetGroupName" },
    "aws:elasticache/replicationGroup:ReplicationGroup": { groups: "securityGroupIds", subnets: "subnetGroupName" },
    "aws:elasticache/cluster:Cluster": { groups: "securityGroupIds", subnets: "subnetGroupName" },
};
const subnetGroups = ["aws:rds/subnetGroup:SubnetGroup", "aws:elasticache/subnetGroup:SubnetGroup"];

/** Where resources that run code name their subnets. */
const computeSubnets: Record<string, string> = {
    "aws:autoscaling/group:Group": "vpcZoneIdentifiers",
    "aws:ecs/service:Service": "networkConfiguration",
    "aws:lambda/function:Function": "vpcConfig",
    "aws:ec2/instance:Instance": "subnetId",
};

function ingressOf(target: PolicyResource, resources: PolicyResource[]): PolicyResource[] {
    const separate = findReferring(resources, separateRules, "securityGroupId", target);
    return isGiven(target, "ingress") ? [target, ...separate] : separate;
}

function isOpen(target: PolicyResource, resources: PolicyResource[]): boolean {
    return ingressOf(target, resources)
        .some(({ type, props }) => readRanges(type, props, "ingress").some(range => range.isOpen()));
}

/** The groups whose members may connect to members of this one. */
function clientsOf(target: PolicyResource, resources: PolicyResource[]): PolicyResource[] {
    return ingressOf(target, resources).flatMap(rule => rule === target
        ? followInput(rule, "ingress", group)
        : rule.type === ruleTypes[2] || readGiven(rule, "type") === "egress"
            ? []
            : ["referencedSecurityGroupId", "sourceSecurityGroupId"].flatMap(input => followInput(rule, input, group)));
}

/** To where a route inside its table may lead but to the internet. */
const otherWays = [
    "aws:ec2/natGateway:NatGateway", "aws:ec2/vpcPeeringConnection:VpcPeeringConnection",
    "aws:ec2transitgateway/transitGateway:TransitGateway", "aws:ec2/vpcEndpoint:VpcEndpoint",
    "aws:ec2/egressOnlyInternetGateway:EgressOnlyInternetGateway",
];

/** Whether a table of routes leads to an internet gateway, by a route of its own or inside of it. */
function leadsToInternet(table: PolicyResource, resources: PolicyResource[]): boolean {
    const gateway = "aws:ec2/internetGateway:InternetGateway";
    return findReferring(resources, "aws:ec2/route:Route", "routeTableId", table)
        .some(route => followInput(route, "gatewayId", gateway).length > 0)
        || traceInput(table, "routes", [gateway, ...otherWays]).some(({ type }) => type === gateway);
}

function isPublic(target: PolicyResource, resources: PolicyResource[]): boolean {
    return findReferring(resources, "aws:ec2/routeTableAssociation:RouteTableAssociation", "subnetId", target)
        .flatMap(association => traceInput(association, "routeTableId", "aws:ec2/routeTable:RouteTable"))
        .some(table => leadsToInternet(table, resources));
}

export const policies: Policies = [
    {
        name: "data-not-near-internet",
        description:
            "From the internet to a database or cache there are at least three steps: one stolen host isn't enough.",
        severity: "high",
        remediationSteps: "Let only the application's group in, and only the load balancer's group into that one.",
        enforcementLevel: "mandatory",
        tags: ["FSBP-EC2.18", "FSBP-EC2.19"],
        validateStack: checkStack(Object.keys(dataStores), (store, { resources }) =>
            traceInput(store, dataStores[store.type]?.groups ?? "", group).flatMap(target => [
                ...must(!isOpen(target, resources), "its group must be closed to the internet", target.name),
                ...clientsOf(target, resources).flatMap(client => must(
                    client === target || !isOpen(client, resources),
                    "its group must be closed to groups that the internet reaches", client.name)),
            ])),
    },
    {
        name: "data-in-private-subnets",
        description: "No database or cache is in a subnet whose routes lead to an internet gateway.",
        severity: "high",
        remediationSteps: "Name subnets whose default route leads to a NAT gateway, or that have none.",
        enforcementLevel: "mandatory",
        tags: ["FSBP-RDS.46"],
        validateStack: checkStack(Object.keys(dataStores), (store, { resources }) =>
            traceInput(store, dataStores[store.type]?.subnets ?? "", subnetGroups)
                .flatMap(found => traceInput(found, "subnetIds", subnet))
                .flatMap(found => must(!isPublic(found, resources), "its subnets must be private", found.name))),
    },
    {
        name: "data-subnets-in-two-zones",
        description: "A database or cache can move to another zone.",
        severity: "medium",
        remediationSteps: "Name subnets in two zones or more.",
        enforcementLevel: "mandatory",
        tags: [],
        validateResource: checkResource<rds.SubnetGroupArgs>(subnetGroups, ({ subnetIds }) =>
            must(subnetIds.length >= 2, "subnetIds must be at least 2", subnetIds)),
    },
    {
        name: "compute-in-private-subnets",
        description: "Instances, tasks and functions are in subnets that the internet has no route to.",
        severity: "medium",
        remediationSteps: "Name private subnets, and let a load balancer stand in front.",
        enforcementLevel: "mandatory",
        tags: ["FSBP-EC2.9", "FSBP-ECS.2"],
        validateStack: checkStack(Object.keys(computeSubnets), (resource, { resources }) =>
            traceInput(resource, computeSubnets[resource.type] ?? "", subnet)
                .flatMap(found => must(!isPublic(found, resources), "its subnets must be private", found.name))),
    },
    {
        name: "public-group-on-load-balancer",
        description: "Only load balancers have a group that is open to the internet.",
        severity: "high",
        remediationSteps: "Put a load balancer in front, and let its group alone in.",
        enforcementLevel: "mandatory",
        tags: ["AwsSolutions-EC23", "FSBP-EC2.18"],
        validateStack: checkStack(group, (target, { resources }) => {
            const users = resources.filter(({ type, propertyDependencies }) => ![group, ...separateRules].includes(type)
                && Object.values(propertyDependencies).some(found => found.includes(target)));
            const others = users.filter(({ type }) => !loadBalancers.includes(type));
            return others.length === 0 || !isOpen(target, resources)
                ? []
                : must(false, "an open group must be a load balancer's", others[0]?.name);
        }),
    },
    {
        name: "security-group-used",
        description: "Every group belongs to something: a forgotten one is the one that somebody reuses.",
        severity: "low",
        remediationSteps: "Remove the group.",
        enforcementLevel: "advisory",
        tags: ["CKV2_AWS_5", "FSBP-EC2.22"],
        validateStack: checkStack(group, (target, { resources }) =>
            must(isUsed(resources, target, [group, ...separateRules]), "the group must be used", undefined)),
    },
    {
        name: "security-group-has-rules",
        description:
            "A group that is used has rules: without any, or with rules written elsewhere, it isn't what it seems.",
        severity: "low",
        remediationSteps: "Add SecurityGroupIngressRule and SecurityGroupEgressRule resources.",
        enforcementLevel: "advisory",
        tags: [],
        validateStack: checkStack(group, (target, { resources }) => must(
            isGiven(target, "ingress") || isGiven(target, "egress")
            || findReferring(resources, separateRules, "securityGroupId", target).length > 0,
            "the group must have rules", undefined)),
    },
];
