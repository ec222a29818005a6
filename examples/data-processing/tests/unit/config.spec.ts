import assert from "node:assert/strict";
import { prepareConfig } from "../../../../tests/support/configuration";
import { loadConfig } from "../../config";

const valid: Record<string, string> = {
    "aws:region": "us-east-1",
    "environment": "dev",
    "environmentSuffix": "01",
    "runtime": "nodejs24.x",
    "memoryMib": "256",
    "timeoutSeconds": "30",
    "batchSize": "10",
    "maxConcurrency": "2",
    "reservedConcurrency": "0",
    "maxReceiveCount": "5",
    "recordDays": "365",
    "logRetentionDays": "7",
    "alarmActions": "false",
    "deletionProtection": "false",
    "tags": "{}",
};

describe("config", () => {
    const { load, problemsOf } = prepareConfig(valid, loadConfig);

    it("C13 is typed", () => {
        assert.deepEqual(load({ alarmActions: "true" }), {
            project: "project",
            region: "us-east-1",
            environment: "dev",
            environmentSuffix: "01",
            runtime: "nodejs24.x",
            memoryMib: 256,
            timeoutSeconds: 30,
            batchSize: 10,
            maxConcurrency: 2,
            reservedConcurrency: 0,
            maxReceiveCount: 5,
            recordDays: 365,
            logRetentionDays: 7,
            alarmActions: true,
            deletionProtection: false,
            tags: { Project: "project", Environment: "dev", EnvironmentSuffix: "01", ManagedBy: "Pulumi" },
        });
    });

    for (const key of Object.keys(valid)) {
        it(`H3 requires ${key}`, () => {
            assert.deepEqual(problemsOf({ [key]: undefined }), [`${key} is required`]);
        });
    }

    const runtimes = "must be one of nodejs22.x, nodejs24.x";
    const range = (from: number, to: number) => `must be a whole number from ${from} to ${to}`;
    const refused: [key: string, rule: string, ...values: string[]][] = [
        ["runtime", runtimes, "nodejs20.x", "python3.13"],
        ["memoryMib", range(128, 10240), "127", "10241", "1.5"],
        ["timeoutSeconds", range(5, 900), "4", "901"],
        ["batchSize", range(1, 10), "0", "11"],
        ["maxConcurrency", range(2, 1000), "1", "1001"],
        ["reservedConcurrency", range(0, 1000), "-1", "1001"],
        ["maxReceiveCount", range(2, 1000), "1", "1001"],
        ["recordDays", range(30, 3650), "29", "3651"],
        ["alarmActions", "must be one of true, false", "yes"],
    ];
    for (const [key, rule, ...values] of refused) {
        for (const value of values) {
            it(`${key === "runtime" ? "D6" : "C13"} refuses ${key} ${value}`, () => {
                assert.deepEqual(problemsOf({ [key]: value }), [`${key} ${rule}, got ${value}`]);
            });
        }
    }

    const accepted: [key: string, ...values: string[]][] = [
        ["runtime", "nodejs22.x"],
        ["memoryMib", "128", "10240"],
        ["timeoutSeconds", "5", "900"],
        ["batchSize", "1"],
        ["maxConcurrency", "1000"],
        ["reservedConcurrency", "2", "1000"],
        ["maxReceiveCount", "2", "1000"],
        ["recordDays", "30", "3650"],
    ];
    for (const [key, ...values] of accepted) {
        for (const value of values) {
            it(`takes ${key} ${value}`, () => assert.deepEqual(problemsOf({ [key]: value }), []));
        }
    }

    it("refuses to reserve less than may run", () => {
        assert.deepEqual(problemsOf({ reservedConcurrency: "4", maxConcurrency: "5" }), [
            "reservedConcurrency must be 0 or at least maxConcurrency, got 4 and 5",
        ]);
    });

    it("D5 reports keys that nothing reads, with all other problems", () => {
        assert.deepEqual(problemsOf({ "runtime": undefined, "memorySize": "s3cret", "other:batchSize": "1" }), [
            "runtime is required",
            "memorySize is not a key of this project",
            'other:batchSize belongs to another project: remove "other:" or the key',
        ]);
    });
});
