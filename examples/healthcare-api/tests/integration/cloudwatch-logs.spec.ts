import assert from "node:assert/strict";
import { clients, commonTags, named, outputs, setting } from "./deployment";

const stageName = () => outputs.apiUrl.split("/").at(-1);

/** Log groups by their resource's name, or by the name that AWS wants. */
const groups: [resource: string, logGroupName?: () => string][] = [
    ["api-log-group", () => outputs.apiLogGroupName],
    ["api-execution-log-group", () => `API-Gateway-Execution-Logs_${outputs.apiId}/${stageName()}`],
    ["function-log-group"],
    ["flow-log-group"],
    ["db-postgresql-log-group", () => `/aws/rds/instance/${outputs.dbAddress.split(".")[0]}/postgresql`],
    ["db-upgrade-log-group", () => `/aws/rds/instance/${outputs.dbAddress.split(".")[0]}/upgrade`],
];

describe("cloudwatch logs", () => {
    for (const [resource, logGroupName] of groups) {
        it(`C11 ${resource} keeps its logs for the configured days, under the stack's key`, async () => {
            const logGroupNamePrefix = logGroupName?.() ?? `${named(resource)}-`;
            const { logGroups = [] } = await clients.logs.describeLogGroups({ logGroupNamePrefix });
            const [group, ...others] = logGroups;
            assert.deepEqual(others, []);
            assert.equal(group?.retentionInDays, Number(setting("logRetentionDays")));
            assert.equal(group.kmsKeyId, outputs.kmsKeyArn);
            const { tags } = await clients.logs.listTagsForResource({ resourceArn: group.arn?.replace(/:\*$/, "") });
            assert.deepEqual(tags, { ...commonTags(), Name: named(resource) });
        });
    }
});
