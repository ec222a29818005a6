import assert from "node:assert/strict";
import { findIn, type Sketched } from "../sketch";

const gateway: Sketched = { type: "ec2/internetGateway:InternetGateway", name: "gateway", inputs: { vpcId: "vpc-id" } };
const subnet = (name: string): Sketched => ({ type: "ec2/subnet:Subnet", name, inputs: { vpcId: "vpc-id" } });
const table = (name: string, inputs: object = {}): Sketched => ({
    type: "ec2/routeTable:RouteTable", name, inputs: { ...inputs },
});
const route = (routeTable: string): Sketched => ({
    type: "ec2/route:Route", name: `${routeTable}-route`,
    inputs: { routeTableId: `${routeTable}-id`, destinationCidrBlock: "0.0.0.0/0", gatewayId: "gateway-id" },
});
const join = (subnetName: string, tableName: string): Sketched => ({
    type: "ec2/routeTableAssociation:RouteTableAssociation", name: `${subnetName}-association`,
    inputs: { subnetId: `${subnetName}-id`, routeTableId: `${tableName}-id` },
});
const vpc: Sketched[] = [
    gateway, subnet("open"), subnet("closed"), table("public"), table("private"), route("public"),
    join("open", "public"), join("closed", "private"),
];
const balancer = (name: string, inputs: object = {}): Sketched => ({
    type: "lb/loadBalancer:LoadBalancer", name: "alb", inputs: { subnets: [`${name}-id`], ...inputs } });
const database = (name: string): Sketched => ({
    type: "rds/subnetGroup:SubnetGroup", name: "db", inputs: { subnetIds: [`${name}-id`] } });
const find = (...resources: Sketched[]) => findIn("tiers", { stacks: [{ resources }] });

describe("tiers", () => {
    it("C9 put load balancers for the internet into public subnets, all else into private ones", async () => {
        assert.deepEqual(await find(...vpc, balancer("open"), database("closed")), []);
        assert.deepEqual(await find(...vpc, balancer("closed"), database("open")), [
            "alb (dev): the load balancer is in closed, a private subnet",
            "db (dev): the database is in open, a public subnet",
        ]);
    });

    it("C9 have internal load balancers in private subnets", async () => {
        assert.deepEqual(await find(...vpc, balancer("closed", { internal: true })), []);
    });

    it("follow routes that stand in the table, and those of the VPC's default table", async () => {
        const inline = [gateway, subnet("open"), join("open", "public"),
            table("public", { routes: [{ cidrBlock: "0.0.0.0/0", gatewayId: "gateway-id" }] })];
        assert.deepEqual(await find(...inline, balancer("open")), []);
        const main: Sketched = { type: "ec2/defaultRouteTable:DefaultRouteTable", name: "main", inputs: {
            defaultRouteTableId: "vpc-id", routes: [{ gatewayId: "gateway-id" }] } };
        const own: Sketched = { type: "ec2/vpc:Vpc", name: "vpc" };
        assert.deepEqual(await find(own, gateway, subnet("open"), main, balancer("open")), []);
        assert.equal((await find(own, gateway, subnet("open"), main, database("open"))).length, 1);
    });

    it("can't be decided where the subnets are another stack's", async () => {
        assert.equal(await find(balancer("unknown")), "not decidable: the subnets are none of this stack's");
    });

    it("C9 keep databases off the internet", async () => {
        const open: Sketched = { type: "rds/instance:Instance", name: "db", inputs: { publiclyAccessible: true } };
        assert.deepEqual(
            await find(...vpc, database("closed"), open), ["db (dev): the database is publiclyAccessible"]);
    });
});
