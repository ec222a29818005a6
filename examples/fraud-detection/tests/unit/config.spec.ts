import assert from "node:assert/strict";
import { prepareConfig } from "../../../../tests/support/configuration";
import { loadConfig } from "../../config";

const certificateArn = "arn:aws:acm:ca-central-1:123456789012:certificate/1";
const valid: Record<string, string> = {
    "aws:region": "ca-central-1",
    "environment": "any",
    "environmentSuffix": "7",
    "vpcCidr": "192.168.0.0/20",
    "zones": '["d","f"]',
    "natStrategy": "zonal",
    "image": "registry.example:5000/team/scoring:1.2.3",
    "architecture": "X86_64",
    "taskCpu": "1024",
    "taskMemoryMib": "4096",
    "minTasks": "2",
    "maxTasks": "5",
    "requestsPerTask": "600",
    "containerInsights": "true",
    "dbEngineVersion": "16",
    "dbUserName": "owner_1",
    "dbMinCapacity": "1.5",
    "dbMaxCapacity": "8",
    "dbReader": "true",
    "dbBackupDays": "9",
    "dbFinalSnapshot": "true",
    "replicas": '["us-west-2","eu-west-1"]',
    certificateArn,
    "alarmActions": "true",
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
            image: "registry.example:5000/team/scoring:1.2.3",
            architecture: "X86_64",
            taskCpu: 1024,
            taskMemoryMib: 4096,
            minTasks: 2,
            maxTasks: 5,
            requestsPerTask: 600,
            containerInsights: true,
            dbEngineVersion: "16",
            dbUserName: "owner_1",
            dbMinCapacity: 1.5,
            dbMaxCapacity: 8,
            dbReader: true,
            dbBackupDays: 9,
            dbFinalSnapshot: true,
            replicas: ["us-west-2", "eu-west-1"],
            certificateArn,
            alarmActions: true,
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
    const capacity = (from: number) => `must be a number from ${from} to 256 in steps of 0.5`;
    const version = "must be a major version of Aurora PostgreSQL, 15 to 17, without a minor one, because AWS withdraws"
        + " minor versions";
    const userName = "must be 1 to 63 lower-case letters, digits and underscores, a letter first, and no name that"
        + " PostgreSQL or AWS reserves";
    const longUserName = "a".repeat(64);
    const refused: [id: string, key: string, rule: string, ...values: string[]][] = [
        ["C13", "natStrategy", "must be one of single, zonal", "none"],
        ["C13", "image", "must be a container image with a tag other than latest, or with a digest, or empty",
            "scoring", "scoring:latest", "scoring@sha256:1", "https://scoring:1", "registry:5000/scoring"],
        ["C13", "architecture", "must be one of ARM64, X86_64", "arm64"],
        ["C13", "taskCpu", "must be one of 256, 512, 1024, 2048, 4096", "128", "1000"],
        ["C13", "taskMemoryMib", range(512, 30720), "511", "30721"],
        ["C13", "minTasks", range(1, 100), "0", "101"],
        ["C13", "maxTasks", range(1, 100), "0", "101"],
        ["C13", "requestsPerTask", range(1, 100000), "0", "100001"],
        ["F1", "dbEngineVersion", version, "15.3", "17.4", "14", "18", "17.", "latest"],
        ["F2", "dbUserName", userName, "admin", "rdsadmin", "rds", "pg_owner", "user", "select", "public", "1a", "a-b",
            "Owner", longUserName],
        ["C13", "dbMinCapacity", capacity(0.5), "0", "0.25", "256.5", "one", "1.50"],
        ["C13", "dbMaxCapacity", capacity(1), "0.5", "257"],
        ["C13", "dbBackupDays", range(1, 35), "0", "36"],
        ["F8", "replicas", "must be different AWS regions", "us-west-2", '["us-west-2","us-west-2"]', '["Oregon"]'],
        ["C13", "certificateArn", "must be the ARN of an ACM certificate, or empty", "certificate"],
    ];
    for (const [id, key, rule, ...values] of refused) {
        for (const value of values) {
            it(`${id} refuses ${key} ${value}`, () => {
                assert.deepEqual(problemsOf({ [key]: value }), [`${key} ${rule}, got ${value}`]);
            });
        }
    }

    const digest = "0123456789abcdef".repeat(4);
    const accepted: [key: string, ...values: string[]][] = [
        ["natStrategy", "single"],
        ["image", "", "scoring:1", `scoring@sha256:${digest}`, `a/b_c/d:1@sha256:${digest}`, "scoring:latest-1"],
        ["dbEngineVersion", "15", "17"],
        ["dbUserName", "dbadmin", "postgres", "a", longUserName.slice(1)],
        ["dbMinCapacity", "0.5", "8"],
        ["dbMaxCapacity", "1.5", "256", "4.0"],
        ["dbBackupDays", "1", "35"],
        ["replicas", "[]"],
        ["certificateArn", ""],
    ];
    for (const [key, ...values] of accepted) {
        for (const value of values) {
            it(`takes ${key} ${value}`, () => assert.deepEqual(problemsOf({ [key]: value }), []));
        }
    }

    for (const [taskCpu, ...sizes] of [
        ["256", "512", "1024", "2048"], ["512", "1024", "4096"], ["1024", "2048", "8192"], ["2048", "4096", "16384"],
        ["4096", "8192", "30720"],
    ] as const) {
        for (const taskMemoryMib of sizes) {
            it(`takes ${taskMemoryMib} MiB with ${taskCpu} CPU units`, () => {
                assert.deepEqual(problemsOf({ taskCpu, taskMemoryMib }), []);
            });
        }
    }

    for (const [taskCpu, taskMemoryMib] of [
        ["256", "768"], ["256", "3072"], ["512", "512"], ["512", "1536"], ["1024", "9216"], ["4096", "7168"],
    ] as const) {
        it(`refuses ${taskMemoryMib} MiB with ${taskCpu} CPU units, which Fargate doesn't have`, () => {
            assert.deepEqual(problemsOf({ taskCpu, taskMemoryMib }), [
                "taskMemoryMib must be 2 to 8 times taskCpu in steps of 1024, at most 30720, or 512 with 256, got"
                + ` ${taskMemoryMib} with ${taskCpu}`,
            ]);
        });
    }

    it("refuses a minimum above its maximum", () => {
        assert.deepEqual(problemsOf({ minTasks: "6", dbMinCapacity: "8.5" }), [
            "minTasks must not exceed maxTasks, got 6 and 5",
            "dbMinCapacity must not exceed dbMaxCapacity, got 8.5 and 8",
        ]);
        assert.deepEqual(problemsOf({ minTasks: "5", dbMinCapacity: "8" }), []);
    });

    it("F8 refuses a replica in the stack's own region, by name", () => {
        assert.deepEqual(problemsOf({ replicas: '["us-west-2","ca-central-1"]' }), [
            'replicas must not name ca-central-1, the stack\'s region, got ["us-west-2","ca-central-1"]',
        ]);
    });

    it("refuses a certificate of another region", () => {
        const other = certificateArn.replace("ca-central-1", "us-east-1");
        assert.deepEqual(problemsOf({ certificateArn: other }), [
            `certificateArn must be of a certificate in ca-central-1, the stack's region, got ${other}`,
        ]);
    });
});
