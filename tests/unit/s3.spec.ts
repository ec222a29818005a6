import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import assert from "node:assert/strict";
import { S3Component, type S3ComponentArgs } from "../../components";
import { record, valueOf } from "../support/record";

const args: S3ComponentArgs = {
    albLogDelivery: false,
    expirationDays: 0,
    deletionProtection: false,
    tags: { Project: "project" },
};

const build = (changes: Partial<S3ComponentArgs> = {}) =>
    record(() => new S3Component("data-dev-01", { ...args, ...changes }));

describe("S3Component", () => {
    it("creates one bucket and each of its settings once", async () => {
        const { resources } = await build();
        assert.deepEqual(Object.values(resources).map(({ type, name }) => `${name} ${type}`).sort(), [
            "bucket-data-dev-01 aws:s3/bucket:Bucket",
            "bucket-encryption-data-dev-01"
            + " aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
            "bucket-lifecycle-data-dev-01 aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration",
            "bucket-ownership-data-dev-01 aws:s3/bucketOwnershipControls:BucketOwnershipControls",
            "bucket-policy-data-dev-01 aws:s3/bucketPolicy:BucketPolicy",
            "bucket-public-access-block-data-dev-01 aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock",
            "bucket-versioning-data-dev-01 aws:s3/bucketVersioning:BucketVersioning",
        ]);
    });

    it("C11 leaves the physical name to Pulumi, and is emptied on destroy", async () => {
        const { resources } = await build();
        assert.deepEqual(resources["bucket-data-dev-01"]?.inputs, {
            forceDestroy: true,
            tags: { Project: "project", Name: "bucket-data-dev-01" },
        });
    });

    it("is not emptied on destroy under deletion protection", async () => {
        const { resources } = await build({ deletionProtection: true });
        assert.equal(resources["bucket-data-dev-01"]?.inputs.forceDestroy, false);
    });

    it("C8 encrypts with AES256 and a bucket key, and refuses keys of customers", async () => {
        const { resources } = await build();
        assert.deepEqual(resources["bucket-encryption-data-dev-01"]?.inputs, {
            bucket: "bucket-data-dev-01-name",
            rules: [{
                applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" },
                bucketKeyEnabled: true,
                blockedEncryptionTypes: ["SSE-C"],
            }],
        });
    });

    it("C8 keeps versions", async () => {
        const { resources } = await build();
        assert.deepEqual(resources["bucket-versioning-data-dev-01"]?.inputs, {
            bucket: "bucket-data-dev-01-name",
            versioningConfiguration: { status: "Enabled" },
        });
    });

    it("C8 blocks all public access", async () => {
        const { resources } = await build();
        assert.deepEqual(resources["bucket-public-access-block-data-dev-01"]?.inputs, {
            bucket: "bucket-data-dev-01-name",
            blockPublicAcls: true,
            blockPublicPolicy: true,
            ignorePublicAcls: true,
            restrictPublicBuckets: true,
        });
    });

    it("owns its objects", async () => {
        const { resources } = await build();
        assert.deepEqual(resources["bucket-ownership-data-dev-01"]?.inputs, {
            bucket: "bucket-data-dev-01-name",
            rule: { objectOwnership: "BucketOwnerEnforced" },
        });
    });

    it("M1 denies plain HTTP, in a policy of resolved values", async () => {
        const { resources } = await build();
        assert.deepEqual(policyOf(resources), {
            Version: "2012-10-17",
            Statement: [{
                Sid: "DenyPlainHttp",
                Effect: "Deny",
                Principal: "*",
                Action: "s3:*",
                Resource: ["bucket-data-dev-01-arn", "bucket-data-dev-01-arn/*"],
                Condition: { Bool: { "aws:SecureTransport": "false" } },
            }],
        });
    });

    it("lets this account's load balancers write logs where it is told to", async () => {
        const { resources } = await build({ albLogDelivery: true });
        assert.deepEqual(policyOf(resources).Statement.slice(1), [{
            Sid: "AllowAlbLogs",
            Effect: "Allow",
            Principal: { Service: "logdelivery.elasticloadbalancing.amazonaws.com" },
            Action: "s3:PutObject",
            Resource: "bucket-data-dev-01-arn/alb/AWSLogs/123456789012/*",
        }]);
    });

    it("has the given statements in its only policy, beside its own", async () => {
        const { resources } = await build({ policyStatements: bucketArn => [{
            Effect: "Allow", Principal: { Service: "config.amazonaws.com" }, Action: "s3:GetBucketAcl",
            Resource: bucketArn,
        }] });
        assert.deepEqual(policyOf(resources).Statement.slice(1), [{
            Effect: "Allow", Principal: { Service: "config.amazonaws.com" }, Action: "s3:GetBucketAcl",
            Resource: "bucket-data-dev-01-arn",
        }]);
    });

    it("asks its own provider for the account, not the default one", async () => {
        const asked: (string | undefined)[] = [];
        await pulumi.runtime.setMocks({
            newResource: ({ name, inputs }) => ({ id: `${name}-id`, state: inputs as Record<string, unknown> }),
            call: ({ provider }) => {
                asked.push(provider);
                return { accountId: "123456789012" };
            },
        });
        const provider = new aws.Provider("other-account");
        new S3Component("logs-dev-01", { ...args, albLogDelivery: true }, { provider });
        await pulumi.runtime.disconnect();
        assert.deepEqual(asked, [`${await valueOf(provider.urn)}::other-account-id`]);
    });

    it("lets the clients' role use the objects of this bucket alone", async () => {
        const { resources } = await build({ clientRoleName: "app-role" });
        const { policy, ...attachment } = resources["bucket-client-policy-data-dev-01"]?.inputs ?? {};
        assert.deepEqual(attachment, { role: "app-role" });
        assert.deepEqual(JSON.parse(policy as string), {
            Version: "2012-10-17",
            Statement: [
                { Effect: "Allow", Action: "s3:ListBucket", Resource: "bucket-data-dev-01-arn" },
                {
                    Effect: "Allow",
                    Action: ["s3:DeleteObject", "s3:GetObject", "s3:PutObject"],
                    Resource: "bucket-data-dev-01-arn/*",
                },
            ],
        });
    });

    const housekeeping = {
        id: "housekeeping",
        status: "Enabled",
        filter: {},
        abortIncompleteMultipartUpload: { daysAfterInitiation: 7 },
        noncurrentVersionExpiration: { noncurrentDays: 30 },
        expiration: { expiredObjectDeleteMarker: true },
    };

    it("deletes stale uploads, old versions and delete markers without versions, but no object", async () => {
        const { resources } = await build();
        assert.deepEqual(resources["bucket-lifecycle-data-dev-01"]?.inputs, {
            bucket: "bucket-data-dev-01-name", rules: [housekeeping] });
    });

    for (const days of [1, 30]) {
        it(`deletes objects after ${days} days when told to`, async () => {
            const { resources } = await build({ expirationDays: days });
            assert.deepEqual(resources["bucket-lifecycle-data-dev-01"]?.inputs.rules, [
                { ...housekeeping, noncurrentVersionExpiration: { noncurrentDays: 1 } },
                { id: "expiration", status: "Enabled", filter: {}, expiration: { days } },
            ]);
        });
    }

    it("D4 exposes name and ARN", async () => {
        const { result } = await build();
        assert.equal(await valueOf(result.bucketName), "bucket-data-dev-01-name");
        assert.equal(await valueOf(result.bucketArn), "bucket-data-dev-01-arn");
    });

    for (const expirationDays of [-1, 1.5, NaN]) {
        it(`refuses ${expirationDays} expiration days`, async () => {
            await assert.rejects(build({ expirationDays }), {
                message: `data-dev-01: expirationDays must be a whole number of days or 0, got ${expirationDays}`,
            });
        });
    }
});

function policyOf(resources: Awaited<ReturnType<typeof build>>["resources"]): { Statement: unknown[] } {
    const { policy, ...attachment } = resources["bucket-policy-data-dev-01"]?.inputs ?? {};
    assert.deepEqual(attachment, { bucket: "bucket-data-dev-01-name" });
    return JSON.parse(policy as string) as { Statement: unknown[] };
}
