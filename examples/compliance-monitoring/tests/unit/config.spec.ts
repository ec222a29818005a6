import assert from "node:assert/strict";
import { prepareConfig } from "../../../../tests/support/configuration";
import { loadConfig } from "../../config";

const valid: Record<string, string> = {
    "aws:region": "us-east-1",
    "environment": "dev",
    "environmentSuffix": "01",
    "recorder": "create",
    "adoptedRecorder": "default",
    "adoptedDeliveryChannel": "default",
    "managedRules": '["ENCRYPTED_VOLUMES"]',
    "requiredTags": '["Project"]',
    "minBackupDays": "7",
    "evaluateDaily": "false",
    "recordDays": "365",
    "runtime": "nodejs24.x",
    "logRetentionDays": "7",
    "deletionProtection": "false",
    "tags": "{}",
};

describe("config", () => {
    const { load, problemsOf } = prepareConfig(valid, loadConfig);

    it("C13 is typed", () => {
        assert.deepEqual(load({ evaluateDaily: "true" }), {
            project: "project",
            region: "us-east-1",
            environment: "dev",
            environmentSuffix: "01",
            recorder: "create",
            adoptedRecorder: "default",
            adoptedDeliveryChannel: "default",
            managedRules: ["ENCRYPTED_VOLUMES"],
            requiredTags: ["Project"],
            minBackupDays: 7,
            evaluateDaily: true,
            recordDays: 365,
            runtime: "nodejs24.x",
            logRetentionDays: 7,
            deletionProtection: false,
            tags: { Project: "project", Environment: "dev", EnvironmentSuffix: "01", ManagedBy: "Pulumi" },
        });
    });

    for (const key of Object.keys(valid)) {
        it(`H3 requires ${key}`, () => {
            assert.deepEqual(problemsOf({ [key]: undefined }), [`${key} is required`]);
        });
    }

    const name = "must be 1 to 256 characters without spaces";
    const rules = "must be a list of at most 50 different identifiers such as RDS_STORAGE_ENCRYPTED";
    const tags = "must be a list of 1 to 20 different names of at most 40 characters without commas";
    const range = (from: number, to: number) => `must be a whole number from ${from} to ${to}`;
    const distinct = (count: number) => JSON.stringify(Array.from({ length: count }, (_, index) => `R${index}`));
    const refused: [id: string, key: string, rule: string, ...values: string[]][] = [
        ["M6", "recorder", "must be one of create, adopt", "Create", "default"],
        ["M6", "adoptedRecorder", name, "a".repeat(257), "a b"],
        ["M6", "adoptedDeliveryChannel", name, "a b"],
        ["C13", "managedRules", rules, "ENCRYPTED_VOLUMES", "{}", '["encrypted-volumes"]', '["A","A"]', distinct(51)],
        ["C13", "requiredTags", tags, "[]", '["a,b"]', '["a","a"]', '[""]', distinct(21)],
        ["C13", "minBackupDays", range(1, 35), "0", "36"],
        ["C13", "evaluateDaily", "must be one of true, false", "yes"],
        ["C13", "recordDays", range(30, 3650), "29", "3651"],
        ["D6", "runtime", "must be one of nodejs22.x, nodejs24.x", "nodejs20.x", "python3.13"],
    ];
    for (const [id, key, rule, ...values] of refused) {
        for (const value of values) {
            it(`${id} refuses ${key} ${value.slice(0, 40)}`, () => {
                assert.deepEqual(problemsOf({ [key]: value }), [`${key} ${rule}, got ${value}`]);
            });
        }
    }

    const accepted: [key: string, ...values: string[]][] = [
        ["recorder", "adopt"],
        ["adoptedRecorder", "aws-controltower-BaselineConfigRecorder"],
        ["managedRules", "[]", '["EC2_IMDSV2_CHECK","S3_BUCKET_SSL_REQUESTS_ONLY"]', distinct(50)],
        ["requiredTags", '["cost center","Owner"]', distinct(20)],
        ["minBackupDays", "1", "35"],
        ["recordDays", "30", "3650"],
        ["runtime", "nodejs22.x"],
    ];
    for (const [key, ...values] of accepted) {
        for (const value of values) {
            it(`takes ${key} ${value.slice(0, 40)}`, () => assert.deepEqual(problemsOf({ [key]: value }), []));
        }
    }
});
