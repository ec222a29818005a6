import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { after } from "../lib/after";
import { areZones, isVpcCidr, subnetCidr, type Tier, vpcCidrRule, zonesRule } from "./cidr";
import { createFlowLog } from "./flow-log";

/** NAT gateways: none, one for all zones, or one in each zone. */
export const NatStrategy = { None: "none", Single: "single", Zonal: "zonal" } as const;
export type NatStrategy = (typeof NatStrategy)[keyof typeof NatStrategy];

export interface VpcComponentArgs {
    region: string;
    /** IPv4 range, /16 to /20. */
    cidr: string;
    /** Letters of the availability zones in the region, 2 to 8 of a to h. */
    zones: string[];
    natStrategy: NatStrategy;
    /** Days that the flow log is kept, one of the values that CloudWatch Logs allows. */
    logRetentionDays: number;
    /** Key for the flow log; without it, AWS uses a key of its own. */
    logKmsKeyArn?: pulumi.Input<string>;
    tags: Record<string, string>;
}

/** A VPC with a public and a private subnet in each zone, and a log of all its traffic. */
export class VpcComponent extends pulumi.ComponentResource {
    readonly vpcId: pulumi.Output<string>;
    readonly vpcCidr: pulumi.Output<string>;
    readonly internetGatewayId: pulumi.Output<string>;
    /** In the order of `zones`, as are the next two. */
    readonly publicSubnetIds: pulumi.Output<string>[];
    /** For what makes no connections out of the VPC, such as a database: it doesn't wait for NAT gateways. */
    readonly privateSubnetIds: pulumi.Output<string>[];
    /** The same subnets, for what makes them, such as instances: it comes after the subnets' default routes. */
    readonly routedPrivateSubnetIds: pulumi.Output<string>[];
    readonly natGatewayIds: pulumi.Output<string>[];
    readonly flowLogGroupName: pulumi.Output<string>;

    constructor(name: string, args: VpcComponentArgs, opts?: pulumi.ComponentResourceOptions) {
        if (!isVpcCidr(args.cidr)) {
            throw new Error(`${name}: cidr ${vpcCidrRule}, got ${args.cidr}`);
        }
        if (!areZones(args.zones)) {
            throw new Error(`${name}: zones ${zonesRule}, got ${args.zones.join(", ")}`);
        }
        super("reference:index:VpcComponent", name, {}, opts);

        const vpc = new aws.ec2.Vpc(`vpc-${name}`, {
            cidrBlock: args.cidr,
            enableDnsSupport: true,
            enableDnsHostnames: true,
            tags: { ...args.tags, Name: `vpc-${name}` },
        }, { parent: this });
        const scope = { parent: this, name, args, vpc };

        // AWS creates this group with the VPC and allows its members all traffic between them and to the internet. It
        // can't be deleted: this removes its rules.
        new aws.ec2.DefaultSecurityGroup(`default-security-group-${name}`, {
            vpcId: vpc.id,
            ingress: [],
            egress: [],
            tags: { ...args.tags, Name: `default-security-group-${name}` },
        }, { parent: this });

        const internetGateway = new aws.ec2.InternetGateway(`internet-gateway-${name}`, {
            vpcId: vpc.id,
            tags: { ...args.tags, Name: `internet-gateway-${name}` },
        }, { parent: this });
        const publicTable = createRouteTable(scope, "public-route-table");
        const publicRoute = new aws.ec2.Route(`public-default-route-${name}`, {
            routeTableId: publicTable.id,
            destinationCidrBlock: "0.0.0.0/0",
            gatewayId: internetGateway.id,
        }, { parent: this });
        const publicSubnets = args.zones.map(zone => ({ zone, id: createPublicSubnet(scope, zone, publicRoute) }));

        const natCount = { none: 0, single: 1, zonal: args.zones.length }[args.natStrategy];
        const natGateways = publicSubnets.slice(0, natCount).map(({ zone, id }) => createNatGateway(scope, zone, id));

        const privateSubnets = args.zones.map((zone, i) =>
            createPrivateSubnet(scope, zone, natGateways[i] ?? natGateways[0]));

        // Costs nothing, and traffic to S3 doesn't pay for the NAT gateway.
        new aws.ec2.VpcEndpoint(`s3-endpoint-${name}`, {
            vpcId: vpc.id,
            vpcEndpointType: "Gateway",
            serviceName: `com.amazonaws.${args.region}.s3`,
            routeTableIds: [publicTable.id, ...privateSubnets.map(({ routeTableId }) => routeTableId)],
            tags: { ...args.tags, Name: `s3-endpoint-${name}` },
        }, { parent: this });

        const logGroup = createFlowLog({
            parent: this,
            name,
            vpc,
            retentionDays: args.logRetentionDays,
            kmsKeyArn: args.logKmsKeyArn,
            tags: args.tags,
        });

        this.vpcId = vpc.id;
        this.vpcCidr = vpc.cidrBlock;
        this.internetGatewayId = internetGateway.id;
        this.publicSubnetIds = publicSubnets.map(({ id }) => id);
        this.privateSubnetIds = privateSubnets.map(({ id }) => id);
        this.routedPrivateSubnetIds = privateSubnets.map(({ routedId }) => routedId);
        this.natGatewayIds = natGateways.map(gateway => gateway.id);
        this.flowLogGroupName = logGroup.name;
        this.registerOutputs({
            vpcId: this.vpcId,
            vpcCidr: this.vpcCidr,
            internetGatewayId: this.internetGatewayId,
            publicSubnetIds: this.publicSubnetIds,
            privateSubnetIds: this.privateSubnetIds,
            routedPrivateSubnetIds: this.routedPrivateSubnetIds,
            natGatewayIds: this.natGatewayIds,
            flowLogGroupName: this.flowLogGroupName,
        });
    }
}

