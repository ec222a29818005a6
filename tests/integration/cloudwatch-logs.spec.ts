import { DescribeLogGroupsCommand, ListTagsForResourceCommand } from "@aws-sdk/client-cloudwatch-logs";
import assert from "node:assert/strict";
import { commonTags, logs, named, outputs, setting } from "./deployment";

describe("cloudwatch logs", () => {
    const flowLogGroup = async () => {
        const { logGroups } = await logs.send(new DescribeLogGroupsCommand({
            logGroupNamePrefix: outputs.flowLogGroupName }));
        return logGroups?.find(({ logGroupName }) => logGroupName === outputs.flowLogGroupName);
    };

    it("flow log group keeps its logs for the configured days", async () => {
        assert.equal((await flowLogGroup())?.retentionInDays, Number(setting("logRetentionDays")));
    });

    it("C10 flow log group is named and tagged as this environment's", async () => {
        assert.match(outputs.flowLogGroupName, new RegExp(`^${named("flow-log-group")}-`));
        const resourceArn = (await flowLogGroup())?.arn?.replace(/:\*$/, "");
        const { tags } = await logs.send(new ListTagsForResourceCommand({ resourceArn }));
        assert.deepEqual(tags, { ...commonTags, Name: named("flow-log-group") });
    });
});
