import assert from "node:assert/strict";
import { caller, clients, commonTags, named, nameIn, outputs, tagRecord } from "./deployment";

describe("sns", () => {
    const attributesOf = async (TopicArn: string) =>
        (await clients.sns.getTopicAttributes({ TopicArn })).Attributes ?? {};
    const statementsOf = async (topicArn: string) =>
        (JSON.parse((await attributesOf(topicArn)).Policy ?? "") as { Statement: unknown[] }).Statement;
    const denyPlainHttp = (Resource: string) => ({
        Sid: "DenyPlainHttp",
        Effect: "Deny",
        Principal: "*",
        Action: "sns:Publish",
        Resource: [Resource],
        Condition: { Bool: { "aws:SecureTransport": "false" } },
    });

    for (const [purpose, key] of [["objects", "topicArn"], ["alarms", "alarmTopicArn"]] as const) {
        it(`C10 topic for ${purpose} is named and tagged as this environment's`, async () => {
            assert.match(nameIn(outputs[key]), new RegExp(`^${named(`topic-${purpose}`)}-`));
            const { Tags } = await clients.sns.listTagsForResource({ ResourceArn: outputs[key] });
            assert.deepEqual(tagRecord(Tags), { ...commonTags(), Name: named(`topic-${purpose}`) });
        });
    }

    it("topic for objects is encrypted, and admits nobody by policy", async () => {
        assert.equal((await attributesOf(outputs.topicArn)).KmsMasterKeyId, "alias/aws/sns");
        assert.deepEqual(await statementsOf(outputs.topicArn), [denyPlainHttp(outputs.topicArn)]);
    });

    it("topic for alarms admits this account's alarms, with no key that would keep them out", async () => {
        const { account } = await caller(clients);
        assert.equal((await attributesOf(outputs.alarmTopicArn)).KmsMasterKeyId ?? "", "");
        assert.deepEqual(await statementsOf(outputs.alarmTopicArn), [denyPlainHttp(outputs.alarmTopicArn), {
            Sid: "AllowAlarms",
            Effect: "Allow",
            Principal: { Service: "cloudwatch.amazonaws.com" },
            Action: "sns:Publish",
            Resource: outputs.alarmTopicArn,
            Condition: { StringEquals: { "aws:SourceAccount": account } },
        }]);
    });
});
