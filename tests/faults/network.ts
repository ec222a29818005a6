import type { FlowLog } from "@aws-sdk/client-ec2";
import type { Deployed, Fault } from "./fault";

const DestinationCidrBlock = "0.0.0.0/0";

function world(port: number) {
    return [{ IpProtocol: "tcp", FromPort: port, ToPort: port, IpRanges: [{ CidrIp: DestinationCidrBlock }] }];
}

/** Opens a port of a security group to the world. */
function openPort(
    name: string, port: number, group: (deployed: Deployed) => Promise<string | undefined> | string,
): Fault {
    return {
        name,
        inflict: async deployed => deployed.clients.ec2.authorizeSecurityGroupIngress({
            GroupId: await group(deployed), IpPermissions: world(port) }),
        restore: async deployed => deployed.clients.ec2.revokeSecurityGroupIngress({
            GroupId: await group(deployed), IpPermissions: world(port) }),
    };
}

async function defaultGroup({ clients: { ec2 }, outputs }: Deployed): Promise<string | undefined> {
    const { SecurityGroups } = await ec2.describeSecurityGroups({ Filters: [
        { Name: "vpc-id", Values: [outputs.vpcId] }, { Name: "group-name", Values: ["default"] }] });
    return SecurityGroups?.[0]?.GroupId;
}

async function tableOf({ clients: { ec2 } }: Deployed, subnetId: string | undefined) {
    const { RouteTables } = await ec2.describeRouteTables({
        Filters: [{ Name: "association.subnet-id", Values: [subnetId ?? ""] }] });
    const association = RouteTables?.[0]?.Associations?.find(({ SubnetId }) => SubnetId === subnetId);
    return { RouteTableId: RouteTables?.[0]?.RouteTableId, AssociationId: association?.RouteTableAssociationId };
}

/** The table of the private subnet in the first zone. */
async function privateTable(deployed: Deployed) {
    return tableOf(deployed, deployed.outputs.privateSubnetIds[0]);
}

async function publicTable(deployed: Deployed) {
    return tableOf(deployed, deployed.outputs.publicSubnetIds[0]);
}

function vpcAttribute(name: string, attribute: "EnableDnsSupport" | "EnableDnsHostnames"): Fault {
    const set = (Value: boolean) => ({ clients: { ec2 }, outputs }: Deployed) => ec2.modifyVpcAttribute({
        VpcId: outputs.vpcId, [attribute]: { Value } });
    return { name, inflict: set(false), restore: set(true) };
}

/** The flow log that a fault has deleted. */
let flowLog: FlowLog | undefined;
let privateTableId: string | undefined;

