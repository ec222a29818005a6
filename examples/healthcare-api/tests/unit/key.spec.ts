import type { Unwrap } from "@pulumi/pulumi";
import type { iam } from "@pulumi/aws";
import assert from "node:assert/strict";
import { record, valueOf } from "../../../../tests/support/record";
import { KeyComponent, type KeyComponentArgs } from "../../components";

const args: KeyComponentArgs = {
    region: "eu-west-1",
    alias: "alias/project/dev-01",
    services: ["rds", "lambda"],
    deletionProtection: false,
    tags: { Project: "project" },
};

const build = (changes: Partial<KeyComponentArgs> = {}) =>
    record(() => new KeyComponent("dev-01", { ...args, ...changes }));

const readStatements = (policy: unknown) =>
    (JSON.parse(policy as string) as { Statement: Unwrap<iam.PolicyStatement>[] }).Statement;

describe("KeyComponent", () => {
    it("creates a key that is rotated, and its alias", async () => {
        const { resources } = await build();
        assert.deepEqual(Object.keys(resources).sort(), ["key-alias-dev-01", "key-dev-01"]);
        const { policy, ...inputs } = resources["key-dev-01"]?.inputs ?? {};
        assert(policy);
        assert.deepEqual(inputs, {
            description: "Data, secrets and logs of the healthcare API",
            enableKeyRotation: true,
            deletionWindowInDays: 7,
            tags: { Project: "project", Name: "key-dev-01" },
        });
        assert.deepEqual(resources["key-alias-dev-01"]?.inputs, {
            name: "alias/project/dev-01", targetKeyId: "key-dev-01-id" });
    });

    it("leaves more time to restore a protected key", async () => {
        const { resources } = await build({ deletionProtection: true });
        assert.equal(resources["key-dev-01"]?.inputs.deletionWindowInDays, 30);
    });

    it("is managed by the account's administrators, who may not use it", async () => {
        const { resources } = await build();
        const [administration] = readStatements(resources["key-dev-01"]?.inputs.policy);
        assert.deepEqual(administration, {
            Sid: "AllowAdministration",
            Effect: "Allow",
            Principal: { AWS: "arn:aws:iam::123456789012:root" },
            Action: [
                "kms:CancelKeyDeletion", "kms:CreateAlias", "kms:DeleteAlias", "kms:Describe*", "kms:Disable*",
                "kms:Enable*", "kms:Get*", "kms:List*", "kms:PutKeyPolicy", "kms:RevokeGrant", "kms:RotateKeyOnDemand",
                "kms:ScheduleKeyDeletion", "kms:TagResource", "kms:UntagResource", "kms:Update*",
            ],
            Resource: "*",
        });
    });

    it("is used through the given services, for callers of the account", async () => {
        const { resources } = await build();
        const [, services] = readStatements(resources["key-dev-01"]?.inputs.policy);
        assert.deepEqual(services, {
            Sid: "AllowServices",
            Effect: "Allow",
            Principal: { AWS: "arn:aws:iam::123456789012:root" },
            Action: ["kms:CreateGrant", "kms:Decrypt", "kms:Encrypt", "kms:GenerateDataKey*", "kms:ReEncrypt*"],
            Resource: "*",
            Condition: {
                StringEquals: {
                    "kms:CallerAccount": "123456789012",
                    "kms:ViaService": ["rds.eu-west-1.amazonaws.com", "lambda.eu-west-1.amazonaws.com"],
                },
            },
        });
    });

    it("is used by CloudWatch Logs for log groups of the account, and by nobody else", async () => {
        const { resources } = await build();
        const [,, logs, ...others] = readStatements(resources["key-dev-01"]?.inputs.policy);
        assert.deepEqual(others, []);
        assert.deepEqual(logs, {
            Sid: "AllowLogs",
            Effect: "Allow",
            Principal: { Service: "logs.eu-west-1.amazonaws.com" },
            Action: ["kms:Decrypt", "kms:DescribeKey", "kms:Encrypt", "kms:GenerateDataKey*", "kms:ReEncrypt*"],
            Resource: "*",
            Condition: {
                ArnLike: { "kms:EncryptionContext:aws:logs:arn": "arn:aws:logs:eu-west-1:123456789012:log-group:*" },
            },
        });
    });

    it("D4 exposes id and ARN", async () => {
        const { result } = await build();
        assert.equal(await valueOf(result.keyId), "key-dev-01-id");
        assert.equal(await valueOf(result.keyArn), "key-dev-01-arn");
    });
});
