import assert from "node:assert/strict";
import { resolve } from "node:path";
import { readValues } from "../../../../tests/support/shipped-values";
import { allStacks } from "../../../../tools/host/settings";

// The values of the stack files as shipped, and of Pulumi.yaml where a stack file leaves a key out. No other test
// expects them: where your stacks differ, change them here.
const projectDir = resolve(__dirname, "../..");

const values = (key: string) => readValues(projectDir, key);

describe("as shipped", () => {
    it("has three environments in one region", () => {
        assert.deepEqual(allStacks(projectDir), ["dev", "staging", "prod"]);
        assert.deepEqual(values("environment"), ["dev", "staging", "prod"]);
        assert.deepEqual(values("aws:region"), ["us-east-1", "us-east-1", "us-east-1"]);
    });

    it("M6 has an account for each environment, with a recorder of its own", () => {
        assert.deepEqual(values("recorder"), ["create", "create", "create"]);
    });

    it("asks for longer backups from dev to prod, and evaluates all resources of prod daily", () => {
        assert.deepEqual(values("minBackupDays"), ["1", "7", "14"]);
        assert.deepEqual(values("evaluateDaily"), ["false", "false", "true"]);
    });

    it("keeps results and logs longer from dev to prod", () => {
        assert.deepEqual(values("recordDays"), ["30", "365", "2557"]);
        assert.deepEqual(values("logRetentionDays"), ["7", "30", "90"]);
    });
});
