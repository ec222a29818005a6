import assert from "node:assert/strict";
import {
    type Check, checkBucketEncryption, checkDatabaseBackups, checkRequiredTags,
} from "../../lambda/checks";
import type { Item } from "../../lambda/items";

const makeItem = (item: Partial<Item>): Item => ({
    resourceType: "type",
    resourceId: "id",
    status: "OK",
    capturedAt: new Date(),
    tags: {},
    configuration: {},
    supplementaryConfiguration: {},
    ...item,
});

type Case = [title: string, item: Partial<Item>, parameters: Record<string, string>, compliance: string, text: string];

function describeCheck(check: Check, cases: Case[]): void {
    describe(check.name, () => {
        for (const [title, item, parameters, compliance, annotation] of cases) {
            it(`finds ${title} ${compliance}`, () => {
                assert.deepEqual(check(makeItem(item), parameters), { compliance, annotation });
            });
        }
    });
}

const requiredTags = { requiredTags: "Project,cost center" };
const tagged = { "Project": "p", "cost center": "1" };
const allThere = "all required tags are there";

describeCheck(checkRequiredTags, [
    ["an instance with all tags", { tags: { ...tagged, Other: "" } }, requiredTags, "COMPLIANT", allThere],
    ["an instance without tags", {}, requiredTags, "NON_COMPLIANT", "tags are missing: Project, cost center"],
    ["an empty tag", { tags: { ...tagged, Project: "" } }, requiredTags, "NON_COMPLIANT", "tags are missing: Project"],
    ["a tag of another case", { tags: { ...tagged, Project: "", project: "p" } }, requiredTags, "NON_COMPLIANT",
        "tags are missing: Project"],
    ["an instance for which no tags are required", {}, {}, "COMPLIANT", allThere],
    ["a stopped instance", { configuration: { state: { name: "stopped" } } }, requiredTags, "NON_COMPLIANT",
        "tags are missing: Project, cost center"],
    ["a terminated instance", { configuration: { state: { name: "terminated" } } }, requiredTags, "NOT_APPLICABLE",
        "the instance is terminated"],
    ["an instance that is shutting down", { configuration: { state: { name: "shutting-down" } } }, requiredTags,
        "NOT_APPLICABLE", "the instance is terminated"],
]);

const encryptedBy = (sseAlgorithm?: string) => ({
    supplementaryConfiguration: {
        ServerSideEncryptionConfiguration: { rules: [{ applyServerSideEncryptionByDefault: { sseAlgorithm } }] },
    },
});

describeCheck(checkBucketEncryption, [
    ["a bucket with keys of S3", encryptedBy("AES256"), {}, "COMPLIANT", "objects are encrypted by default"],
    ["a bucket with a key of KMS", encryptedBy("aws:kms"), {}, "COMPLIANT", "objects are encrypted by default"],
    ["a rule without an algorithm", encryptedBy(), {}, "NON_COMPLIANT", "the bucket has no default encryption"],
    ["a bucket without rules", {}, {}, "NON_COMPLIANT", "the bucket has no default encryption"],
]);

const keptFor = (backupRetentionPeriod: number, other = {}) => ({ configuration: { backupRetentionPeriod, ...other } });
const elsewhere = "the backups are those of another resource";

describeCheck(checkDatabaseBackups, [
    ["a database with enough days", keptFor(7), { minBackupDays: "7" }, "COMPLIANT", "backups are kept for 7 days"],
    ["a database with too few days", keptFor(6), { minBackupDays: "7" }, "NON_COMPLIANT",
        "backups are kept for 6 days, and 7 are required"],
    ["a database with more days, in number and not in text", keptFor(10), { minBackupDays: "7" }, "COMPLIANT",
        "backups are kept for 10 days"],
    ["a database of a rule without parameters", keptFor(0), {}, "NON_COMPLIANT",
        "backups are kept for 0 days, and 1 are required"],
    ["a database that says nothing of backups", {}, {}, "NON_COMPLIANT",
        "backups are kept for 0 days, and 1 are required"],
    ["a replica", keptFor(0, { readReplicaSourceDBInstanceIdentifier: "source" }), {}, "NOT_APPLICABLE", elsewhere],
    ["an instance of Aurora", keptFor(1, { dBClusterIdentifier: "cluster" }), {}, "NOT_APPLICABLE", elsewhere],
]);
