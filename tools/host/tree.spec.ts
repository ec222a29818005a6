import assert from "node:assert/strict";
import type { Resource } from "./monitor";
import { drawTree } from "./tree";

describe("tree", () => {
    it("draws each resource below its parent, with its type", () => {
        const resource = (urn: string, type: string, parent: string) => ({ urn, name: urn, type, parent }) as Resource;
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
});
