import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { areZones, isVpcCidr, subnetCidr, type Tier, vpcCidrRule, zonesRule } from "./cidr";
import { flowLog } from "./flow-log";

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
    tags: Record<string, string>;
}

/** A VPC with a public and a private subnet in each zone, and a log of all its traffic. */
export class VpcComponent extends pulumi.ComponentResource {
    readonly vpcId: pulumi.Output<string>;
    readonly vpcCidr: pulumi.Output<string>;
    readonly internetGatewayId: pulumi.Output<string>;
    /** In the order of `zones`, as are `privateSubnetIds`. */
    readonly publicSubnetIds: pulumi.Output<string>[];
    readonly privateSubnetIds: pulumi.Output<string>[];
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

        // Every VPC is born with a group whose members reach each other and the world: take its rules away.
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
        const publicTable = routeTable(scope, "public-route-table");
        const publicRoute = new aws.ec2.Route(`public-default-route-${name}`, {
            routeTableId: publicTable.id,
            destinationCidrBlock: "0.0.0.0/0",
            gatewayId: internetGateway.id,
        }, { parent: this });
        const publicSubnets = args.zones.map(zone => ({ zone, id: publicSubnet(scope, zone, publicRoute) }));

        const natCount = { none: 0, single: 1, zonal: args.zones.length }[args.natStrategy];
        const natGateways = publicSubnets.slice(0, natCount).map(({ zone, id }) => natGateway(scope, zone, id));

        const privateSubnets = args.zones.map((zone, i) =>
            privateSubnet(scope, zone, natGateways[i] ?? natGateways[0]));

        // Costs nothing, and spares traffic to S3 the price of the NAT gateway.
        new aws.ec2.VpcEndpoint(`s3-endpoint-${name}`, {
            vpcId: vpc.id,
            vpcEndpointType: "Gateway",
            serviceName: `com.amazonaws.${args.region}.s3`,
            routeTableIds: [publicTable.id, ...privateSubnets.map(({ routeTableId }) => routeTableId)],
            tags: { ...args.tags, Name: `s3-endpoint-${name}` },
        }, { parent: this });

        const logGroup = flowLog({ parent: this, name, vpc, retentionDays: args.logRetentionDays, tags: args.tags });

        this.vpcId = vpc.id;
        this.vpcCidr = vpc.cidrBlock;
        this.internetGatewayId = internetGateway.id;
        this.publicSubnetIds = publicSubnets.map(({ id }) => id);
        this.privateSubnetIds = privateSubnets.map(({ id }) => id);
        this.natGatewayIds = natGateways.map(gateway => gateway.id);
        this.flowLogGroupName = logGroup.name;
        this.registerOutputs({
            vpcId: this.vpcId,
            vpcCidr: this.vpcCidr,
            internetGatewayId: this.internetGatewayId,
            publicSubnetIds: this.publicSubnetIds,
            privateSubnetIds: this.privateSubnetIds,
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
    routeTableId: pulumi.Output<string>;
}

function routeTable({ parent, name, args, vpc }: Scope, resource: string): aws.ec2.RouteTable {
    return new aws.ec2.RouteTable(`${resource}-${name}`, {
        vpcId: vpc.id,
        tags: { ...args.tags, Name: `${resource}-${name}` },
    }, { parent });
}

function subnet({ parent, name, args, vpc }: Scope, tier: Tier, zone: string): aws.ec2.Subnet {
    return new aws.ec2.Subnet(`${tier}-subnet-${zone}-${name}`, {
        vpcId: vpc.id,
        availabilityZone: `${args.region}${zone}`,
        cidrBlock: subnetCidr(args.cidr, tier, zone),
        mapPublicIpOnLaunch: false,
        tags: { ...args.tags, Name: `${tier}-subnet-${zone}-${name}` },
    }, { parent });
}

function publicSubnet(scope: Scope, zone: string, defaultRoute: aws.ec2.Route): pulumi.Output<string> {
    const { id } = subnet(scope, "public", zone);
    const association = new aws.ec2.RouteTableAssociation(`public-association-${zone}-${scope.name}`, {
        subnetId: id,
        routeTableId: defaultRoute.routeTableId,
    }, { parent: scope.parent });
    // AWS refuses NAT gateways and public load balancers in a VPC without internet gateway, and won't detach that while
    // they live. An id that waits for the route makes whatever stands in the subnet come later and go earlier.
    return pulumi.all([id, association.id]).apply(([subnetId]) => subnetId);
}

/** Has its own route table whatever the strategy, so that changing that later changes nothing but default routes. */
function privateSubnet(scope: Scope, zone: string, gateway: aws.ec2.NatGateway | undefined): PrivateSubnet {
    const { id } = subnet(scope, "private", zone);
    const { id: routeTableId } = routeTable(scope, `private-route-table-${zone}`);
    new aws.ec2.RouteTableAssociation(`private-association-${zone}-${scope.name}`, {
        subnetId: id,
        routeTableId,
    }, { parent: scope.parent });
    if (gateway) {
        new aws.ec2.Route(`private-default-route-${zone}-${scope.name}`, {
            routeTableId,
            destinationCidrBlock: "0.0.0.0/0",
            natGatewayId: gateway.id,
        }, { parent: scope.parent });
    }
    return { id, routeTableId };
}

function natGateway({ parent, name, args }: Scope, zone: string, subnetId: pulumi.Output<string>): aws.ec2.NatGateway {
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
