import * as pulumi from "@pulumi/pulumi";
import assert from "node:assert/strict";
import { setTimeout } from "node:timers/promises";

// Not part of the suite: hooks.spec.ts runs it, and sees to it that it fails.
describe("canary", () => {
    it("fails at once in an apply that nothing awaits", () => {
        pulumi.output("at once").apply(value => assert.equal(value, "expected"));
    });

    it("fails later in an apply that nothing awaits", () => {
        pulumi.output(setTimeout(50, "later")).apply(value => assert.equal(value, "expected"));
    });

    it("ends the process", () => {
        assert(process.exit(0));
    });
});
