import type { Route } from "@aws-sdk/client-ec2";
import type { Deployed, Fault } from "./fault";

const DestinationCidrBlock = "0.0.0.0/0";

/** A security group that has one rule too many: anybody on a port, in one direction. */
function portFault(
    name: string, direction: "Ingress" | "Egress", port: number,
    group: (deployed: Deployed) => Promise<string | undefined> | string,
): Fault {
    return {
        name,
        inflict: async deployed => {
            const { ec2 } = deployed.clients;
            const IpRanges = [{ CidrIp: DestinationCidrBlock }];
            const rule = {
                GroupId: await group(deployed),
                IpPermissions: [{ IpProtocol: "tcp", FromPort: port, ToPort: port, IpRanges }],
            };
            await ec2[`authorizeSecurityGroup${direction}`](rule);
            return () => ec2[`revokeSecurityGroup${direction}`](rule);
        },
    };
}

async function defaultGroup({ clients: { ec2 }, outputs }: Deployed): Promise<string | undefined> {
    const { SecurityGroups } = await ec2.describeSecurityGroups({ Filters: [
        { Name: "vpc-id", Values: [outputs.vpcId] }, { Name: "group-name", Values: ["default"] }] });
    return SecurityGroups?.[0]?.GroupId;
}

/** The route table of a subnet, its association with it and its default route. */
async function findTable({ clients: { ec2 } }: Deployed, subnetId = "") {
    const { RouteTables } = await ec2.describeRouteTables({
        Filters: [{ Name: "association.subnet-id", Values: [subnetId] }] });
    const [table] = RouteTables ?? [];
    const association = table?.Associations?.find(({ SubnetId }) => SubnetId === subnetId);
    return {
        RouteTableId: table?.RouteTableId,
        AssociationId: association?.RouteTableAssociationId,
        route: table?.Routes?.find(route => route.DestinationCidrBlock === DestinationCidrBlock),
    };
}

const publicSubnet = ({ outputs }: Deployed) => outputs.publicSubnetIds[0];
const privateSubnet = ({ outputs }: Deployed) => outputs.privateSubnetIds[0];

/** A subnet whose default route is missing, or leads elsewhere. */
function routeFault(
    name: string,
    subnet: (deployed: Deployed) => string | undefined,
    wrong: (deployed: Deployed) => Route | undefined,
    impossible?: Fault["impossible"],
): Fault {
    return {
        name,
        impossible,
        inflict: async deployed => {
            const { ec2 } = deployed.clients;
            const { RouteTableId, route } = await findTable(deployed, subnet(deployed));
            const place = { RouteTableId, DestinationCidrBlock };
            const target = (to: Route | undefined) =>
                ({ ...place, GatewayId: to?.GatewayId, NatGatewayId: to?.NatGatewayId });
            const other = wrong(deployed);
            if (route) {
                await ec2.deleteRoute(place);
            }
            if (other) {
                await ec2.createRoute(target(other));
            }
            return async () => {
                if (other) {
                    await ec2.deleteRoute(place);
                }
                return route && ec2.createRoute(target(route));
            };
        },
    };
}

const needsGateways = (least: number) => ({ outputs: { natGatewayIds } }: Deployed) =>
    natGatewayIds.length < least && `needs ${least} NAT gateways, and there are ${natGatewayIds.length}`;

function vpcAttribute(name: string, attribute: "EnableDnsSupport" | "EnableDnsHostnames"): Fault {
    return {
        name,
        inflict: async ({ clients: { ec2 }, outputs }) => {
            const VpcId = outputs.vpcId;
            const Attribute = attribute === "EnableDnsSupport" ? "enableDnsSupport" : "enableDnsHostnames";
            const { [attribute]: found } = await ec2.describeVpcAttribute({ VpcId, Attribute });
            const set = (Value: boolean | undefined) => ec2.modifyVpcAttribute({ VpcId, [attribute]: { Value } });
            await set(!found?.Value);
            return () => set(found?.Value);
        },
    };
}

