import assert from "node:assert/strict";
import { clients, commonTags, named, outputOf, purposes, setting } from "./deployment";

describe("cloudwatch logs", () => {
    for (const purpose of purposes) {
        it(`C11 log of ${purpose} is kept for the configured days, by the stack and not by Lambda`, async () => {
            const FunctionName = outputOf("functionNames", purpose);
            const { LoggingConfig } = await clients.lambda.getFunctionConfiguration({ FunctionName });
            const { logGroups = [] } = await clients.logs.describeLogGroups({
                logGroupNamePrefix: LoggingConfig?.LogGroup });
            assert.deepEqual(logGroups.map(({ retentionInDays }) => retentionInDays), [
                Number(setting("logRetentionDays"))]);
            const resource = named(`function-log-group-${purpose}`);
            assert.match(LoggingConfig?.LogGroup ?? "", new RegExp(`^${resource}-`));
            const resourceArn = logGroups[0]?.arn?.replace(/:\*$/, "");
            const { tags } = await clients.logs.listTagsForResource({ resourceArn });
            assert.deepEqual(tags, { ...commonTags(), Name: resource });
        });
    }
});
