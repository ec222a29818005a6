import assert from "node:assert/strict";
import { RdsComponent, type RdsComponentArgs } from "../../components";
import { record, valueOf } from "../support/record";

const args: RdsComponentArgs = {
    vpcId: "vpc-1",
    subnetIds: ["subnet-1", "subnet-2"],
    clientSecurityGroupId: "sg-app",
    clientRoleName: "app-role",
    parameterName: "/database/project/dev-01",
    engine: "mysql",
    engineVersion: "8.4",
    instanceClass: "db.t4g.micro",
    storage: 20,
    maxStorage: 100,
    multiAz: false,
    backupDays: 1,
    logRetentionDays: 7,
    deletionProtection: false,
    finalSnapshot: false,
    tags: { Project: "project" },
};

const build = (changes: Partial<RdsComponentArgs> = {}) =>
    record(() => new RdsComponent("dev-01", { ...args, ...changes }));

const inputsOf = async (name: string, changes: Partial<RdsComponentArgs> = {}) => {
    const inputs = (await build(changes)).resources[`${name}-dev-01`]?.inputs;
    assert(inputs, `there is no ${name}`);
    return inputs;
};

/** Tags as the component should set them. */
const tags = (resource: string) => ({ Project: "project", Name: `${resource}-dev-01` });