/** A resource that has lost a tag, or carries another value. */
function tagFault(name: string, key: string, wrong: string | undefined, id: (deployed: Deployed) => string): Fault {
    return {
        name,
        inflict: async deployed => {
            const { ec2 } = deployed.clients;
            const Resources = [id(deployed)];
            const { Tags } = await ec2.describeTags({ Filters: [
                { Name: "resource-id", Values: Resources }, { Name: "key", Values: [key] }] });
            const set = (Value: string | undefined) => Value === undefined
                ? ec2.deleteTags({ Resources, Tags: [{ Key: key }] })
                : ec2.createTags({ Resources, Tags: [{ Key: key, Value }] });
            await set(wrong);
            return () => set(Tags?.[0]?.Value);
        },
    };
}

export const network: Fault[] = [
    portFault("port 22 of the application is open to the world", "Ingress", 22, ({ outputs }) =>
        outputs.appSecurityGroupId),
    portFault("port 3306 of the database is open to the world", "Ingress", 3306, ({ outputs }) =>
        outputs.rdsSecurityGroupId),
    portFault("port 8443 of the load balancer is open to the world", "Ingress", 8443, ({ outputs }) =>
        outputs.albSecurityGroupId),
    portFault("the default security group has a rule", "Ingress", 80, defaultGroup),
    portFault("the database may connect to the world", "Egress", 443, ({ outputs }) => outputs.rdsSecurityGroupId),
    routeFault("a private subnet has lost its default route", privateSubnet, () => undefined, needsGateways(1)),
    routeFault("a private subnet is routed to the internet gateway", privateSubnet, ({ outputs }) =>
        ({ GatewayId: outputs.internetGatewayId })),
    routeFault("a private subnet is routed to the NAT gateway of another zone", privateSubnet, ({ outputs }) =>
        ({ NatGatewayId: outputs.natGatewayIds[1] }), needsGateways(2)),
    routeFault("the public subnets have lost their default route", publicSubnet, () => undefined),
    {
        name: "a private subnet uses the public route table",
        inflict: async deployed => {
            const { ec2 } = deployed.clients;
            const { RouteTableId } = await findTable(deployed, privateSubnet(deployed));
            const use = async (RouteTableId: string | undefined) => {
                const { AssociationId } = await findTable(deployed, privateSubnet(deployed));
                return ec2.replaceRouteTableAssociation({ AssociationId, RouteTableId });
            };
            await use((await findTable(deployed, publicSubnet(deployed))).RouteTableId);
            return () => use(RouteTableId);
        },
    },
    vpcAttribute("the VPC resolves no names", "EnableDnsSupport"),
    vpcAttribute("the VPC gives no host names", "EnableDnsHostnames"),
    {
        name: "a subnet gives out public addresses",
        inflict: async ({ clients: { ec2 }, outputs }) => {
            const SubnetId = outputs.privateSubnetIds[1];
            const { Subnets } = await ec2.describeSubnets({ SubnetIds: [SubnetId ?? ""] });
            const set = (Value: boolean | undefined) =>
                ec2.modifySubnetAttribute({ SubnetId, MapPublicIpOnLaunch: { Value } });
            await set(true);
            return () => set(Subnets?.[0]?.MapPublicIpOnLaunch);
        },
    },
    tagFault("the VPC is tagged as another environment's", "Environment", "other", ({ outputs }) => outputs.vpcId),
    tagFault("a subnet lacks a tag", "ManagedBy", undefined, ({ outputs }) => outputs.publicSubnetIds[0] ?? ""),
    {
        name: "the flow log is gone",
        inflict: async ({ clients: { ec2 }, outputs }) => {
            const { FlowLogs } = await ec2.describeFlowLogs({
                Filter: [{ Name: "resource-id", Values: [outputs.vpcId] }] });
            const [flowLog] = FlowLogs ?? [];
            await ec2.deleteFlowLogs({ FlowLogIds: [flowLog?.FlowLogId ?? ""] });
            return () => ec2.createFlowLogs({
                ResourceType: "VPC",
                ResourceIds: [outputs.vpcId],
                TrafficType: flowLog?.TrafficType,
                LogDestinationType: flowLog?.LogDestinationType,
                LogGroupName: flowLog?.LogGroupName,
                DeliverLogsPermissionArn: flowLog?.DeliverLogsPermissionArn,
                TagSpecifications: [{ ResourceType: "vpc-flow-log", Tags: flowLog?.Tags }],
            });
        },
    },
];
