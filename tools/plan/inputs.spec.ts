import assert from "node:assert/strict";
import { unknownValue } from "../host/monitor";
import { describeInputs, wrap } from "./inputs";
import { sketchDependent, sketchResource } from "./sketch";

const nameOf = (urn: string) => urn.split("::").at(-1) ?? "";

describe("inputs of a plan", () => {
    it("are those that tell most, in one order", () => {
        const inputs = {
            tags: { Name: "db" }, multiAz: false, applyImmediately: true, allocatedStorage: 20, engine: "mysql" };
        assert.deepEqual(describeInputs(sketchResource("aws:rds/instance:Instance", "db", { inputs }), nameOf), [
            "engine: mysql", "allocatedStorage: 20", "multiAz: false"]);
    });

    it("show what they come from where nobody knows them yet", () => {
        const subnets = ["d", "b", "a", "b"].map(name => sketchResource("aws:ec2/subnet:Subnet", name));
        const describe = (count: number) => describeInputs(
            sketchDependent("aws:lb/loadBalancer:LoadBalancer", "alb", "subnets", subnets.slice(0, count)), nameOf);
        assert.deepEqual([1, 2, 4].map(describe), [
            ["subnets: <d>"], ["subnets: <b and d>"], ["subnets: <a and 2 more>"]]);
    });

    it("show that nobody knows them where they come from no resource, and where a part of them does", () => {
        const [first] = [sketchResource("aws:kms/key:Key", "key")];
        const unknown = sketchResource("aws:lambda/function:Function", "f", {
            inputs: { memorySize: unknownValue, vpcConfig: { subnetIds: [unknownValue] } },
            propertyDependencies: { vpcConfig: [first.urn] },
        });
        assert.deepEqual(describeInputs(unknown, nameOf), ["memorySize: <unknown>", "vpcConfig: <key>"]);
    });

    it("fill lines", () => {
        assert.deepEqual(wrap(["a: 1", "b: 2", "c: 3"], 11), ["a: 1, b: 2,", "c: 3"]);
        assert.deepEqual(wrap([], 11), []);
        assert.deepEqual(wrap(["longer than the line"], 11), ["longer than the line"]);
    });
});
