import assert from "node:assert/strict";
import { caller, clients, commonTags, named, outputs, tagRecord } from "./deployment";

describe("sns", () => {
    it("C10 topic of the operators is named and tagged as this environment's", async () => {
        assert(outputs.alarmTopicArn.includes(`:${named("topic-alarms")}-`));
        const { Tags } = await clients.sns.listTagsForResource({ ResourceArn: outputs.alarmTopicArn });
        assert.deepEqual(tagRecord(Tags), { ...commonTags(), Name: named("topic-alarms") });
    });

    it("topic of the operators admits this account's alarms", async () => {
        const { account } = await caller(clients);
        const { Attributes } = await clients.sns.getTopicAttributes({ TopicArn: outputs.alarmTopicArn });
        const { Statement } = JSON.parse(Attributes?.Policy ?? "") as {
            Statement: { Sid: string; Condition: unknown }[]; };
        const admission = Statement.find(({ Sid }) => Sid === "AllowAlarms");
        assert.deepEqual(admission?.Condition, { StringEquals: { "aws:SourceAccount": account } });
    });
});
