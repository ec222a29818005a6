import assert from "node:assert/strict";
import { record, valueOf } from "../../../../tests/support/record";
import { TableComponent, type TableComponentArgs } from "../../components";

const args = { region: "us-east-1", replicas: [], deletionProtection: false, tags: { Project: "project" } };
const build = (changes: Partial<TableComponentArgs> = {}) =>
    record(() => new TableComponent("dev-01", { ...args, ...changes }));

describe("TableComponent", () => {
    it("creates an encrypted table that streams its changes and can be restored", async () => {
        const { resources } = await build();
        assert.deepEqual(resources["rules-dev-01"]?.inputs, {
            billingMode: "PAY_PER_REQUEST",
            hashKey: "ruleId",
            attributes: [{ name: "ruleId", type: "S" }],
            streamEnabled: true,
            streamViewType: "NEW_AND_OLD_IMAGES",
            pointInTimeRecovery: { enabled: true },
            serverSideEncryption: { enabled: true },
            deletionProtectionEnabled: false,
            replicas: [],
            tags: { Project: "project", Name: "rules-dev-01" },
        });
    });

    it("F8 makes replicas that are like it", async () => {
        const { resources } = await build({ replicas: ["us-west-2", "eu-west-1"], deletionProtection: true });
        const { replicas, deletionProtectionEnabled } = resources["rules-dev-01"]?.inputs ?? {};
        const settings = { pointInTimeRecovery: true, deletionProtectionEnabled: true, propagateTags: true };
        assert.deepEqual(replicas, [
            { regionName: "us-west-2", ...settings }, { regionName: "eu-west-1", ...settings }]);
        assert.equal(deletionProtectionEnabled, true);
    });

    it("F8 refuses a replica in its own region, by name", async () => {
        await assert.rejects(build({ replicas: ["us-west-2", "us-east-1"] }), {
            message: "dev-01: replicas must not name us-east-1, the table's own region, got us-west-2, us-east-1" });
    });

    it("D4 exposes name and ARN", async () => {
        const { result } = await build();
        assert.equal(await valueOf(result.tableName), "rules-dev-01-name");
        assert.equal(await valueOf(result.tableArn), "rules-dev-01-arn");
    });
});
