import type { ReplicationGroup } from "@aws-sdk/client-elasticache";
import assert from "node:assert/strict";
import { clients, commonTags, named, outputs, setting, tagRecord } from "./deployment";

describe("elasticache", () => {
    let group: ReplicationGroup;

    before(async () => {
        const { ReplicationGroups = [] } = await clients.elasticache.describeReplicationGroups({});
        const found = ReplicationGroups.find(({ NodeGroups }) =>
            NodeGroups?.[0]?.PrimaryEndpoint?.Address === outputs.redisEndpoint);
        assert(found, `there is no cache at ${outputs.redisEndpoint}`);
        group = found;
    });

    it("H9 cache is exported by its primary endpoint, as cluster mode is off", () => {
        assert.equal(group.ClusterEnabled, false);
        assert.equal(group.ConfigurationEndpoint, undefined);
        assert.equal(group.NodeGroups?.length, 1);
        assert.equal(group.NodeGroups[0]?.PrimaryEndpoint?.Port, outputs.redisPort);
    });

    it("cache has two nodes of the configured type, of which one takes over from the other", () => {
        assert.equal(group.MemberClusters?.length, 2);
        assert.equal(group.CacheNodeType, setting("cacheNodeType"));
        assert.equal(group.AutomaticFailover, "enabled");
        assert.equal(group.MultiAZ, "enabled");
    });

    it("H8 cache is encrypted in transit, and at rest with the stack's key", () => {
        assert.equal(group.TransitEncryptionEnabled, true);
        assert.equal(group.AtRestEncryptionEnabled, true);
        assert.equal(group.KmsKeyId, outputs.kmsKeyArn);
    });

    const usersOf = async () => {
        const [UserGroupId, ...others] = group.UserGroupIds ?? [];
        assert.deepEqual(others, []);
        const { UserGroups } = await clients.elasticache.describeUserGroups({ UserGroupId });
        const ids = UserGroups?.[0]?.UserIds ?? [];
        const answers = await Promise.all(ids.map(UserId => clients.elasticache.describeUsers({ UserId })));
        return answers.map(({ Users }) => Users?.[0]);
    };

    it("C7 cache has no token, but a group of two users", async () => {
        assert.equal(group.AuthTokenEnabled, false);
        assert.equal((await usersOf()).length, 2);
    });

    it("C7 application's user authenticates with IAM, under one name as under the other", async () => {
        const user = (await usersOf()).find(found => found?.UserName !== "default");
        assert.equal(user?.Authentication?.Type, "iam");
        assert.equal(user.UserName, user.UserId);
    });

    it("C7 nobody is let in as the default user", async () => {
        const user = (await usersOf()).find(found => found?.UserName === "default");
        assert.match(user?.AccessString ?? "", /^off /);
    });

    it("C10 cache is named and tagged as this environment's", async () => {
        assert.match(group.ReplicationGroupId ?? "", new RegExp(`^${named("cache")}-`));
        const { TagList } = await clients.elasticache.listTagsForResource({ ResourceName: group.ARN });
        assert.deepEqual(tagRecord(TagList), { ...commonTags(), Name: named("cache") });
    });
});
