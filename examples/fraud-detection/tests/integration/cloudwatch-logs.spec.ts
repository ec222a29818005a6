import assert from "node:assert/strict";
import { clients, commonTags, named, outputs, setting } from "./deployment";

/** Log groups by their resource's name, or by the name that AWS wants. */
const groups: [resource: string, logGroupName?: () => string][] = [
    ["service-log-group"],
    ["flow-log-group"],
    ["db-postgresql-log-group", () => `/aws/rds/cluster/${outputs.auroraClusterIdentifier}/postgresql`],
];

describe("cloudwatch logs", () => {
    for (const [resource, logGroupName] of groups) {
        it(`C11 ${resource} keeps its logs for the configured days`, async () => {
            const logGroupNamePrefix = logGroupName?.() ?? `${named(resource)}-`;
            const { logGroups = [] } = await clients.logs.describeLogGroups({ logGroupNamePrefix });
            const [group, ...others] = logGroups;
            assert.deepEqual(others, []);
            assert.equal(group?.retentionInDays, Number(setting("logRetentionDays")));
            const { tags } = await clients.logs.listTagsForResource({ resourceArn: group.arn?.replace(/:\*$/, "") });
            assert.deepEqual(tags, { ...commonTags(), Name: named(resource) });
        });
    }
});
