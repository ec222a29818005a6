import * as pulumi from "@pulumi/pulumi";
import assert from "node:assert/strict";
import { record, valueOf } from "../../../../tests/support/record";
import { AdoptedRecorderComponent, allowConfigDelivery, RecorderComponent } from "../../components";

const build = () => record(() => new RecorderComponent("dev-01", {
    physicalName: "compliance-monitoring-dev-01",
    bucketName: "bucket",
    bucketArn: "bucket-arn",
    tags: { Project: "project" },
}));

describe("RecorderComponent", () => {
    it("makes recorder, delivery channel and status, and a role", async () => {
        const { resources } = await build();
        assert.deepEqual(Object.values(resources).map(({ type, name }) => `${name} ${type}`).sort(), [
            "delivery-channel-dev-01 aws:cfg/deliveryChannel:DeliveryChannel",
            "recorder-dev-01 aws:cfg/recorder:Recorder",
            "recorder-role-delivery-dev-01 aws:iam/rolePolicy:RolePolicy",
            "recorder-role-dev-01 aws:iam/role:Role",
            "recorder-role-reading-dev-01 aws:iam/rolePolicyAttachment:RolePolicyAttachment",
            "recorder-status-dev-01 aws:cfg/recorderStatus:RecorderStatus",
        ]);
    });

    it("M6 names the recorder, or AWS would change that of another stack", async () => {
        const { resources } = await build();
        assert.deepEqual(resources["recorder-dev-01"]?.inputs, {
            name: "compliance-monitoring-dev-01",
            roleArn: "recorder-role-dev-01-arn",
            recordingGroup: { allSupported: true, includeGlobalResourceTypes: true },
        });
    });

    it("delivers into the bucket, and starts", async () => {
        const { resources } = await build();
        assert.deepEqual(resources["delivery-channel-dev-01"]?.inputs, {
            name: "recorder-dev-01-name", s3BucketName: "bucket" });
        assert.deepEqual(resources["recorder-status-dev-01"]?.inputs, {
            name: "recorder-dev-01-name", isEnabled: true });
    });

    it("M1 has a role for Config, which reads as AWS says and writes into the bucket alone", async () => {
        const { resources } = await build();
        const { assumeRolePolicy, tags } = resources["recorder-role-dev-01"]?.inputs ?? {};
        assert.deepEqual(tags, { Project: "project", Name: "recorder-role-dev-01" });
        assert.deepEqual(JSON.parse(assumeRolePolicy as string), {
            Version: "2012-10-17",
            Statement: [{
                Effect: "Allow", Principal: { Service: "config.amazonaws.com" }, Action: "sts:AssumeRole",
            }],
        });
        assert.deepEqual(resources["recorder-role-reading-dev-01"]?.inputs, {
            role: "recorder-role-dev-01-name", policyArn: "arn:aws:iam::aws:policy/service-role/AWS_ConfigRole" });
        const { role, policy } = resources["recorder-role-delivery-dev-01"]?.inputs ?? {};
        assert.equal(role, "recorder-role-dev-01-name");
        assert.deepEqual(JSON.parse(policy as string), {
            Version: "2012-10-17",
            Statement: [
                { Effect: "Allow", Action: ["s3:GetBucketAcl", "s3:ListBucket"], Resource: "bucket-arn" },
                {
                    Effect: "Allow",
                    Action: ["s3:PutObject"],
                    Resource: "bucket-arn/AWSLogs/*",
                    Condition: { StringEquals: { "s3:x-amz-acl": "bucket-owner-full-control" } },
                },
            ],
        });
    });

    it("D4 exposes recorder, channel and bucket", async () => {
        const { result } = await build();
        assert.deepEqual(await Promise.all([
            valueOf(result.recorderName), valueOf(result.deliveryChannelName), valueOf(result.bucketName),
        ]), ["recorder-dev-01-name", "delivery-channel-dev-01-name", "delivery-channel-dev-01-bucket-name"]);
    });
});

describe("AdoptedRecorderComponent", () => {
    const adopt = () => record(() => new AdoptedRecorderComponent("dev-01", {
        recorderName: "existing-recorder", deliveryChannelName: "existing-channel" }));

    it("M6 reads recorder and channel, and creates nothing", async () => {
        const { resources } = await adopt();
        assert.deepEqual(Object.values(resources).map(({ name, existing }) => [name, existing]), [
            ["recorder-dev-01", "existing-recorder"],
            ["delivery-channel-dev-01", "existing-channel"],
        ]);
    });

    it("D4 exposes recorder, channel and bucket", async () => {
        const { result } = await adopt();
        assert.deepEqual(await Promise.all([
            valueOf(result.recorderName), valueOf(result.deliveryChannelName), valueOf(result.bucketName),
        ]), ["recorder-dev-01-name", "delivery-channel-dev-01-name", "delivery-channel-dev-01-bucket-name"]);
    });
});

describe("allowConfigDelivery", () => {
    it("M1 lets Config of this account look at the bucket, and write below its own prefix", async () => {
        const { result } = await record(() => pulumi.output(allowConfigDelivery(pulumi.output("bucket-arn"), {})));
        const config = { Effect: "Allow", Principal: { Service: "config.amazonaws.com" } };
        assert.deepEqual(await valueOf(result), [
            {
                ...config,
                Sid: "AllowConfigCheck",
                Action: ["s3:GetBucketAcl", "s3:ListBucket"],
                Resource: "bucket-arn",
                Condition: { StringEquals: { "aws:SourceAccount": "123456789012" } },
            },
            {
                ...config,
                Sid: "AllowConfigDelivery",
                Action: ["s3:PutObject"],
                Resource: "bucket-arn/AWSLogs/123456789012/Config/*",
                Condition: { StringEquals: {
                    "aws:SourceAccount": "123456789012", "s3:x-amz-acl": "bucket-owner-full-control" } },
            },
        ]);
    });
});
