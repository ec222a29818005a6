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

    it("C10 has addresses of its own, which no other system here has, over three zones", () => {
        assert.deepEqual(values("vpcCidr"), ["10.20.0.0/16", "10.21.0.0/16", "10.22.0.0/16"]);
        assert.deepEqual(values("zones"), ['["a","b","c"]', '["a","b","c"]', '["a","b","c"]']);
    });

    it("F8 has replicas of the rules in no, one and two other regions", () => {
        assert.deepEqual(values("replicas"), ["[]", '["us-west-2"]', '["us-west-2","eu-west-1"]']);
    });

    it("C12 has a second database instance and a NAT gateway per zone in prod alone", () => {
        assert.deepEqual(values("dbReader"), ["false", "false", "true"]);
        assert.deepEqual(values("natStrategy"), ["single", "single", "zonal"]);
    });

    it("F1 has a major version of Aurora PostgreSQL, in quotes", () => {
        assert.deepEqual(values("dbEngineVersion"), ["17", "17", "17"]);
    });

    it("has more capacity from dev to prod", () => {
        assert.deepEqual(values("minTasks"), ["1", "1", "3"]);
        assert.deepEqual(values("maxTasks"), ["2", "4", "12"]);
        assert.deepEqual(values("dbMaxCapacity"), ["2", "4", "16"]);
    });

    it("keeps backups and logs longer from dev to prod, and calls nobody for dev", () => {
        assert.deepEqual(values("dbBackupDays"), ["1", "7", "14"]);
        assert.deepEqual(values("logRetentionDays"), ["7", "30", "365"]);
        assert.deepEqual(values("alarmActions"), ["false", "true", "true"]);
    });
});
