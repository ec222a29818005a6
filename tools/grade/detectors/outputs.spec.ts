import assert from "node:assert/strict";
import { findIn, type SketchedStack } from "../sketch";
import { noConfigurationEndpoint } from "../trial";

const profile = {
    name: "test", reference: undefined, contract: { stack: "string", vpcId: "string", subnetIds: "array" } as const };
const vpc = { type: "ec2/vpc:Vpc", name: "vpc" };
const find = (item: string, outputs: SketchedStack["outputs"], more: SketchedStack = {}) =>
    findIn(item, { profile, stacks: [{ outputs, resources: [vpc], ...more }] });

describe("outputs", () => {
    for (const spelling of ["vpcId", "vpc_id", "VpcId", "vpcID", "vpc-id"]) {
        it(`C14 fulfil the contract as ${spelling}`, async () => {
            assert.deepEqual(await find("contract", { stack: "dev", [spelling]: "vpc-1", subnetIds: [] }), []);
        });
    }

    it("C14 are missing where they are missing", async () => {
        assert.deepEqual(await find("contract", { stack: "dev", subnetIds: [] }),
            ["vpcId: stack dev doesn't export it"]);
    });

    it("C3 tell the stack's name", async () => {
        assert.deepEqual(await find("stack-output", { stack: "dev" }), []);
        assert.deepEqual(await find("stack-output", { stackName: "organization/shop/dev" }), []);
        assert.deepEqual(await find("stack-output", { vpcId: "" }), ["stack: stack dev doesn't export its name"]);
        assert.deepEqual(await find("stack-output", { stack: "prod" }),
            ['stack: it is "prod", but the stack\'s name is dev']);
    });

    for (const value of ['["subnet-1", "subnet-2"]', "subnet-1,subnet-2", "subnet-1"]) {
        it(`C4 are lists, and not ${value}`, async () => {
            assert.deepEqual(
                await find("lists", { subnet_ids: value }), ["subnet_ids: stack dev exports a list as text"]);
        });
    }

    it("C4 are lists where they are lists, and texts where the contract says so", async () => {
        assert.deepEqual(await find("lists", { subnetIds: ["subnet-1"], vpcId: "vpc-1" }), []);
    });

    it("M4 are there", async () => {
        assert.deepEqual(await find("exports", { vpcId: "" }), []);
        assert.deepEqual(await find("exports", {}), ["exports of the program: stack dev has no outputs"]);
    });

    it("D4 are more than what components register", async () => {
        const component = { type: "component", name: "net", state: { vpcId: "", subnetIds: [] } };
        assert.deepEqual(await find("exports", {}, { resources: [vpc, component] }),
            ["exports of the program: stack dev has no outputs, though its components register 2 outputs"]);
    });

    it("are no reason for other items where there are none", async () => {
        for (const item of ["contract", "stack-output", "lists"]) {
            assert.equal(await find(item, {}), "not shown: the program exports nothing");
        }
    });

    it("H9 don't come from the endpoint of a cluster mode that is off", async () => {
        const cache = { type: "elasticache/replicationGroup:ReplicationGroup", name: "cache" };
        const from = (outputs: object) =>
            find("cache-endpoint", { ...outputs }, { resources: [cache] });
        assert.deepEqual(await from({ redis: "primary.cache" }), []);
        assert.deepEqual(await from({ redis: `redis://${noConfigurationEndpoint}` }),
            ["output redis (dev): comes from configurationEndpointAddress, which is empty without cluster mode"]);
    });
});
