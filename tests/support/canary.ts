import * as pulumi from "@pulumi/pulumi";
import assert from "node:assert/strict";

// Not part of the suite: hooks.spec.ts runs it, and sees to it that it fails.
describe("canary", () => {
    it("fails in an apply that nothing awaits", () => {
        pulumi.output("actual").apply(value => assert.equal(value, "expected"));
    });
});
