import assert from "node:assert/strict";
import type { Resource } from "./monitor";
import { drawTree } from "./tree";

const resource = (urn: string, type: string, parent: string, dependencies: string[] = []) =>
    ({ urn, name: urn, type, parent, dependencies }) as unknown as Resource;

describe("tree", () => {
    it("draws each resource below its parent, with its type", () => {
        assert.deepEqual(drawTree([
            resource("stack", "pulumi:pulumi:Stack", ""),
            resource("first", "reference:index:First", "stack"),
            resource("second", "reference:index:Second", "stack"),
            resource("child", "aws:ec2/vpc:Vpc", "first"),
        ]), [
            "stack       pulumi.pulumi.Stack",
            "  first     reference.index.First",
            "    child   aws.ec2.Vpc",
            "  second    reference.index.Second",
        ]);
    });

    it("orders siblings by dependency and name, whatever the order of their arrival", () => {
        const resources = [
            resource("stack", "pulumi:pulumi:Stack", ""),
            resource("network", "reference:index:Network", "stack"),
            resource("vpc", "aws:ec2/vpc:Vpc", "network"),
            resource("gateway", "aws:ec2/natGateway:NatGateway", "network", ["vpc", "address"]),
            resource("address", "aws:ec2/eip:Eip", "network", ["vpc"]),
            resource("application", "reference:index:Application", "stack"),
            resource("group", "aws:autoscaling/group:Group", "application", ["gateway"]),
            resource("bucket", "aws:s3/bucket:Bucket", "stack"),
        ];
        const expected = ["stack", "bucket", "network", "vpc", "address", "gateway", "application", "group"];
        for (const arrival of [resources, [...resources].reverse()]) {
            assert.deepEqual(drawTree(arrival).map(line => line.trim().split(" ")[0]), expected);
        }
    });
});
