import assert from "node:assert/strict";
import { findIn, type Sketched } from "../sketch";

const blocks = { blockPublicAcls: true, blockPublicPolicy: true, ignorePublicAcls: true, restrictPublicBuckets: true };
const bucket = (inputs: object = {}, type = "s3/bucket:Bucket"): Sketched => ({
    type, name: "data", inputs: { ...inputs },
});
const access = (inputs: object = {}): Sketched => ({
    type: "s3/bucketPublicAccessBlock:BucketPublicAccessBlock", name: "access",
    inputs: { bucket: "data-id", ...blocks, ...inputs },
});
const inline = {
    serverSideEncryptionConfiguration: { rule: { applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" } } },
    versioning: { enabled: true },
};
const encryption: Sketched = {
    type: "s3/bucketServerSideEncryptionConfigurationV2:BucketServerSideEncryptionConfigurationV2", name: "encryption",
    inputs: { bucket: "data-id", rules: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms" } }] },
};
const versions: Sketched = {
    type: "s3/bucketVersioningV2:BucketVersioningV2", name: "versions",
    inputs: { bucket: "data-id", versioningConfiguration: { status: "Enabled" } },
};
const find = (...resources: Sketched[]) => findIn("buckets", { stacks: [{ resources }] });

describe("buckets", () => {
    it("C8 may be set inline or by resources of their own, of both generations", async () => {
        assert.deepEqual(await find(bucket(inline), access()), []);
        assert.deepEqual(await find(bucket({}, "s3/bucketV2:BucketV2"), encryption, versions, access()), []);
    });

    it("C8 need each of encryption, versions and four blocks", async () => {
        assert.deepEqual(await find(bucket()), [
            "data (dev): its encryption is not set to AES256 or a KMS key",
            "data (dev): it keeps no versions",
            ...Object.keys(blocks).map(key => `data (dev): its public access block leaves out ${key}`),
        ]);
        const open = await find(bucket(inline), access({ ignorePublicAcls: false }));
        assert.deepEqual(open, ["data (dev): its public access block leaves out ignorePublicAcls"]);
        const suspended = { ...inline, versioning: { enabled: false } };
        assert.deepEqual(await find(bucket(suspended), access()), ["data (dev): it keeps no versions"]);
    });

    it("are judged by their own settings alone", async () => {
        const other: Sketched = { type: "s3/bucket:Bucket", name: "other", inputs: inline };
        const found = await find(bucket(inline), access(), other);
        assert.deepEqual(found.length, 4);
        assert.match(String(found), /^other/);
    });

    it("are not judged where there are none", async () => {
        assert.equal(await find(), "nothing to judge: there is no bucket");
    });
});

describe("global tables", () => {
    const table = (replicas?: object[]): Sketched => ({
        type: "dynamodb/table:Table", name: "rules", inputs: { ...replicas && { replicas } } });
    const config = { "shop:replicas": '["eu-west-1"]' };

    it("F8 have replicas where the configuration or a message says so", async () => {
        const stacks = (resources: Sketched[], more: object) => ({ stacks: [{ resources, ...more }] });
        assert.deepEqual(await findIn("replicas", stacks([table([{ regionName: "eu-west-1" }])], { config })), []);
        assert.deepEqual(await findIn("replicas", stacks([table()], {})), []);
        assert.deepEqual(await findIn("replicas", stacks([table()], { config })),
            ["Pulumi.dev.yaml: shop:replicas is set, but no table has replicas"]);
        assert.deepEqual(await findIn("replicas", stacks([table()], { messages: ["global table: eu-west-1"] })),
            ["global table: eu-west-1: the program only says so, and no table has replicas"]);
    });
});
