import assert from "node:assert/strict";
import { caller, clients, commonTags, named, outputs, setting, tagRecord } from "./deployment";

interface Statement {
    Sid: string;
}

describe("s3", () => {
    for (const [purpose, key] of [["data", "dataBucketName"], ["logs", "logBucketName"]] as const) {
        describe(`${purpose} bucket`, () => {
            let Bucket: string;
            before(() => {
                Bucket = outputs[key];
            });
            const statements = async () => {
                const { Policy } = await clients.s3.getBucketPolicy({ Bucket });
                return (JSON.parse(Policy ?? "") as { Statement: Statement[] }).Statement;
            };
            const lifecycle = async () =>
                (await clients.s3.getBucketLifecycleConfiguration({ Bucket })).Rules ?? [];

            it(`C10 ${purpose} bucket exists in the region, named as this environment's`, async () => {
                const { BucketRegion } = await clients.s3.headBucket({ Bucket });
                assert.equal(BucketRegion, outputs.region);
                assert.match(Bucket, new RegExp(`^${named(`bucket-${purpose}`)}-`));
            });

            it(`C8 ${purpose} bucket is encrypted with AES256 and a bucket key`, async () => {
                const { ServerSideEncryptionConfiguration }
                    = await clients.s3.getBucketEncryption({ Bucket });
                const [rule, ...others] = ServerSideEncryptionConfiguration?.Rules ?? [];
                assert.deepEqual(others, []);
                assert.equal(rule?.ApplyServerSideEncryptionByDefault?.SSEAlgorithm, "AES256");
                assert.equal(rule.BucketKeyEnabled, true);
            });

            it(`C8 ${purpose} bucket keeps versions`, async () => {
                const { Status } = await clients.s3.getBucketVersioning({ Bucket });
                assert.equal(Status, "Enabled");
            });

            it(`C8 ${purpose} bucket blocks all public access`, async () => {
                const { PublicAccessBlockConfiguration }
                    = await clients.s3.getPublicAccessBlock({ Bucket });
                assert.deepEqual(PublicAccessBlockConfiguration, {
                    BlockPublicAcls: true,
                    BlockPublicPolicy: true,
                    IgnorePublicAcls: true,
                    RestrictPublicBuckets: true,
                });
            });

            it(`${purpose} bucket owns its objects, without access control lists`, async () => {
                const { OwnershipControls } = await clients.s3.getBucketOwnershipControls({ Bucket });
                assert.deepEqual(OwnershipControls?.Rules, [{ ObjectOwnership: "BucketOwnerEnforced" }]);
            });

            it(`${purpose} bucket denies plain HTTP to everybody`, async () => {
                const { partition } = await caller(clients);
                assert.deepEqual((await statements()).find(({ Sid }) => Sid === "DenyPlainHttp"), {
                    Sid: "DenyPlainHttp",
                    Effect: "Deny",
                    Principal: "*",
                    Action: "s3:*",
                    Resource: [`arn:${partition}:s3:::${Bucket}`, `arn:${partition}:s3:::${Bucket}/*`],
                    Condition: { Bool: { "aws:SecureTransport": "false" } },
                });
            });

            it(`${purpose} bucket drops stale uploads and old versions`, async () => {
                const rule = (await lifecycle()).find(({ ID }) => ID === "housekeeping");
                assert.equal(rule?.Status, "Enabled");
                assert.equal(rule.AbortIncompleteMultipartUpload?.DaysAfterInitiation, 7);
                assert.equal(rule.NoncurrentVersionExpiration?.NoncurrentDays, purpose === "data" ? 30 : 1);
            });

            it(`C10 ${purpose} bucket carries this environment's tags`, async () => {
                const { TagSet } = await clients.s3.getBucketTagging({ Bucket });
                assert.deepEqual(tagRecord(TagSet), { ...commonTags(), Name: named(`bucket-${purpose}`) });
            });

            if (purpose === "data") {
                it("data bucket keeps its objects for ever and admits nobody by policy", async () => {
                    assert.deepEqual((await lifecycle()).map(({ ID }) => ID), ["housekeeping"]);
                    assert.deepEqual((await statements()).map(({ Sid }) => Sid), ["DenyPlainHttp"]);
                });
            } else {
                it("logs bucket drops logs after the configured days", async () => {
                    const rule = (await lifecycle()).find(({ ID }) => ID === "expiration");
                    assert.equal(rule?.Status, "Enabled");
                    assert.equal(rule.Expiration?.Days, Number(setting("logRetentionDays")));
                });

                it("logs bucket admits this account's load balancer logs and nothing else", async () => {
                    const { account, partition } = await caller(clients);
                    assert.deepEqual((await statements()).filter(({ Sid }) => Sid !== "DenyPlainHttp"), [{
                        Sid: "AllowAlbLogs",
                        Effect: "Allow",
                        Principal: { Service: "logdelivery.elasticloadbalancing.amazonaws.com" },
                        Action: "s3:PutObject",
                        Resource: `arn:${partition}:s3:::${Bucket}/alb/AWSLogs/${account}/*`,
                    }]);
                });
            }
        });
    }

    it("data bucket's exported ARN is that of its exported name", async () => {
        const { partition } = await caller(clients);
        assert.equal(outputs.dataBucketArn, `arn:${partition}:s3:::${outputs.dataBucketName}`);
    });
});
