import assert from "node:assert/strict";
import { clients, commonTags, named, nameIn, outputs, tagRecord } from "./deployment";

describe("sns", () => {
    it("C10 topic is named and tagged as this environment's", async () => {
        assert.match(nameIn(outputs.violationsTopicArn), new RegExp(`^${named("topic-violations")}-`));
        const { Tags } = await clients.sns.listTagsForResource({ ResourceArn: outputs.violationsTopicArn });
        assert.deepEqual(tagRecord(Tags), { ...commonTags(), Name: named("topic-violations") });
    });

    it("topic is encrypted, takes TLS only, and admits nobody by policy", async () => {
        const { Attributes } = await clients.sns.getTopicAttributes({ TopicArn: outputs.violationsTopicArn });
        assert.equal(Attributes?.KmsMasterKeyId, "alias/aws/sns");
        assert.deepEqual((JSON.parse(Attributes.Policy ?? "") as { Statement: unknown }).Statement, [{
            Sid: "DenyPlainHttp",
            Effect: "Deny",
            Principal: "*",
            Action: "sns:Publish",
            Resource: [outputs.violationsTopicArn],
            Condition: { Bool: { "aws:SecureTransport": "false" } },
        }]);
    });
});
