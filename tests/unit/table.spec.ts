import assert from "node:assert/strict";
import { TableComponent } from "../../components/table";
import { record, valueOf } from "../support/record";

const build = (deletionProtection = false) => record(() => new TableComponent("dev-01", {
    hashKey: "key",
    rangeKey: "versionId",
    index: { name: "by-day", hashKey: "recordedOn", rangeKey: "versionId" },
    deletionProtection,
    tags: { Project: "project" },
}));

describe("TableComponent", () => {
    it("H8 makes one encrypted, recoverable table on demand, with sort key, index and time to live", async () => {
        const { resources } = await build();
        assert.deepEqual(resources, {
            "table-dev-01": {
                type: "aws:dynamodb/table:Table",
                name: "table-dev-01",
                inputs: {
                    billingMode: "PAY_PER_REQUEST",
                    hashKey: "key",
                    rangeKey: "versionId",
                    attributes: [
                        { name: "key", type: "S" },
                        { name: "versionId", type: "S" },
                        { name: "recordedOn", type: "S" },
                    ],
                    globalSecondaryIndexes: [{
                        name: "by-day",
                        keySchemas: [
                            { attributeName: "recordedOn", keyType: "HASH" },
                            { attributeName: "versionId", keyType: "RANGE" },
                        ],
                        projectionType: "ALL",
                    }],
                    pointInTimeRecovery: { enabled: true },
                    serverSideEncryption: { enabled: true },
                    ttl: { attributeName: "expiresAt", enabled: true },
                    deletionProtectionEnabled: false,
                    tags: { Project: "project", Name: "table-dev-01" },
                },
            },
        });
    });

    it("C11 is protected from deletion only where that is wanted", async () => {
        const { resources } = await build(true);
        assert.equal(resources["table-dev-01"]?.inputs.deletionProtectionEnabled, true);
    });

    it("D4 exposes name and ARN", async () => {
        const { result } = await build();
        assert.equal(await valueOf(result.tableName), "table-dev-01-name");
        assert.equal(await valueOf(result.tableArn), "table-dev-01-arn");
    });
});
