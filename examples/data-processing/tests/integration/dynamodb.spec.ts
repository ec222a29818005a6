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

    it("table has the object's key for partitions and its version to sort by", async () => {
        assert.deepEqual((await describeTable()).KeySchema, [
            { AttributeName: "key", KeyType: "HASH" },
            { AttributeName: "versionId", KeyType: "RANGE" },
        ]);
    });

    it("table has one index, by day", async () => {
        const { GlobalSecondaryIndexes = [], LocalSecondaryIndexes = [] } = await describeTable();
        assert.deepEqual(LocalSecondaryIndexes, []);
        assert.deepEqual(GlobalSecondaryIndexes.map(index =>
            [index.IndexName, index.KeySchema, index.Projection?.ProjectionType]), [
            ["by-day", [
                { AttributeName: "recordedOn", KeyType: "HASH" },
                { AttributeName: "recordedAt", KeyType: "RANGE" },
            ], "ALL"],
        ]);
    });

    it("table is billed on demand, and protected from deletion as configured", async () => {
        const { BillingModeSummary, DeletionProtectionEnabled } = await describeTable();
        assert.equal(BillingModeSummary?.BillingMode, "PAY_PER_REQUEST");
        assert.equal(String(DeletionProtectionEnabled), setting("deletionProtection"));
    });

    it("table is encrypted with the key that AWS manages for the account", async () => {
        const { SSEDescription } = await describeTable();
        assert.equal(SSEDescription?.Status, "ENABLED");
        assert.equal(SSEDescription.SSEType, "KMS");
    });

    it("table can be restored to any point in time", async () => {
        const { ContinuousBackupsDescription } = await clients.dynamodb.describeContinuousBackups({
            TableName: outputs.tableName });
        const { PointInTimeRecoveryDescription } = ContinuousBackupsDescription ?? {};
        assert.equal(PointInTimeRecoveryDescription?.PointInTimeRecoveryStatus, "ENABLED");
    });

    it("table drops records that have expired", async () => {
        const { TimeToLiveDescription } = await clients.dynamodb.describeTimeToLive({ TableName: outputs.tableName });
        assert.deepEqual(TimeToLiveDescription, { AttributeName: "expiresAt", TimeToLiveStatus: "ENABLED" });
    });
});
