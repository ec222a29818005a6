import assert from "node:assert/strict";
import { record, valueOf } from "../../../../tests/support/record";
import { AuroraComponent, type AuroraComponentArgs } from "../../components";

const args: AuroraComponentArgs = {
    region: "us-east-1",
    vpcId: "vpc",
    subnetIds: ["subnet-1", "subnet-2"],
    instanceZones: ["b"],
    clientSecurityGroupId: "clients",
    engineVersion: "16",
    userName: "owner",
    minCapacity: 0.5,
    maxCapacity: 4,
    backupDays: 5,
    logRetentionDays: 30,
    deletionProtection: false,
    finalSnapshot: false,
    tags: { Project: "project" },
};
const build = (changes: Partial<AuroraComponentArgs> = {}) =>
    record(() => new AuroraComponent("dev-01", { ...args, ...changes }));
const tags = (resource: string) => ({ Project: "project", Name: `${resource}-dev-01` });

describe("AuroraComponent", () => {
    it("C7 creates an encrypted cluster whose password AWS makes and keeps", async () => {
        const { resources } = await build();
        assert.deepEqual(resources["db-dev-01"]?.inputs, {
            clusterIdentifier: "db-subnets-dev-01-name",
            engine: "aurora-postgresql",
            engineMode: "provisioned",
            engineVersion: "16",
            serverlessv2ScalingConfiguration: { minCapacity: 0.5, maxCapacity: 4 },
            databaseName: "app",
            masterUsername: "owner",
            manageMasterUserPassword: true,
            iamDatabaseAuthenticationEnabled: true,
            dbSubnetGroupName: "db-subnets-dev-01-name",
            vpcSecurityGroupIds: ["db-security-group-dev-01-id"],
            dbClusterParameterGroupName: "db-parameters-dev-01-name",
            storageEncrypted: true,
            backupRetentionPeriod: 5,
            copyTagsToSnapshot: true,
            enabledCloudwatchLogsExports: ["postgresql"],
            applyImmediately: true,
            deletionProtection: false,
            skipFinalSnapshot: true,
            finalSnapshotIdentifier: "db-subnets-dev-01-name-final",
            deleteAutomatedBackups: true,
            tags: tags("db"),
        });
    });

    it("C11 is protected, and leaves snapshot and backups, where that is wanted", async () => {
        const { resources } = await build({ deletionProtection: true, finalSnapshot: true });
        const { deletionProtection, skipFinalSnapshot, deleteAutomatedBackups } = resources["db-dev-01"]?.inputs ?? {};
        assert.deepEqual([deletionProtection, skipFinalSnapshot, deleteAutomatedBackups], [true, false, false]);
    });

    it("C9 has an instance in each zone, which nobody reaches from outside", async () => {
        const { resources } = await build({ instanceZones: ["b", "a"] });
        for (const zone of ["a", "b"]) {
            assert.deepEqual(resources[`db-instance-${zone}-dev-01`]?.inputs, {
                identifier: `db-subnets-dev-01-name-${zone}`,
                clusterIdentifier: "db-subnets-dev-01-name",
                engine: "aurora-postgresql",
                instanceClass: "db.serverless",
                availabilityZone: `us-east-1${zone}`,
                promotionTier: 1,
                publiclyAccessible: false,
                caCertIdentifier: "rds-ca-rsa2048-g1",
                autoMinorVersionUpgrade: true,
                copyTagsToSnapshot: true,
                applyImmediately: true,
                tags: tags(`db-instance-${zone}`),
            });
        }
    });

    it("refuses connections without TLS", async () => {
        const { resources } = await build();
        assert.deepEqual(resources["db-parameters-dev-01"]?.inputs, {
            description: "Managed by Pulumi",
            family: "aurora-postgresql16",
            parameters: [{ name: "rds.force_ssl", value: "1" }],
            tags: tags("db-parameters"),
        });
    });

    it("C9 stands in the given subnets", async () => {
        const { resources } = await build();
        assert.deepEqual(resources["db-subnets-dev-01"]?.inputs, {
            description: "Managed by Pulumi", subnetIds: ["subnet-1", "subnet-2"], tags: tags("db-subnets") });
    });

    it("C11 logs into a group that exists before it, with its name", async () => {
        const { resources } = await build();
        assert.deepEqual(resources["db-postgresql-log-group-dev-01"]?.inputs, {
            name: "/aws/rds/cluster/db-subnets-dev-01-name/postgresql",
            retentionInDays: 30,
            tags: tags("db-postgresql-log-group"),
        });
    });

    it("C9 admits its clients by PostgreSQL's port, and nobody else", async () => {
        const { resources } = await build();
        const connections = { ipProtocol: "tcp", fromPort: 5432, toPort: 5432 };
        assert.deepEqual(resources["db-ingress-dev-01"]?.inputs, {
            ...connections,
            securityGroupId: "db-security-group-dev-01-id",
            referencedSecurityGroupId: "clients",
            description: "PostgreSQL from the application",
            tags: tags("db-ingress"),
        });
        assert.deepEqual(resources["app-db-egress-dev-01"]?.inputs, {
            ...connections,
            securityGroupId: "clients",
            referencedSecurityGroupId: "db-security-group-dev-01-id",
            description: "PostgreSQL to the database",
            tags: tags("app-db-egress"),
        });
    });

    it("D4 exposes what others need", async () => {
        const { result } = await build();
        assert.equal(await valueOf(result.clusterIdentifier), "db-subnets-dev-01-name");
        assert.equal(await valueOf(result.endpoint), "db-dev-01.cluster.rds.amazonaws.com");
        assert.equal(await valueOf(result.readerEndpoint), "db-dev-01.cluster-ro.rds.amazonaws.com");
        assert.equal(await valueOf(result.port), 5432);
        assert.equal(await valueOf(result.databaseName), "app");
        assert.equal(await valueOf(result.secretArn), "db-dev-01-secret-arn");
    });

    const refused: [id: string, changes: Partial<AuroraComponentArgs>, message: RegExp][] = [
        ["C9", { subnetIds: ["one"] }, /^Error: dev-01: subnetIds needs at least 2 subnets, got 1$/],
        ["F1", { engineVersion: "15.3" }, /^Error: dev-01: engineVersion must be a major version .*, got 15\.3$/],
        ["F2", { userName: "admin" }, /^Error: dev-01: userName must be .* reserves, got admin$/],
    ];
    for (const [id, changes, message] of refused) {
        it(`${id} refuses ${JSON.stringify(changes)} before anything is created`, async () => {
            await assert.rejects(build(changes), message);
        });
    }

    it("refuses to have no instance", async () => {
        await assert.rejects(
            build({ instanceZones: [] }), /^Error: dev-01: instanceZones needs at least 1 zone, got 0$/);
    });
});