describe("RdsComponent", () => {
    it("creates each of its resources once", async () => {
        const { resources } = await build();
        assert.deepEqual(Object.keys(resources).sort(), [
            "app-db-egress", "db-client-policy", "db", "db-error-log-group", "db-ingress", "db-parameter",
            "db-parameters", "db-security-group", "db-slowquery-log-group", "db-subnets",
        ].map(resource => `${resource}-dev-01`).sort());
    });

    it("F2 creates a private, encrypted MySQL instance, with a user name that isn't reserved", async () => {
        assert.deepEqual(await inputsOf("db"), {
            identifier: "db-subnets-dev-01-name",
            engine: "mysql",
            engineVersion: "8.4",
            autoMinorVersionUpgrade: true,
            instanceClass: "db.t4g.micro",
            multiAz: false,
            dbName: "app",
            username: "dbadmin",
            manageMasterUserPassword: true,
            iamDatabaseAuthenticationEnabled: true,
            dbSubnetGroupName: "db-subnets-dev-01-name",
            vpcSecurityGroupIds: ["db-security-group-dev-01-id"],
            publiclyAccessible: false,
            caCertIdentifier: "rds-ca-rsa2048-g1",
            parameterGroupName: "db-parameters-dev-01-name",
            storageType: "gp3",
            storageEncrypted: true,
            allocatedStorage: 20,
            maxAllocatedStorage: 100,
            backupRetentionPeriod: 1,
            copyTagsToSnapshot: true,
            enabledCloudwatchLogsExports: ["error", "slowquery"],
            applyImmediately: true,
            deletionProtection: false,
            skipFinalSnapshot: true,
            finalSnapshotIdentifier: "db-subnets-dev-01-name-final",
            deleteAutomatedBackups: true,
            tags: tags("db"),
        });
    });

    // What each argument changes in the instance, and nothing else.
    const settings: [Partial<RdsComponentArgs>, Record<string, unknown>][] = [
        [{ engineVersion: "8.4.5" }, { engineVersion: "8.4.5", autoMinorVersionUpgrade: false }],
        [{ instanceClass: "db.m7g.large" }, { instanceClass: "db.m7g.large" }],
        [{ multiAz: true }, { multiAz: true }],
        [{ backupDays: 0 }, { backupRetentionPeriod: 0 }],
        [{ backupDays: 14 }, { backupRetentionPeriod: 14 }],
        [{ deletionProtection: true }, { deletionProtection: true }],
        [{ finalSnapshot: true }, { skipFinalSnapshot: false, deleteAutomatedBackups: false }],
        // Below 400 GiB, AWS refuses IOPS and throughput, also where the storage may grow beyond.
        [{ storage: 100, maxStorage: 500 }, { allocatedStorage: 100, maxAllocatedStorage: 500 }],
        [{ storage: 399, maxStorage: 500 }, { allocatedStorage: 399, maxAllocatedStorage: 500 }],
        // From there, an update from a smaller size has to send them too.
        [{ storage: 400, maxStorage: 500 },
            { allocatedStorage: 400, maxAllocatedStorage: 500, iops: 12000, storageThroughput: 500 }],
    ];
    for (const [changes, expected] of settings) {
        it(`with ${JSON.stringify(changes)} changes just that`, async () => {
            assert.deepEqual(await inputsOf("db", changes), { ...await inputsOf("db"), ...expected });
        });
    }

    it("C9 is in the given subnets", async () => {
        assert.deepEqual(await inputsOf("db-subnets"), {
            // The SDK's own word.
            description: "Managed by Pulumi",
            subnetIds: ["subnet-1", "subnet-2"],
            tags: tags("db-subnets"),
        });
    });

    for (const engineVersion of ["8.4", "8.4.5"]) {
        it(`refuses connections without TLS and logs slow queries, in the family of ${engineVersion}`, async () => {
            assert.deepEqual(await inputsOf("db-parameters", { engineVersion }), {
                // The SDK's own word.
                description: "Managed by Pulumi",
                family: "mysql8.4",
                parameters: [
                    { name: "require_secure_transport", value: "1" },
                    { name: "slow_query_log", value: "1" },
                    { name: "log_output", value: "FILE" },
                ],
                tags: tags("db-parameters"),
            });
        });
    }

    for (const type of ["error", "slowquery"]) {
        it(`C11 keeps the ${type} log for the days it is told, in a group that goes with the stack`, async () => {
            assert.deepEqual(await inputsOf(`db-${type}-log-group`, { logRetentionDays: 90 }), {
                name: `/aws/rds/instance/db-subnets-dev-01-name/${type}`,
                retentionInDays: 90,
                tags: tags(`db-${type}-log-group`),
            });
        });
    }

    it("has a security group without inline rules", async () => {
        assert.deepEqual(await inputsOf("db-security-group"), {
            vpcId: "vpc-1", description: "Database: open to the application", tags: tags("db-security-group") });
    });

    it("allows connections from its clients, on both security groups", async () => {
        assert.deepEqual(await inputsOf("db-ingress"), {
            securityGroupId: "db-security-group-dev-01-id",
            referencedSecurityGroupId: "sg-app",
            ipProtocol: "tcp",
            fromPort: 3306,
            toPort: 3306,
            description: "MySQL from the application",
            tags: tags("db-ingress"),
        });
        assert.deepEqual(await inputsOf("app-db-egress"), {
            securityGroupId: "sg-app",
            referencedSecurityGroupId: "db-security-group-dev-01-id",
            ipProtocol: "tcp",
            fromPort: 3306,
            toPort: 3306,
            description: "MySQL to the database",
            tags: tags("app-db-egress"),
        });
    });

    it("C7 tells clients where database and password are, but not the password", async () => {
        const { value, ...parameter } = await inputsOf("db-parameter");
        assert.deepEqual(parameter, {
            name: "/database/project/dev-01",
            type: "String",
            description: "Where the database and its password are",
            tags: tags("db-parameter"),
        });
        assert.deepEqual(JSON.parse(value as string), {
            address: "db-dev-01.rds.amazonaws.com", port: 3306, database: "app", secretArn: "db-dev-01-secret-arn" });
    });

    it("lets the clients' role read that parameter and that secret alone", async () => {
        const { policy, ...attachment } = await inputsOf("db-client-policy");
        assert.deepEqual(attachment, { role: "app-role" });
        assert.deepEqual(JSON.parse(policy as string), {
            Version: "2012-10-17",
            Statement: [
                { Effect: "Allow", Action: "ssm:GetParameter", Resource: "db-parameter-dev-01-arn" },
                { Effect: "Allow", Action: "secretsmanager:GetSecretValue", Resource: "db-dev-01-secret-arn" },
            ],
        });
    });

    describe("of PostgreSQL", () => {
        const postgres = { engine: "postgres", engineVersion: "17" } as const;

        it("H7 has the series alone for a version, of which AWS chooses the release", async () => {
            assert.deepEqual(await inputsOf("db", postgres), {
                ...await inputsOf("db"),
                engine: "postgres",
                engineVersion: "17",
                enabledCloudwatchLogsExports: ["postgresql", "upgrade"],
            });
        });

        it("upgrades no release that is pinned", async () => {
            const inputs = await inputsOf("db", { ...postgres, engineVersion: "17.5" });
            assert.deepEqual([inputs.autoMinorVersionUpgrade, inputs.engineVersion], [false, "17.5"]);
        });

        for (const engineVersion of ["17", "17.5"]) {
            it(`refuses connections without TLS, in the family of ${engineVersion}`, async () => {
                const { family, parameters } = await inputsOf("db-parameters", { ...postgres, engineVersion });
                assert.deepEqual([family, parameters], ["postgres17", [{ name: "rds.force_ssl", value: "1" }]]);
            });
        }

        for (const type of ["postgresql", "upgrade"]) {
            it(`C11 keeps the ${type} log in a group that goes with the stack`, async () => {
                const { name } = await inputsOf(`db-${type}-log-group`, postgres);
                assert.equal(name, `/aws/rds/instance/db-subnets-dev-01-name/${type}`);
            });
        }

        it("allows connections on its own port, on both security groups", async () => {
            for (const [rule, description] of [
                ["db-ingress", "PostgreSQL from the application"], ["app-db-egress", "PostgreSQL to the database"],
            ] as const) {
                const inputs = await inputsOf(rule, postgres);
                assert.deepEqual([inputs.fromPort, inputs.toPort, inputs.description], [5432, 5432, description]);
            }
        });
    });

    it("encrypts storage, password and logs with the given key", async () => {
        const key = { kmsKeyArn: "key-arn" };
        assert.deepEqual(await inputsOf("db", key), {
            ...await inputsOf("db"), kmsKeyId: "key-arn", masterUserSecretKmsKeyId: "key-arn" });
        for (const type of ["error", "slowquery"]) {
            const group = `db-${type}-log-group`;
            assert.deepEqual(await inputsOf(group, key), { ...await inputsOf(group), kmsKeyId: "key-arn" });
        }
    });

    it("D4 exposes what others need", async () => {
        const { result } = await build();
        assert.equal(await valueOf(result.identifier), "db-subnets-dev-01-name");
        assert.equal(await valueOf(result.endpoint), "db-dev-01.rds.amazonaws.com:3306");
        assert.equal(await valueOf(result.address), "db-dev-01.rds.amazonaws.com");
        assert.equal(await valueOf(result.port), 3306);
        assert.equal(await valueOf(result.secretArn), "db-dev-01-secret-arn");
        assert.equal(await valueOf(result.securityGroupId), "db-security-group-dev-01-id");
        assert.equal(await valueOf(result.databaseName), "app");
        assert.equal(await valueOf(result.parameterName), "/database/project/dev-01");
    });

    it("refuses a single subnet", async () => {
        await assert.rejects(build({ subnetIds: ["subnet-1"] }), {
            message: "dev-01: subnetIds needs at least 2 subnets, got 1" });
    });
});
