import assert from "node:assert/strict";
import { prepareConfig } from "../../../../tests/support/configuration";
import { loadConfig } from "../../config";

const valid: Record<string, string> = {
    "aws:region": "ca-central-1",
    "environment": "any",
    "environmentSuffix": "7",
    "vpcCidr": "192.168.0.0/20",
    "zones": '["d","f"]',
    "natStrategy": "zonal",
    "runtime": "nodejs22.x",
    "reservedConcurrency": "3",
    "requestsPerSecond": "4",
    "allowedCidrs": '["192.0.2.0/24"]',
    "apiLogRole": "adopt",
    "dbEngineVersion": "16.2",
    "dbInstanceClass": "db.m7g.large",
    "dbStorageGib": "200",
    "dbMaxStorageGib": "300",
    "dbMultiAz": "true",
    "dbBackupDays": "9",
    "dbFinalSnapshot": "true",
    "cacheNodeType": "cache.r7g.xlarge",
    "logRetentionDays": "3",
    "deletionProtection": "true",
    "tags": "{}",
};

describe("config", () => {
    const { load, problemsOf } = prepareConfig(valid, loadConfig);

    it("C13 is typed", () => {
        assert.deepEqual(load(), {
            project: "project",
            region: "ca-central-1",
            environment: "any",
            environmentSuffix: "7",
            vpcCidr: "192.168.0.0/20",
            zones: ["d", "f"],
            natStrategy: "zonal",
            runtime: "nodejs22.x",
            reservedConcurrency: 3,
            requestsPerSecond: 4,
            allowedCidrs: ["192.0.2.0/24"],
            apiLogRole: "adopt",
            dbEngineVersion: "16.2",
            dbInstanceClass: "db.m7g.large",
            dbStorageGib: 200,
            dbMaxStorageGib: 300,
            dbMultiAz: true,
            dbBackupDays: 9,
            dbFinalSnapshot: true,
            cacheNodeType: "cache.r7g.xlarge",
            logRetentionDays: 3,
            deletionProtection: true,
            tags: { Project: "project", Environment: "any", EnvironmentSuffix: "7", ManagedBy: "Pulumi" },
        });
    });

    for (const key of Object.keys(valid)) {
        it(`H3 requires ${key}`, () => {
            assert.deepEqual(problemsOf({ [key]: undefined }), [`${key} is required`]);
        });
    }

    const range = (from: number, to: number) => `must be a whole number from ${from} to ${to}`;
    const refused: [key: string, rule: string, ...values: string[]][] = [
        ["natStrategy", "must be one of single, zonal", "none"],
        ["runtime", "must be one of nodejs22.x, nodejs24.x", "nodejs20.x"],
        ["reservedConcurrency", range(0, 1000), "-1", "1001"],
        ["requestsPerSecond", range(1, 10000), "0", "10001"],
        ["allowedCidrs", "must be IPv4 ranges, such as 192.0.2.0/24",
            "192.0.2.0/24", '["192.0.2.0"]', '["192.0.2.256/24"]', '["192.0.2.0/33"]', '["192.0.2.0/24","::/0"]'],
        ["apiLogRole", "must be one of create, adopt", "true"],
        ["dbEngineVersion", "must be PostgreSQL 15 to 18, such as 17 or 17.5",
            "8.4", "14", "19", "17.", "17.5.1", "latest"],
        ["dbInstanceClass", "must be an RDS instance class, such as db.t4g.micro", "t4g.micro", "db.t4g"],
        ["cacheNodeType", "must be an ElastiCache node type, such as cache.t4g.micro", "t4g.micro", "db.t4g.micro"],
    ];
    for (const [key, rule, ...values] of refused) {
        for (const value of values) {
            it(`${key === "dbEngineVersion" ? "H7" : "C13"} refuses ${key} ${value}`, () => {
                assert.deepEqual(problemsOf({ [key]: value }), [`${key} ${rule}, got ${value}`]);
            });
        }
    }

    const accepted: [key: string, ...values: string[]][] = [
        ["natStrategy", "single"],
        ["requestsPerSecond", "1", "10000"],
        ["allowedCidrs", "[]", '["0.0.0.0/0","255.255.255.255/32","10.0.0.0/8"]'],
        ["apiLogRole", "create"],
        ["dbEngineVersion", "15", "17.5", "18"],
    ];
    for (const [key, ...values] of accepted) {
        for (const value of values) {
            it(`takes ${key} ${value}`, () => assert.deepEqual(problemsOf({ [key]: value }), []));
        }
    }

    it("refuses storage that can't grow", () => {
        assert.deepEqual(problemsOf({ dbStorageGib: "100", dbMaxStorageGib: "109" }), [
            "dbMaxStorageGib must be at least 10 % above dbStorageGib, got 109 and 100",
        ]);
    });
});
