import assert from "node:assert/strict";
import { unknownValue } from "../../host/monitor";
import { type Answers, askFamily, createResource } from "./ask-family";
import { checkCaches } from "./caches";

const cache = (inputs: Record<string, unknown> = {}) =>
    createResource("elasticache/replicationGroup:ReplicationGroup", "cache", {
        engine: "valkey", engineVersion: "8.0", nodeType: "cache.t4g.micro", ...inputs });

const offer = (versions: string[], offerings: object[] = [{}]): Answers => ({
    elasticache: {
        describeCacheEngineVersions: { CacheEngineVersions: versions.map(EngineVersion => ({ EngineVersion })) },
        describeReservedCacheNodesOfferings: { ReservedCacheNodesOfferings: offerings },
    },
});

describe("check of caches", () => {
    it("passes where version and node type are offered", async () => {
        assert.deepEqual(await askFamily(checkCaches, [cache()], offer(["7.2", "8.0"])), {
            "cache valkey 8.0 cache.t4g.micro": {
                status: "pass", detail: "cache.t4g.micro is offered, as is valkey 8.0", stacks: ["dev"] },
        });
    });

    it("fails with a version that is not offered", async () => {
        const wrong = cache({ engineVersion: "8.9" });
        assert.deepEqual(await askFamily(checkCaches, [wrong], offer(["7.2", "8.0", "8.1"])), {
            "cache valkey 8.9 cache.t4g.micro": {
                status: "fail", detail: "ElastiCache offers no valkey 8.9", remedy: "choose among 8.0, 8.1",
                stacks: ["dev"],
            },
        });
    });

    it("fails with an engine that is not offered", async () => {
        const found = await askFamily(checkCaches, [cache()], offer([]));
        assert.equal(found["cache valkey 8.0 cache.t4g.micro"]?.remedy, "choose another engine or version");
    });

    it("knows nothing of a node type that can't be reserved", async () => {
        const { "cache redis 6.x cache.t1.micro": found } = await askFamily(
            checkCaches, [cache({ engine: undefined, engineVersion: "6.x", nodeType: "cache.t1.micro" })],
            offer(["6.0", "6.2"], []));
        assert.equal(found?.status, "unknown");
        assert.match(found.detail, /^no cache\.t1\.micro can be reserved in the region, which doesn't prove/);
    });

    it("knows nothing of a node type that only the deployment knows, and leaves out members of a group", async () => {
        const member = createResource("elasticache/cluster:Cluster", "member", { replicationGroupId: unknownValue });
        assert.deepEqual(await askFamily(checkCaches, [cache({ nodeType: unknownValue }), member], {}), { cache: {
            status: "unknown", detail: "nodeType of cache is known only once the stack is deployed", stacks: ["dev"] },
        });
    });
});
