import assert from "node:assert/strict";
import { clients, commonTags, named, outputs, setting } from "./deployment";

describe("cloudwatch logs", () => {
    const find = async () => {
        const { logGroups } = await clients.logs.describeLogGroups({
            logGroupNamePrefix: outputs.functionLogGroupName });
        return logGroups?.find(({ logGroupName }) => logGroupName === outputs.functionLogGroupName);
    };

    it("C11 function's log is kept for the configured days, by the stack and not by Lambda", async () => {
        assert.equal((await find())?.retentionInDays, Number(setting("logRetentionDays")));
        const { logGroups } = await clients.logs.describeLogGroups({
            logGroupNamePrefix: `/aws/lambda/${outputs.functionName}` });
        assert.deepEqual(logGroups, []);
    });

    it("C10 function's log group is named and tagged as this environment's", async () => {
        assert.match(outputs.functionLogGroupName, new RegExp(`^${named("function-log-group")}-`));
        const resourceArn = (await find())?.arn?.replace(/:\*$/, "");
        const { tags } = await clients.logs.listTagsForResource({ resourceArn });
        assert.deepEqual(tags, { ...commonTags(), Name: named("function-log-group") });
    });
});
