import assert from "node:assert/strict";
import { setTimeout } from "node:timers/promises";
import { clients, clientsIn, commonTags, named, outputs, setting, tagRecord } from "./deployment";

const TableName = () => outputs.rulesTableName;

/** Every region that has the table: the stack's own, and those of the replicas. */
const regions = () => [outputs.region, ...outputs.replicaRegions];

describe("dynamodb", () => {
    const describeTable = async (region: string) => {
        const { Table } = await clientsIn(region).dynamodb.describeTable({ TableName: TableName() });
        assert(Table);
        return Table;
    };

    it("C10 table is named and tagged as this environment's, in every region", async () => {
        assert.match(outputs.rulesTableName, new RegExp(`^${named("rules")}-`));
        for (const region of regions()) {
            const { Tags } = await clientsIn(region).dynamodb.listTagsOfResource({
                ResourceArn: outputs.rulesTableArn.replace(outputs.region, region) });
            assert.deepEqual(tagRecord(Tags), { ...commonTags(), Name: named("rules") }, region);
        }
    });

    it("F8 table has a replica in each configured region, and nowhere else", async () => {
        assert.deepEqual(outputs.replicaRegions, JSON.parse(setting("replicas")));
        const { Replicas = [] } = await describeTable(outputs.region);
        assert.deepEqual(
            Replicas.map(({ RegionName }) => RegionName).filter(region => region !== outputs.region).sort(),
            [...outputs.replicaRegions].sort());
    });

    it("F8 a rule that is written in one region can be read in every other", async () => {
        const Key = { ruleId: { S: `replication-test-${process.pid}` } };
        const { dynamodb } = clients;
        await dynamodb.putItem({ TableName: TableName(), Item: { ...Key, points: { N: "0" } } });
        try {
            for (const region of outputs.replicaRegions) {
                let found = false;
                for (let attempt = 0; attempt < 20 && !found; attempt++) {
                    const { Item } = await clientsIn(region).dynamodb.getItem({ TableName: TableName(), Key });
                    found = Item !== undefined;
                    await setTimeout(found ? 0 : 500);
                }
                assert(found, region);
            }
        } finally {
            await dynamodb.deleteItem({ TableName: TableName(), Key });
        }
    });

    it("table is encrypted and billed on demand, in every region", async () => {
        for (const region of regions()) {
            const { BillingModeSummary, SSEDescription } = await describeTable(region);
            assert.equal(BillingModeSummary?.BillingMode, "PAY_PER_REQUEST", region);
            assert.deepEqual([SSEDescription?.Status, SSEDescription?.SSEType], ["ENABLED", "KMS"], region);
        }
    });

    it("F8 table can be restored to any point in time, in every region", async () => {
        for (const region of regions()) {
            const { ContinuousBackupsDescription } = await clientsIn(region).dynamodb.describeContinuousBackups({
                TableName: TableName() });
            const { PointInTimeRecoveryDescription } = ContinuousBackupsDescription ?? {};
            assert.equal(PointInTimeRecoveryDescription?.PointInTimeRecoveryStatus, "ENABLED", region);
        }
    });

    it("C11 table is protected from deletion only if the configuration says so, in every region", async () => {
        for (const region of regions()) {
            const { DeletionProtectionEnabled } = await describeTable(region);
            assert.equal(String(DeletionProtectionEnabled), setting("deletionProtection"), region);
        }
    });

    it("table streams its changes, and is keyed by the rule's id", async () => {
        const { KeySchema, StreamSpecification } = await describeTable(outputs.region);
        assert.deepEqual(KeySchema, [{ AttributeName: "ruleId", KeyType: "HASH" }]);
        assert.deepEqual(StreamSpecification, { StreamEnabled: true, StreamViewType: "NEW_AND_OLD_IMAGES" });
    });
});
