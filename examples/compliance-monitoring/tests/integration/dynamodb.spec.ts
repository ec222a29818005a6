import assert from "node:assert/strict";
import { clients, commonTags, named, outputs, setting, tagRecord } from "./deployment";

describe("dynamodb", () => {
    const describeTable = async () => {
        const { Table } = await clients.dynamodb.describeTable({ TableName: outputs.tableName });
        assert(Table);
        return Table;
    };

    it("C10 table is named and tagged as this environment's", async () => {
        assert.match(outputs.tableName, new RegExp(`^${named("table")}-`));
        const { Tags } = await clients.dynamodb.listTagsOfResource({ ResourceArn: outputs.tableArn });
        assert.deepEqual(tagRecord(Tags), { ...commonTags(), Name: named("table") });
    });

    it("table has one record for a resource and rule, and an index by compliance", async () => {
        const { GlobalSecondaryIndexes = [], KeySchema = [] } = await describeTable();
        assert.deepEqual(KeySchema.map(({ AttributeName }) => AttributeName), ["resource", "ruleName"]);
        assert.deepEqual(GlobalSecondaryIndexes.map(({ IndexName, KeySchema: keys = [] }) =>
            [IndexName, ...keys.map(({ AttributeName }) => AttributeName)]), [
            ["by-compliance", "compliance", "evaluatedAt"],
        ]);
    });

    it("table is billed on demand, encrypted, and protected from deletion as configured", async () => {
        const { BillingModeSummary, DeletionProtectionEnabled, SSEDescription } = await describeTable();
        assert.equal(BillingModeSummary?.BillingMode, "PAY_PER_REQUEST");
        assert.equal(SSEDescription?.Status, "ENABLED");
        assert.equal(String(DeletionProtectionEnabled), setting("deletionProtection"));
    });

    it("table drops records that have expired, and can be restored to any point in time", async () => {
        const { TimeToLiveDescription } = await clients.dynamodb.describeTimeToLive({ TableName: outputs.tableName });
        assert.deepEqual(TimeToLiveDescription, { AttributeName: "expiresAt", TimeToLiveStatus: "ENABLED" });
        const { ContinuousBackupsDescription } = await clients.dynamodb.describeContinuousBackups({
            TableName: outputs.tableName });
        const { PointInTimeRecoveryDescription } = ContinuousBackupsDescription ?? {};
        assert.equal(PointInTimeRecoveryDescription?.PointInTimeRecoveryStatus, "ENABLED");
    });
});
