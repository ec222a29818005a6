import assert from "node:assert/strict";
import { caller, clients, commonTags, itCreates, named, outputs, setting, tagRecord } from "./deployment";

describe("s3", () => {
    const bucket = () => ({ Bucket: outputs.configBucketName });

    itCreates("C10 bucket is in the region, named and tagged as this environment's", async () => {
        const { BucketRegion } = await clients.s3.headBucket(bucket());
        assert.equal(BucketRegion, outputs.region);
        assert.match(outputs.configBucketName, new RegExp(`^${named("bucket-config")}-`));
        const { TagSet } = await clients.s3.getBucketTagging(bucket());
        assert.deepEqual(tagRecord(TagSet), { ...commonTags(), Name: named("bucket-config") });
    });

    itCreates("C8 bucket is encrypted, keeps versions and blocks all public access", async () => {
        const { ServerSideEncryptionConfiguration } = await clients.s3.getBucketEncryption(bucket());
        assert.deepEqual(ServerSideEncryptionConfiguration?.Rules?.map(rule =>
            rule.ApplyServerSideEncryptionByDefault?.SSEAlgorithm), ["AES256"]);
        assert.equal((await clients.s3.getBucketVersioning(bucket())).Status, "Enabled");
        const { PublicAccessBlockConfiguration } = await clients.s3.getPublicAccessBlock(bucket());
        assert.deepEqual(PublicAccessBlockConfiguration, {
            BlockPublicAcls: true, BlockPublicPolicy: true, IgnorePublicAcls: true, RestrictPublicBuckets: true,
        });
    });

    itCreates("M1 bucket lets Config of this account deliver, and denies plain HTTP", async () => {
        const { account, partition } = await caller(clients);
        const { Policy = "" } = await clients.s3.getBucketPolicy(bucket());
        const arn = `arn:${partition}:s3:::${outputs.configBucketName}`;
        const config = { Effect: "Allow", Principal: { Service: "config.amazonaws.com" } };
        assert.deepEqual((JSON.parse(Policy) as { Statement: unknown }).Statement, [
            {
                Sid: "DenyPlainHttp",
                Effect: "Deny",
                Principal: "*",
                Action: "s3:*",
                Resource: [arn, `${arn}/*`],
                Condition: { Bool: { "aws:SecureTransport": "false" } },
            },
            {
                ...config,
                Sid: "AllowConfigCheck",
                Action: ["s3:GetBucketAcl", "s3:ListBucket"],
                Resource: arn,
                Condition: { StringEquals: { "aws:SourceAccount": account } },
            },
            {
                ...config,
                Sid: "AllowConfigDelivery",
                Action: ["s3:PutObject"],
                Resource: `${arn}/AWSLogs/${account}/Config/*`,
                Condition: { StringEquals: {
                    "aws:SourceAccount": account, "s3:x-amz-acl": "bucket-owner-full-control" } },
            },
        ]);
    });

    itCreates("bucket drops files after the configured days", async () => {
        const { Rules = [] } = await clients.s3.getBucketLifecycleConfiguration(bucket());
        const days = Rules.map(({ Expiration }) => Expiration?.Days).filter(Boolean);
        assert.deepEqual(days, [Number(setting("recordDays"))]);
    });
});
