import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { parse } from "yaml";
import { loadConfig } from "../../config";
import { captureWarnings, prepareConfig } from "../support/configuration";

/** Follows from the rules alone; no stack file says these. */
const valid = {
    "aws:region": "ca-central-1",
    "environment": "any",
    "environmentSuffix": "7",
    "logRetentionDays": "3",
    "deletionProtection": "false",
    "tags": "{}",
    "vpcCidr": "192.168.0.0/20",
    "zones": '["d","f","b"]',
    "natStrategy": "none",
    "instanceType": "m7g.large",
    "cpuCredits": "unlimited",
    "minSize": "4",
    "maxSize": "5",
    "dbEngineVersion": "8.4.3",
    "dbInstanceClass": "db.m7g.large",
    "dbStorageGib": "200",
    "dbMaxStorageGib": "300",
    "dbMultiAz": "true",
    "dbBackupDays": "9",
    "dbFinalSnapshot": "false",
    "certificateArn": "",
};

describe("config", () => {
    const { load, problemsOf } = prepareConfig(valid, loadConfig);

    it("C13 is typed", () => {
        assert.deepEqual(load({ dbFinalSnapshot: "true" }), {
            project: "project",
            region: "ca-central-1",
            environment: "any",
            environmentSuffix: "7",
            logRetentionDays: 3,
            deletionProtection: false,
            tags: { Project: "project", Environment: "any", EnvironmentSuffix: "7", ManagedBy: "Pulumi" },
            vpcCidr: "192.168.0.0/20",
            zones: ["d", "f", "b"],
            natStrategy: "none",
            instanceType: "m7g.large",
            cpuCredits: "unlimited",
            minSize: 4,
            maxSize: 5,
            dbEngineVersion: "8.4.3",
            dbInstanceClass: "db.m7g.large",
            dbStorageGib: 200,
            dbMaxStorageGib: 300,
            dbMultiAz: true,
            dbBackupDays: 9,
            dbFinalSnapshot: true,
            certificateArn: "",
        });
    });

    for (const key of Object.keys(valid)) {
        it(`H3 refuses a missing ${key}`, () => {
            assert.deepEqual(problemsOf({ [key]: undefined }), [`${key} is required`]);
        });
    }

    const refused: [key: keyof typeof valid, rule: string, ...values: string[]][] = [
        ["vpcCidr", "must be an IPv4 range from /16 to /20 that starts at its own first address, outside 0.0.0.0/8,"
        + " 127.0.0.0/8, 169.254.0.0/16 and 224.0.0.0/3",
        "10.0.0.0", "10.0.0.0/8", "10.0.0.0/24", "10.0.1.0/16", "127.0.0.0/16"],
        ["zones", "must be 2 to 8 different letters from a to h",
            "a,b", '"ab"', "[]", '["a"]', '["a","a"]', '["a","z"]', '{"a":"b"}', "[1,2]"],
        ["natStrategy", "must be one of none, single, zonal", "one", "Single"],
        ["instanceType", "must be an EC2 instance type, such as t4g.micro",
            "micro", "t4g", "t4g.tiny", "db.t4g.micro", "T4G.micro", "t4g.2large"],
        ["cpuCredits", "must be one of standard, unlimited", "none", "Standard"],
        ["minSize", "must be a whole number from 1 to 100", "0", "101"],
        ["maxSize", "must be a whole number from 1 to 100", "0", "101"],
        ["dbEngineVersion", "must be MySQL 8.4, such as 8.4 or 8.4.5",
            "8", "8.0", "8.0.40", "8.5", "8.9.1", "9.1", "5.7", "8.4.", "8.4.5.1", "8.40"],
        ["dbInstanceClass", "must be an RDS instance class, such as db.t4g.micro",
            "t4g.micro", "db.t4g", "db.t4g.tiny", "db.serverless"],
        ["dbStorageGib", "must be a whole number from 20 to 59578", "19", "59579"],
        ["dbMaxStorageGib", "must be a whole number from 20 to 65536", "19", "65537"],
        ["dbMultiAz", "must be one of true, false", "only in prod"],
        ["dbBackupDays", "must be a whole number from 0 to 35", "-1", "36"],
        ["dbFinalSnapshot", "must be one of true, false", "0"],
        ["certificateArn", "must be the ARN of an ACM certificate, or empty",
            "a", "arn:aws:iam::123456789012:server-certificate/a", "arn:aws:acm:ca-central-1::certificate/a",
            "arn:aws-cn:acm:cn-north-1:123456789012:certificate/a"],
    ];
    for (const [key, rule, ...values] of refused) {
        for (const value of values) {
            it(`C13 refuses ${key} ${value}`, () => {
                assert.deepEqual(problemsOf({ [key]: value }), [`${key} ${rule}, got ${value}`]);
            });
        }
    }

    const accepted: Record<string, string>[] = [
        { zones: '["h","a"]' }, { zones: '["a","b","c","d","e","f","g","h"]' },
        { cpuCredits: "standard" },
        { vpcCidr: "10.0.0.0/16" }, { natStrategy: "single" }, { natStrategy: "zonal" },
        { minSize: "1" }, { maxSize: "100" },
        { dbBackupDays: "0" }, { dbBackupDays: "35" },
        { dbEngineVersion: "8.4" }, { dbEngineVersion: "8.4.12" },
        { dbStorageGib: "20" }, { dbMaxStorageGib: "65536" },
        ...["t4g.nano", "m7i-flex.2xlarge", "u-6tb1.112xlarge", "c7gn.metal", "m7i.metal-24xl"].map(
            instanceType => ({ instanceType })),
    ];
    for (const changes of accepted) {
        it(`takes ${JSON.stringify(changes)}`, () => assert.deepEqual(problemsOf(changes), []));
    }

    it("takes what `pulumi new` proposes", () => {
        const { template } = parse(readFileSync(resolve(__dirname, "../../Pulumi.yaml"), "utf8")) as {
            template?: { config: Record<string, { default: string }> };
        };
        // Gone once it has been used.
        const proposed = Object.entries(template?.config ?? {}).map(([key, entry]) => [key, entry.default] as const);
        assert.deepEqual(problemsOf(Object.fromEntries(proposed) as Record<string, string>), []);
    });

    it("refuses minSize above maxSize, and takes them equal", () => {
        assert.deepEqual(problemsOf({ minSize: "6" }), ["minSize must not exceed maxSize, got 6 and 5"]);
        assert.deepEqual(problemsOf({ minSize: "5" }), []);
    });

    it("refuses storage that can't grow, and takes 10 %", () => {
        const storage = (dbStorageGib: string, dbMaxStorageGib: string) =>
            problemsOf({ dbStorageGib, dbMaxStorageGib });
        assert.deepEqual(storage("100", "109"), [
            "dbMaxStorageGib must be at least 10 % above dbStorageGib, got 109 and 100",
        ]);
        assert.deepEqual(storage("100", "110"), []);
        assert.deepEqual(storage("59578", "65536"), [], "the most storage leaves room to grow");
    });

    it("refuses the certificate of another region", () => {
        const certificateArn = "arn:aws:acm:eu-west-1:123456789012:certificate/a-1";
        assert.deepEqual(problemsOf({ certificateArn }), [
            `certificateArn must be of a certificate in ca-central-1, the stack's region, got ${certificateArn}`,
        ]);
        assert.equal(load({ "aws:region": "eu-west-1", certificateArn }).certificateArn, certificateArn);
    });

    it("warns about a VPC range that AWS services use themselves", () => {
        assert.deepEqual(captureWarnings(() => load({ vpcCidr: "172.17.16.0/20" })), [
            "vpcCidr is 172.17.16.0/20: Docker and some AWS services use 172.17.0.0/16 themselves, and then don't reach"
            + " the VPC",
        ]);
        assert.deepEqual(captureWarnings(() => load({ vpcCidr: "172.18.0.0/16" })), []);
    });

    it("reports the problems of values, between values and of keys at once", () => {
        assert.deepEqual(problemsOf({ environment: "A", zones: "[]", minSize: "6", surprise: "1" }), [
            "environment must be 2 to 7 lower-case letters, digits and single hyphens between them, got A",
            "zones must be 2 to 8 different letters from a to h, got []",
            "minSize must not exceed maxSize, got 6 and 5",
            "surprise is not a key of this project",
        ]);
    });
});