export const network: Fault[] = [
    openPort("port 22 of the application is open to the world", 22, ({ outputs }) => outputs.appSecurityGroupId),
    openPort("port 3306 of the database is open to the world", 3306, ({ outputs }) => outputs.rdsSecurityGroupId),
    openPort("port 8443 of the load balancer is open to the world", 8443, ({ outputs }) => outputs.albSecurityGroupId),
    openPort("the default security group has a rule", 80, defaultGroup),
    {
        name: "the database may connect to the world",
        inflict: ({ clients: { ec2 }, outputs }) => ec2.authorizeSecurityGroupEgress({
            GroupId: outputs.rdsSecurityGroupId, IpPermissions: world(443) }),
        restore: ({ clients: { ec2 }, outputs }) => ec2.revokeSecurityGroupEgress({
            GroupId: outputs.rdsSecurityGroupId, IpPermissions: world(443) }),
    },
    {
        name: "a private subnet has lost its default route",
        inflict: async deployed => deployed.clients.ec2.deleteRoute({
            RouteTableId: (await privateTable(deployed)).RouteTableId, DestinationCidrBlock }),
        restore: async deployed => deployed.clients.ec2.createRoute({
            RouteTableId: (await privateTable(deployed)).RouteTableId, DestinationCidrBlock,
            NatGatewayId: deployed.outputs.natGatewayIds[0] }),
    },
    {
        name: "a private subnet is routed to the internet gateway",
        inflict: async deployed => deployed.clients.ec2.replaceRoute({
            RouteTableId: (await privateTable(deployed)).RouteTableId, DestinationCidrBlock,
            GatewayId: deployed.outputs.internetGatewayId }),
        restore: async deployed => deployed.clients.ec2.replaceRoute({
            RouteTableId: (await privateTable(deployed)).RouteTableId, DestinationCidrBlock,
            NatGatewayId: deployed.outputs.natGatewayIds[0] }),
    },
    {
        name: "a private subnet is routed to the NAT gateway of another zone",
        inflict: async deployed => deployed.clients.ec2.replaceRoute({
            RouteTableId: (await privateTable(deployed)).RouteTableId, DestinationCidrBlock,
            NatGatewayId: deployed.outputs.natGatewayIds[1] }),
        restore: async deployed => deployed.clients.ec2.replaceRoute({
            RouteTableId: (await privateTable(deployed)).RouteTableId, DestinationCidrBlock,
            NatGatewayId: deployed.outputs.natGatewayIds[0] }),
    },
    {
        name: "the public subnets have lost their default route",
        inflict: async deployed => deployed.clients.ec2.deleteRoute({
            RouteTableId: (await publicTable(deployed)).RouteTableId, DestinationCidrBlock }),
        restore: async deployed => deployed.clients.ec2.createRoute({
            RouteTableId: (await publicTable(deployed)).RouteTableId, DestinationCidrBlock,
            GatewayId: deployed.outputs.internetGatewayId }),
    },
    {
        name: "a private subnet uses the public route table",
        inflict: async deployed => {
            const { AssociationId, RouteTableId } = await privateTable(deployed);
            privateTableId = RouteTableId;
            return deployed.clients.ec2.replaceRouteTableAssociation({
                AssociationId, RouteTableId: (await publicTable(deployed)).RouteTableId });
        },
        restore: async deployed => deployed.clients.ec2.replaceRouteTableAssociation({
            AssociationId: (await privateTable(deployed)).AssociationId, RouteTableId: privateTableId }),
    },
    vpcAttribute("the VPC resolves no names", "EnableDnsSupport"),
    vpcAttribute("the VPC gives no host names", "EnableDnsHostnames"),
    {
        name: "a subnet gives out public addresses",
        inflict: ({ clients: { ec2 }, outputs }) => ec2.modifySubnetAttribute({
            SubnetId: outputs.privateSubnetIds[1], MapPublicIpOnLaunch: { Value: true } }),
        restore: ({ clients: { ec2 }, outputs }) => ec2.modifySubnetAttribute({
            SubnetId: outputs.privateSubnetIds[1], MapPublicIpOnLaunch: { Value: false } }),
    },
    {
        name: "the VPC is tagged as another environment's",
        inflict: ({ clients: { ec2 }, outputs }) => ec2.createTags({
            Resources: [outputs.vpcId], Tags: [{ Key: "Environment", Value: "other" }] }),
        restore: ({ clients: { ec2 }, outputs }) => ec2.createTags({
            Resources: [outputs.vpcId], Tags: [{ Key: "Environment", Value: outputs.environment }] }),
    },
    {
        name: "a subnet lacks a tag",
        inflict: ({ clients: { ec2 }, outputs }) => ec2.deleteTags({
            Resources: outputs.publicSubnetIds.slice(0, 1), Tags: [{ Key: "ManagedBy" }] }),
        restore: ({ clients: { ec2 }, outputs }) => ec2.createTags({
            Resources: outputs.publicSubnetIds.slice(0, 1), Tags: [{ Key: "ManagedBy", Value: "Pulumi" }] }),
    },
    {
        name: "the flow log is gone",
        inflict: async ({ clients: { ec2 }, outputs }) => {
            const { FlowLogs } = await ec2.describeFlowLogs({
                Filter: [{ Name: "resource-id", Values: [outputs.vpcId] }] });
            flowLog = FlowLogs?.[0];
            return ec2.deleteFlowLogs({ FlowLogIds: [flowLog?.FlowLogId ?? ""] });
        },
        restore: ({ clients: { ec2 }, outputs }) => ec2.createFlowLogs({
            ResourceType: "VPC",
            ResourceIds: [outputs.vpcId],
            TrafficType: flowLog?.TrafficType,
            LogDestinationType: flowLog?.LogDestinationType,
            LogGroupName: flowLog?.LogGroupName,
            DeliverLogsPermissionArn: flowLog?.DeliverLogsPermissionArn,
            TagSpecifications: [{ ResourceType: "vpc-flow-log", Tags: flowLog?.Tags }],
        }),
    },
];
