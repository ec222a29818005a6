import assert from "node:assert/strict";
import { caller, clients, commonTags, named, outputs, tagRecord } from "./deployment";

describe("s3", () => {
    const bucket = () => ({ Bucket: outputs.bucketName });

    it("C10 bucket is in the region, named and tagged as this environment's", async () => {
        const { BucketRegion } = await clients.s3.headBucket(bucket());
        assert.equal(BucketRegion, outputs.region);
        assert.match(outputs.bucketName, new RegExp(`^${named("bucket-data")}-`));
        const { TagSet } = await clients.s3.getBucketTagging(bucket());
        assert.deepEqual(tagRecord(TagSet), { ...commonTags(), Name: named("bucket-data") });
    });

    it("C8 bucket is encrypted with AES256", async () => {
        const { ServerSideEncryptionConfiguration } = await clients.s3.getBucketEncryption(bucket());
        const algorithms = ServerSideEncryptionConfiguration?.Rules?.map(
            rule => rule.ApplyServerSideEncryptionByDefault?.SSEAlgorithm);
        assert.deepEqual(algorithms, ["AES256"]);
    });

    it("C8 bucket keeps versions, by which objects are told apart", async () => {
        const { Status } = await clients.s3.getBucketVersioning(bucket());
        assert.equal(Status, "Enabled");
    });

    it("C8 bucket blocks all public access", async () => {
        const { PublicAccessBlockConfiguration } = await clients.s3.getPublicAccessBlock(bucket());
        assert.deepEqual(PublicAccessBlockConfiguration, {
            BlockPublicAcls: true, BlockPublicPolicy: true, IgnorePublicAcls: true, RestrictPublicBuckets: true,
        });
    });

    it("bucket denies plain HTTP, and admits nobody by policy", async () => {
        const { partition } = await caller(clients);
        const { Policy = "" } = await clients.s3.getBucketPolicy(bucket());
        const arn = `arn:${partition}:s3:::${outputs.bucketName}`;
        assert.deepEqual((JSON.parse(Policy) as { Statement: unknown }).Statement, [{
            Sid: "DenyPlainHttp",
            Effect: "Deny",
            Principal: "*",
            Action: "s3:*",
            Resource: [arn, `${arn}/*`],
            Condition: { Bool: { "aws:SecureTransport": "false" } },
        }]);
    });

    it("bucket announces created objects below incoming/ to the queue, and nothing else to anybody", async () => {
        const configuration = await clients.s3.getBucketNotificationConfiguration(bucket());
        const { QueueConfigurations = [], TopicConfigurations = [], LambdaFunctionConfigurations = [] } = configuration;
        assert.deepEqual([TopicConfigurations, LambdaFunctionConfigurations], [[], []]);
        assert.deepEqual(QueueConfigurations.map(({ QueueArn, Events }) => [QueueArn, Events]), [
            [outputs.queueArn, ["s3:ObjectCreated:*"]]]);
        // S3 answers with "Prefix", whatever it was given.
        const rules = QueueConfigurations[0]?.Filter?.Key?.FilterRules?.map(({ Name, Value }) =>
            [Name?.toLowerCase(), Value]);
        assert.deepEqual(rules, [["prefix", "incoming/"]]);
    });
});
