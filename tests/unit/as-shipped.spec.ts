import assert from "node:assert/strict";
import { join, resolve } from "node:path";
import { listProjects } from "../../tools/host/house";
import { allStacks, readSettings } from "../../tools/host/settings";
import { overlap } from "../support/ranges";
import { readValues } from "../support/shipped-values";

// The values of the stack files as shipped, and of Pulumi.yaml where a stack file leaves a key out. No other test
// expects them: where your stacks differ, change them here.
const projectDir = resolve(__dirname, "../..");

const values = (key: string) => readValues(projectDir, key);

describe("as shipped", () => {
    it("has three environments in one region", () => {
        assert.deepEqual(allStacks(projectDir), ["dev", "staging", "prod"]);
        assert.deepEqual(values("environment"), ["dev", "staging", "prod"]);
        assert.deepEqual(values("environmentSuffix"), ["01", "01", "01"]);
        assert.deepEqual(values("aws:region"), ["us-east-1", "us-east-1", "us-east-1"]);
    });

    it("spans two zones", () => {
        assert.deepEqual(values("vpcCidr"), ["10.0.0.0/16", "10.1.0.0/16", "10.2.0.0/16"]);
        assert.deepEqual(values("zones"), ['["a","b"]', '["a","b"]', '["a","b"]']);
    });

    it("pays for one NAT gateway a zone in prod alone", () => {
        assert.deepEqual(values("natStrategy"), ["single", "single", "zonal"]);
    });

    it("has larger instances from dev to prod, and at least two in prod", () => {
        assert.deepEqual(values("instanceType"), ["t4g.micro", "t4g.small", "t4g.medium"]);
        assert.deepEqual(values("cpuCredits"), ["standard", "standard", "unlimited"]);
        assert.deepEqual(values("minSize"), ["1", "1", "2"]);
        assert.deepEqual(values("maxSize"), ["2", "3", "6"]);
    });

    it("has a larger database from dev to prod", () => {
        assert.deepEqual(values("dbEngineVersion"), ["8.4", "8.4", "8.4"]);
        assert.deepEqual(values("dbInstanceClass"), ["db.t4g.micro", "db.t4g.small", "db.t4g.medium"]);
        assert.deepEqual(values("dbStorageGib"), ["20", "20", "100"]);
        assert.deepEqual(values("dbMaxStorageGib"), ["100", "100", "500"]);
    });

    it("C12 keeps a standby of the database in prod alone", () => {
        assert.deepEqual(values("dbMultiAz"), ["false", "false", "true"]);
    });

    it("keeps backups and logs longer from dev to prod", () => {
        assert.deepEqual(values("dbBackupDays"), ["1", "7", "14"]);
        assert.deepEqual(values("logRetentionDays"), ["7", "30", "90"]);
    });

    it("C11 protects nothing, so that one command removes a stack", () => {
        assert.deepEqual(values("deletionProtection"), ["false", "false", "false"]);
        assert.deepEqual(values("dbFinalSnapshot"), ["false", "false", "false"]);
    });

    it("leaves certificate and tags to the user", () => {
        assert.deepEqual(values("certificateArn"), ["", "", ""]);
        assert.deepEqual(values("tags"), ["{}", "{}", "{}"]);
    });

    it("C10 has addresses that no example has: all can be deployed to one account and be connected", () => {
        const ranges = listProjects().flatMap(folder => {
            const directory = join(projectDir, folder);
            return allStacks(directory).map(stack => {
                const { config, project } = readSettings(directory, stack);
                return { title: `${project} ${stack}`, folder, range: config[`${project}:vpcCidr`] };
            });
        });
        const pairs = ranges.flatMap((one, index) => ranges.slice(index + 1).map(other => [one, other] as const));
        const overlapping = pairs
            .filter(([one, other]) => one.folder !== other.folder && overlap(one.range, other.range))
            .map(([one, other]) => `${one.title} and ${other.title}`);
        assert.deepEqual(overlapping, []);
    });
});
