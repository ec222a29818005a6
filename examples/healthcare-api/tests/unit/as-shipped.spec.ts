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

    it("C10 has addresses of its own, which no other system here has", () => {
        assert.deepEqual(values("vpcCidr"), ["10.10.0.0/16", "10.11.0.0/16", "10.12.0.0/16"]);
    });

    it("C12 has a standby database and a NAT gateway per zone in prod alone", () => {
        assert.deepEqual(values("dbMultiAz"), ["false", "false", "true"]);
        assert.deepEqual(values("natStrategy"), ["single", "single", "zonal"]);
    });

    it("H7 has a major number of PostgreSQL, in quotes", () => {
        assert.deepEqual(values("dbEngineVersion"), ["17", "17", "17"]);
    });

    it("takes more requests, and keeps backups and logs longer, from dev to prod", () => {
        assert.deepEqual(values("requestsPerSecond"), ["10", "50", "200"]);
        assert.deepEqual(values("dbBackupDays"), ["1", "7", "14"]);
        assert.deepEqual(values("logRetentionDays"), ["7", "30", "365"]);
    });
});
