import assert from "node:assert/strict";
import type { Resource } from "../../host/monitor";
import { sketchDependent, sketchResource } from "../sketch";
import { findSubnets, placeResource } from "./network";
import { References } from "./references";

const vpc = sketchResource("aws:ec2/vpc:Vpc", "vpc");
const internetGateway = sketchDependent("aws:ec2/internetGateway:InternetGateway", "gateway", "vpcId", [vpc]);
const subnet = sketchDependent("aws:ec2/subnet:Subnet", "subnet", "vpcId", [vpc], {
    inputs: { availabilityZone: "eu-west-1a", cidrBlock: "10.0.0.0/24" } });
const natGateway = sketchDependent("aws:ec2/natGateway:NatGateway", "nat", "subnetId", [subnet]);
const table = sketchDependent("aws:ec2/routeTable:RouteTable", "table", "vpcId", [vpc]);

const associate = (tables: Resource[]) => sketchResource("aws:ec2/routeTableAssociation:RouteTableAssociation", "in", {
    propertyDependencies: { subnetId: [subnet.urn], routeTableId: tables.map(({ urn }) => urn) } });
const route = (input: string, target: Resource, destinationCidrBlock = "0.0.0.0/0") =>
    sketchResource("aws:ec2/route:Route", "route", {
        inputs: { destinationCidrBlock }, propertyDependencies: { routeTableId: [table.urn], [input]: [target.urn] } });

describe("subnets on the page", () => {
    const find = (...others: Resource[]) =>
        findSubnets(new References([vpc, internetGateway, subnet, natGateway, table, ...others]))[0];

    it("are in their zone and VPC, with their range", () => {
        assert.deepEqual(find(), {
            urn: subnet.urn, name: "subnet", vpc: vpc.urn, zone: "eu-west-1a", range: "10.0.0.0/24", tier: "isolated",
            natGateways: [] });
    });

    it("are public, private or isolated by their default route", () => {
        assert.equal(find(associate([table]), route("gatewayId", internetGateway))?.tier, "public");
        const { tier, natGateways } = find(associate([table]), route("natGatewayId", natGateway)) ?? {};
        assert.deepEqual({ tier, natGateways }, { tier: "private", natGateways: [natGateway.urn] });
        assert.equal(find(associate([table]), route("gatewayId", internetGateway, "10.9.0.0/16"))?.tier, "isolated");
        assert.equal(find(route("gatewayId", internetGateway))?.tier, "isolated");
    });

    it("are told apart where the association waits for the route, and where routes are part of the table", () => {
        const way = route("gatewayId", internetGateway);
        assert.equal(find(way, associate([way]))?.tier, "public");
        const full = { ...table, urn: `${table.urn}-2`, propertyDependencies: { routes: [internetGateway.urn] } };
        assert.equal(find(full, associate([full]))?.tier, "public");
    });

    it("have no zone and range while nobody knows them", () => {
        const open = sketchDependent("aws:ec2/subnet:Subnet", "open", "availabilityZone", [vpc]);
        const [{ zone, range, vpc: owner } = {}] = findSubnets(new References([vpc, { ...open, inputs: {} }]));
        assert.deepEqual([zone, range, owner], ["zone chosen by AWS", "range unknown", ""]);
    });
});

describe("places on the page", () => {
    const group = sketchDependent("aws:rds/subnetGroup:SubnetGroup", "subnets", "subnetIds", [subnet]);
    const place = (resource: Resource) => {
        const references = new References([vpc, subnet, group, resource]);
        return placeResource(resource, findSubnets(references), references).map(({ name }) => name);
    };

    it("are the subnets that a resource names, itself or by a subnet group", () => {
        for (const resource of [
            sketchDependent("aws:lb/loadBalancer:LoadBalancer", "alb", "subnets", [subnet]),
            sketchDependent("other:index:Thing", "thing", "place", [subnet]),
            sketchDependent("aws:rds/instance:Instance", "db", "dbSubnetGroupName", [group]),
        ]) {
            assert.deepEqual(place(resource), ["subnet"]);
        }
    });

    it("are none for what only takes a name from a subnet group, nor for what makes up the network", () => {
        assert.deepEqual(place(sketchDependent("aws:cloudwatch/logGroup:LogGroup", "log", "name", [group])), []);
        assert.deepEqual(place(group), []);
        assert.deepEqual(place(associate([table])), []);
    });
});
