import assert from "node:assert/strict";
import { resolve } from "node:path";
import { allStacks } from "../../../../tools/host/settings";
import { readValues } from "../../../../tests/support/shipped-values";

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

    it("D7 has more memory and concurrency from dev to prod, which is reserved in prod alone", () => {
        assert.deepEqual(values("memoryMib"), ["256", "512", "1024"]);
        assert.deepEqual(values("maxConcurrency"), ["2", "5", "20"]);
        assert.deepEqual(values("reservedConcurrency"), ["0", "0", "20"]);
    });

    it("keeps records and logs longer from dev to prod", () => {
        assert.deepEqual(values("recordDays"), ["30", "365", "3650"]);
        assert.deepEqual(values("logRetentionDays"), ["7", "30", "90"]);
    });

    it("notifies operators of staging and prod", () => {
        assert.deepEqual(values("alarmActions"), ["false", "true", "true"]);
    });
});
