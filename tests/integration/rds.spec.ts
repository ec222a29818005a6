import type { DBInstance } from "@aws-sdk/client-rds";
import assert from "node:assert/strict";
import { clients, commonTags, named, outputs, setting, tagRecord } from "./deployment";

describe("rds", () => {
    let instance: DBInstance;

    before(async () => {
        const { DBInstances } = await clients.rds.describeDBInstances({
            DBInstanceIdentifier: outputs.rdsIdentifier });
        const [found] = DBInstances ?? [];
        assert(found, `there is no instance ${outputs.rdsIdentifier}`);
        instance = found;
    });

    const parameter = async (name: string) => {
        const DBParameterGroupName = instance.DBParameterGroups?.[0]?.DBParameterGroupName;
        for (let Marker: string | undefined; ;) {
            const page = await clients.rds.describeDBParameters({
                DBParameterGroupName, Source: "user", Marker });
            const found = page.Parameters?.find(({ ParameterName }) => ParameterName === name);
            if (found || !page.Marker) {
                return found?.ParameterValue;
            }
            Marker = page.Marker;
        }
    };

    it("database is available", () => assert.equal(instance.DBInstanceStatus, "available"));

    it("database is MySQL of the configured version", () => {
        assert.equal(instance.Engine, "mysql");
        const version = setting("dbEngineVersion");
        assert(instance.EngineVersion === version || instance.EngineVersion?.startsWith(`${version}.`));
    });

    it("database has the configured class", () => {
        assert.equal(instance.DBInstanceClass, setting("dbInstanceClass"));
    });

    it("C12 database has a standby only where the configuration says so", () => {
        assert.equal(String(instance.MultiAZ), setting("dbMultiAz"));
    });

    it("database is encrypted", () => assert.equal(instance.StorageEncrypted, true));

    it("database's storage is gp3, and may grow up to the configured limit", () => {
        assert.equal(instance.StorageType, "gp3");
        assert((instance.AllocatedStorage ?? 0) >= Number(setting("dbStorageGib")));
        assert.equal(instance.MaxAllocatedStorage, Number(setting("dbMaxStorageGib")));
    });

    it("C9 database is not public, and stands in the private subnets", async () => {
        assert.equal(instance.PubliclyAccessible, false);
        const { DBSubnetGroups } = await clients.rds.describeDBSubnetGroups({
            DBSubnetGroupName: instance.DBSubnetGroup?.DBSubnetGroupName });
        const subnets = DBSubnetGroups?.[0]?.Subnets?.map(({ SubnetIdentifier }) => SubnetIdentifier);
        assert.deepEqual(subnets?.sort(), [...outputs.privateSubnetIds].sort());
    });

    it("database has its own security group and no other", () => {
        const groups = instance.VpcSecurityGroups?.map(({ VpcSecurityGroupId }) => VpcSecurityGroupId);
        assert.deepEqual(groups, [outputs.rdsSecurityGroupId]);
    });

    it("C7 database's password is AWS's own, in the exported secret", () => {
        assert.equal(instance.MasterUserSecret?.SecretArn, outputs.rdsSecretArn);
        assert.equal(instance.MasterUsername, "dbadmin");
    });

    it("database admits IAM authentication", () => {
        assert.equal(instance.IAMDatabaseAuthenticationEnabled, true);
    });

    it("database keeps backups for the configured days, with tags on snapshots", () => {
        assert.equal(instance.BackupRetentionPeriod, Number(setting("dbBackupDays")));
        assert.equal(instance.CopyTagsToSnapshot, true);
    });

    it("database gets minor upgrades by itself, unless its version is pinned", () => {
        const isPinned = setting("dbEngineVersion").split(".").length === 3;
        assert.equal(instance.AutoMinorVersionUpgrade, !isPinned);
    });

    it("database's certificate is of the authority that clients are told of", () => {
        assert.equal(instance.CACertificateIdentifier, "rds-ca-rsa2048-g1");
    });

    it("database exports error and slow query logs", () => {
        assert.deepEqual(instance.EnabledCloudwatchLogsExports?.sort(), ["error", "slowquery"]);
    });

    it("C11 database is protected from deletion only if the configuration says so", () => {
        assert.equal(String(instance.DeletionProtection), setting("deletionProtection"));
    });

    it("C14 database's exported names and addresses are its own", () => {
        assert.equal(instance.Endpoint?.Address, outputs.rdsAddress);
        assert.equal(instance.Endpoint.Port, outputs.rdsPort);
        assert.equal(outputs.rdsEndpoint, `${outputs.rdsAddress}:${outputs.rdsPort}`);
        assert.equal(instance.DBName, outputs.databaseName);
    });

    for (const [name, value, meaning] of [
        ["require_secure_transport", "1", "refuses connections without TLS"],
        ["slow_query_log", "1", "logs slow queries"],
        ["log_output", "FILE", "logs to files, which alone are exported"],
    ] as const) {
        it(`database ${meaning}`, async () => assert.equal(await parameter(name), value));
    }

    it("C10 database is named and tagged as this environment's", async () => {
        assert.match(outputs.rdsIdentifier, new RegExp(`^${named("db-subnets")}-`));
        const { TagList } = await clients.rds.listTagsForResource({ ResourceName: instance.DBInstanceArn });
        assert.deepEqual(tagRecord(TagList), { ...commonTags(), Name: named("db") });
    });
});
