import type { Resource } from "../../host/monitor";
import type { References } from "./references";

/** By what the default route of a subnet leads to: the internet gateway, a NAT gateway or the like, or nothing. */
export const tiers = ["public", "private", "isolated"] as const;
export type Tier = typeof tiers[number];

export interface Subnet {
    urn: string;
    vpc: string;
    zone: string;
    tier: Tier;
    range: string;
    name: string;
    /** URNs of the NAT gateways through which it reaches the internet. */
    natGateways: string[];
}

const wayOut = /^(routes|.*gateway.*|networkInterfaceId|vpcPeeringConnectionId|instanceId)$/i;

/** The subnets of a program, each in its tier. */
export function findSubnets(references: References): Subnet[] {
    return references.ofType("ec2.Subnet").map(subnet => {
        const ways = findDefaultRoutes(subnet, references)
            .flatMap(route => references.sourcesOf(route, wayOut).map(source => ({ route, source })));
        const natGateways = ways.map(({ source }) => source).filter(({ type }) => type.endsWith(":NatGateway"));
        const isPublic = ways.some(({ source }) => source.type.endsWith(":InternetGateway"));
        const { availabilityZone, cidrBlock } = subnet.inputs;
        const [vpc] = references.find(subnet, /^vpcId$/, "ec2.Vpc", "ec2.DefaultVpc");
        return {
            urn: subnet.urn,
            vpc: vpc?.urn ?? "",
            zone: typeof availabilityZone === "string" ? availabilityZone : "zone chosen by AWS",
            tier: isPublic ? "public" : ways.length > 0 ? "private" : "isolated",
            range: typeof cidrBlock === "string" ? cidrBlock : "range unknown",
            name: subnet.name,
            natGateways: natGateways.map(({ urn }) => urn),
        };
    });
}

/** Routes for all addresses, in a table of their own or in that of the subnet. */
function findDefaultRoutes(subnet: Resource, references: References): Resource[] {
    const tables = references.ofType("ec2.RouteTableAssociation")
        .filter(association => references.sourcesOf(association, /^subnetId$/).includes(subnet))
        .flatMap(association => references.sourcesOf(association, /^routeTableId$/))
        // An association may name the table by way of a route that it has to wait for.
        .flatMap(source => source.type.endsWith(":Route") ? references.sourcesOf(source, /^routeTableId$/) : [source]);
    const routes = references.ofType("ec2.Route")
        .filter(({ inputs }) => inputs.destinationCidrBlock === "0.0.0.0/0")
        .filter(route => references.sourcesOf(route, /^routeTableId$/).some(table => tables.includes(table)));
    return [...routes, ...tables];
}

/** Resources that only make up the network, or tell others where to be. */
const scaffold = /(Association|SubnetGroup|RouteTable|Route|NetworkAcl\w*|FlowLog|Subnet|SecurityGroup\w*)$/;

/** Subnets in which a resource is, by its own inputs or by those of a subnet group that it names. */
export function placeResource(resource: Resource, subnets: Subnet[], references: References): Subnet[] {
    if (!resource.custom || scaffold.test(resource.type)) {
        return [];
    }
    const groups = references.sourcesOf(resource, /subnetGroup/i).filter(({ type }) => type.endsWith("SubnetGroup"));
    const sources = [resource, ...groups].flatMap(source => references.sourcesOf(source, /./)).map(({ urn }) => urn);
    return subnets.filter(({ urn }) => sources.includes(urn));
}
