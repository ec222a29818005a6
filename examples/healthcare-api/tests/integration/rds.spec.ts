import type { DBInstance } from "@aws-sdk/client-rds";
import assert from "node:assert/strict";
import { clients, commonTags, named, outputs, setting, tagRecord } from "./deployment";

describe("rds", () => {
    let instance: DBInstance;

    before(async () => {
        const { DBInstances = [] } = await clients.rds.describeDBInstances({});
        const found = DBInstances.find(({ Endpoint }) => Endpoint?.Address === outputs.dbAddress);
        assert(found, `there is no instance at ${outputs.dbAddress}`);
        instance = found;
    });

    it("H7 database is PostgreSQL of the configured version, and follows AWS's releases of a major number", () => {
        const version = setting("dbEngineVersion");
        assert.equal(instance.Engine, "postgres");
        assert(instance.EngineVersion === version || instance.EngineVersion?.startsWith(`${version}.`));
        assert.equal(instance.AutoMinorVersionUpgrade, !version.includes("."));
    });

    it("database has the configured class, storage and backups", () => {
        assert.equal(instance.DBInstanceClass, setting("dbInstanceClass"));
        assert((instance.AllocatedStorage ?? 0) >= Number(setting("dbStorageGib")));
        assert.equal(instance.MaxAllocatedStorage, Number(setting("dbMaxStorageGib")));
        assert.equal(instance.BackupRetentionPeriod, Number(setting("dbBackupDays")));
    });

    it("C12 database has a standby only where the configuration says so", () => {
        assert.equal(String(instance.MultiAZ), setting("dbMultiAz"));
    });

    it("database is encrypted with the stack's key", () => {
        assert.equal(instance.StorageEncrypted, true);
        assert.equal(instance.KmsKeyId, outputs.kmsKeyArn);
    });

    it("C7 database's password is AWS's own, in the exported secret, under the stack's key", () => {
        assert.equal(instance.MasterUsername, "dbadmin");
        assert.equal(instance.MasterUserSecret?.SecretArn, outputs.dbSecretArn);
        assert.equal(instance.MasterUserSecret.KmsKeyId, outputs.kmsKeyArn);
    });

    it("C9 database is not public, and stands in the private subnets", async () => {
        assert.equal(instance.PubliclyAccessible, false);
        const { DBSubnetGroups } = await clients.rds.describeDBSubnetGroups({
            DBSubnetGroupName: instance.DBSubnetGroup?.DBSubnetGroupName });
        const subnets = DBSubnetGroups?.[0]?.Subnets?.map(({ SubnetIdentifier }) => SubnetIdentifier);
        assert.deepEqual(subnets?.sort(), [...outputs.privateSubnetIds].sort());
    });

    it("database refuses connections without TLS", async () => {
        const { Parameters } = await clients.rds.describeDBParameters({
            DBParameterGroupName: instance.DBParameterGroups?.[0]?.DBParameterGroupName, Source: "user" });
        const forced = Parameters?.find(({ ParameterName }) => ParameterName === "rds.force_ssl");
        assert.equal(forced?.ParameterValue, "1");
    });

    it("database exports its logs", () => {
        assert.deepEqual(instance.EnabledCloudwatchLogsExports?.sort(), ["postgresql", "upgrade"]);
    });

    it("C11 database is protected from deletion only if the configuration says so", () => {
        assert.equal(String(instance.DeletionProtection), setting("deletionProtection"));
    });

    it("C14 database's exported endpoint is its own", () => {
        assert.equal(instance.Endpoint?.Port, outputs.dbPort);
        assert.equal(outputs.dbEndpoint, `${outputs.dbAddress}:${outputs.dbPort}`);
    });

    it("C10 database is tagged as this environment's", () => {
        assert.deepEqual(tagRecord(instance.TagList), { ...commonTags(), Name: named("db") });
    });
});
