import assert from "node:assert/strict";
import { record, valueOf } from "../support/record";
import { TopicComponent, type TopicComponentArgs } from "../../components/topic";

const args: TopicComponentArgs = { alarmDelivery: false, tags: { Project: "project" } };

const build = (changes: Partial<TopicComponentArgs> = {}) =>
    record(() => new TopicComponent("objects-dev-01", { ...args, ...changes }));

const denyPlainHttp = {
    Sid: "DenyPlainHttp",
    Effect: "Deny",
    Principal: "*",
    Action: "sns:Publish",
    Resource: ["topic-objects-dev-01-arn"],
    Condition: { Bool: { "aws:SecureTransport": "false" } },
};

describe("TopicComponent", () => {
    it("is encrypted with the key that AWS manages for the account", async () => {
        const { resources } = await build();
        assert.deepEqual(resources["topic-objects-dev-01"], {
            type: "aws:sns/topic:Topic",
            name: "topic-objects-dev-01",
            inputs: {
                kmsMasterKeyId: "alias/aws/sns",
                tags: { Project: "project", Name: "topic-objects-dev-01" },
            },
        });
    });

    it("M1 takes TLS only", async () => {
        const { resources } = await build();
        assert.equal(Object.keys(resources).length, 2);
        const { arn, policy } = resources["topic-policy-objects-dev-01"]?.inputs ?? {};
        assert.equal(arn, "topic-objects-dev-01-arn");
        assert.deepEqual(JSON.parse(policy as string), { Version: "2012-10-17", Statement: [denyPlainHttp] });
    });

    it("lets alarms of this account publish, with no key that would keep them from it", async () => {
        const { resources } = await build({ alarmDelivery: true });
        assert.equal(resources["topic-objects-dev-01"]?.inputs.kmsMasterKeyId, undefined);
        const { policy } = resources["topic-policy-objects-dev-01"]?.inputs ?? {};
        assert.deepEqual(JSON.parse(policy as string), {
            Version: "2012-10-17",
            Statement: [denyPlainHttp, {
                Sid: "AllowAlarms",
                Effect: "Allow",
                Principal: { Service: "cloudwatch.amazonaws.com" },
                Action: "sns:Publish",
                Resource: "topic-objects-dev-01-arn",
                Condition: { StringEquals: { "aws:SourceAccount": "123456789012" } },
            }],
        });
    });

    it("D4 exposes its ARN", async () => {
        const { result } = await build();
        assert.equal(await valueOf(result.topicArn), "topic-objects-dev-01-arn");
    });
});
