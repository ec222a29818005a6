import type { LogGroup } from "@aws-sdk/client-cloudwatch-logs";
import assert from "node:assert/strict";
import { clients, commonTags, named, outputs, setting } from "./deployment";

describe("cloudwatch logs", () => {
    const find = async (name: string) => {
        const { logGroups } = await clients.logs.describeLogGroups({ logGroupNamePrefix: name });
        return logGroups?.find(({ logGroupName }) => logGroupName === name);
    };
    const tagsOf = async (group: LogGroup | undefined) => {
        const resourceArn = group?.arn?.replace(/:\*$/, "");
        return (await clients.logs.listTagsForResource({ resourceArn })).tags;
    };

    it("flow log group keeps its logs for the configured days", async () => {
        assert.equal((await find(outputs.flowLogGroupName))?.retentionInDays, Number(setting("logRetentionDays")));
    });

    for (const type of ["error", "slowquery"]) {
        it(`C11 database's ${type} log is kept for the configured days, by the stack and not by RDS`, async () => {
            const logGroupName = `/aws/rds/instance/${outputs.rdsIdentifier}/${type}`;
            const group = await find(logGroupName);
            assert.equal(group?.retentionInDays, Number(setting("logRetentionDays")));
            assert.deepEqual(await tagsOf(group), { ...commonTags(), Name: named(`db-${type}-log-group`) });
        });
    }

    it("C10 flow log group is named and tagged as this environment's", async () => {
        assert.match(outputs.flowLogGroupName, new RegExp(`^${named("flow-log-group")}-`));
        const tags = await tagsOf(await find(outputs.flowLogGroupName));
        assert.deepEqual(tags, { ...commonTags(), Name: named("flow-log-group") });
    });
});