/** What the functions below need to create children of the component. */
interface Scope {
    parent: VpcComponent;
    name: string;
    args: VpcComponentArgs;
    vpc: aws.ec2.Vpc;
}

interface PrivateSubnet {
    id: pulumi.Output<string>;
    /** The id, after the subnet's default route. */
    routedId: pulumi.Output<string>;
    routeTableId: pulumi.Output<string>;
}

function createRouteTable({ parent, name, args, vpc }: Scope, resource: string): aws.ec2.RouteTable {
    return new aws.ec2.RouteTable(`${resource}-${name}`, {
        vpcId: vpc.id,
        tags: { ...args.tags, Name: `${resource}-${name}` },
    }, { parent });
}

function createSubnet({ parent, name, args, vpc }: Scope, tier: Tier, zone: string): aws.ec2.Subnet {
    return new aws.ec2.Subnet(`${tier}-subnet-${zone}-${name}`, {
        vpcId: vpc.id,
        availabilityZone: `${args.region}${zone}`,
        cidrBlock: subnetCidr(args.cidr, tier, zone),
        mapPublicIpOnLaunch: false,
        tags: { ...args.tags, Name: `${tier}-subnet-${zone}-${name}` },
    }, { parent });
}

function createPublicSubnet(scope: Scope, zone: string, defaultRoute: aws.ec2.Route): pulumi.Output<string> {
    const { id } = createSubnet(scope, "public", zone);
    const association = new aws.ec2.RouteTableAssociation(`public-association-${zone}-${scope.name}`, {
        subnetId: id,
        routeTableId: defaultRoute.routeTableId,
    }, { parent: scope.parent });
    // AWS refuses NAT gateways and public load balancers in a VPC without internet gateway, and doesn't detach the
    // internet gateway while they exist.
    return after(id, association.id);
}

/** Has its own route table with every strategy, so that a change of strategy changes only default routes. */
function createPrivateSubnet(scope: Scope, zone: string, gateway: aws.ec2.NatGateway | undefined): PrivateSubnet {
    const { id } = createSubnet(scope, "private", zone);
    const { id: routeTableId } = createRouteTable(scope, `private-route-table-${zone}`);
    const association = new aws.ec2.RouteTableAssociation(`private-association-${zone}-${scope.name}`, {
        subnetId: id,
        routeTableId,
    }, { parent: scope.parent });
    const route = gateway && new aws.ec2.Route(`private-default-route-${zone}-${scope.name}`, {
        routeTableId,
        destinationCidrBlock: "0.0.0.0/0",
        natGatewayId: gateway.id,
    }, { parent: scope.parent });
    return { id, routedId: after(id, association.id, ...(route ? [route.id] : [])), routeTableId };
}

function createNatGateway(
    { parent, name, args }: Scope, zone: string, subnetId: pulumi.Output<string>,
): aws.ec2.NatGateway {
    const address = new aws.ec2.Eip(`nat-address-${zone}-${name}`, {
        domain: "vpc",
        tags: { ...args.tags, Name: `nat-address-${zone}-${name}` },
    }, { parent });
    return new aws.ec2.NatGateway(`nat-gateway-${zone}-${name}`, {
        subnetId,
        allocationId: address.allocationId,
        tags: { ...args.tags, Name: `nat-gateway-${zone}-${name}` },
    }, { parent });
}
