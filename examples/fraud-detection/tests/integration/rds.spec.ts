import type { DBCluster, DBInstance } from "@aws-sdk/client-rds";
import assert from "node:assert/strict";
import { clients, commonTags, named, outputs, setting, tagRecord, zones } from "./deployment";

describe("rds", () => {
    let cluster: DBCluster;
    let instances: DBInstance[];

    before(async () => {
        const { DBClusters } = await clients.rds.describeDBClusters({
            DBClusterIdentifier: outputs.auroraClusterIdentifier });
        assert(DBClusters?.[0]);
        cluster = DBClusters[0];
        const { DBInstances } = await clients.rds.describeDBInstances({
            Filters: [{ Name: "db-cluster-id", Values: [outputs.auroraClusterIdentifier] }] });
        instances = DBInstances ?? [];
    });

    it("F1 database is Aurora PostgreSQL of the configured major version, of which AWS chooses the minor one", () => {
        assert.equal(cluster.Engine, "aurora-postgresql");
        assert.equal(cluster.EngineVersion?.split(".")[0], setting("dbEngineVersion"));
        assert(instances.every(({ AutoMinorVersionUpgrade }) => AutoMinorVersionUpgrade));
    });

    it("database follows its load within the configured capacity", () => {
        const { MinCapacity, MaxCapacity } = cluster.ServerlessV2ScalingConfiguration ?? {};
        assert.equal(MinCapacity, Number(setting("dbMinCapacity")));
        assert.equal(MaxCapacity, Number(setting("dbMaxCapacity")));
        assert(instances.every(({ DBInstanceClass }) => DBInstanceClass === "db.serverless"));
    });

    it("F2 database's user is the configured one, its password AWS's own, in the exported secret", () => {
        assert.equal(cluster.MasterUsername, setting("dbUserName"));
        assert.equal(cluster.MasterUserSecret?.SecretArn, outputs.auroraSecretArn);
    });

    it("C12 database has a reader only where the configuration says so, in another zone", () => {
        const wanted = zones().slice(0, setting("dbReader") === "true" ? 2 : 1);
        assert.deepEqual(instances.map(({ AvailabilityZone }) => AvailabilityZone).sort(),
            wanted.map(zone => `${outputs.region}${zone}`).sort());
        assert.equal(cluster.DBClusterMembers?.filter(({ IsClusterWriter }) => IsClusterWriter).length, 1);
    });

    it("database is encrypted, and keeps backups for the configured days", () => {
        assert.equal(cluster.StorageEncrypted, true);
        assert.equal(cluster.BackupRetentionPeriod, Number(setting("dbBackupDays")));
    });

    it("C9 database is not public, and stands in the private subnets", async () => {
        assert(instances.every(({ PubliclyAccessible }) => !PubliclyAccessible));
        const { DBSubnetGroups } = await clients.rds.describeDBSubnetGroups({
            DBSubnetGroupName: cluster.DBSubnetGroup });
        const subnets = DBSubnetGroups?.[0]?.Subnets?.map(({ SubnetIdentifier }) => SubnetIdentifier);
        assert.deepEqual(subnets?.sort(), [...outputs.privateSubnetIds].sort());
    });

    it("database refuses connections without TLS", async () => {
        const { Parameters } = await clients.rds.describeDBClusterParameters({
            DBClusterParameterGroupName: cluster.DBClusterParameterGroup, Source: "user" });
        const forced = Parameters?.find(({ ParameterName }) => ParameterName === "rds.force_ssl");
        assert.equal(forced?.ParameterValue, "1");
    });

    it("database exports its log", () => {
        assert.deepEqual(cluster.EnabledCloudwatchLogsExports, ["postgresql"]);
    });

    it("C11 database is protected from deletion only if the configuration says so", () => {
        assert.equal(String(cluster.DeletionProtection), setting("deletionProtection"));
    });

    it("C14 database's exported addresses are its own", () => {
        assert.deepEqual(
            [cluster.Endpoint, cluster.ReaderEndpoint], [outputs.auroraEndpoint, outputs.auroraReaderEndpoint]);
        assert.equal(cluster.Port, 5432);
    });

    it("C10 database and its instances are tagged as this environment's", () => {
        assert.deepEqual(tagRecord(cluster.TagList), { ...commonTags(), Name: named("db") });
        for (const { AvailabilityZone = "", TagList } of instances) {
            const Name = named(`db-instance-${AvailabilityZone.at(-1)}`);
            assert.deepEqual(tagRecord(TagList), { ...commonTags(), Name });
        }
    });
});
