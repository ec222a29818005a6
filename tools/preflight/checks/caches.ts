import type { Clients } from "../../host/clients";
import { groupBy } from "../../host/group-by";
import type { Resource } from "../../host/monitor";
import { listAll } from "../calls";
import {
    type Check, fail, type Finding, pass, stacksOf, type Target, textOf, unknown, unresolved,
} from "../check";
import { matchVersion } from "../version";

/** Whether ElastiCache offers engine versions and node types. */
export function checkCaches({ resources }: Target): Check[] {
    const types = ["aws:elasticache/replicationGroup:ReplicationGroup", "aws:elasticache/cluster:Cluster"];
    // A cluster of a replication group takes all from it.
    const caches = resources.filter(({ type, inputs }) => types.includes(type) && !inputs.replicationGroupId);
    return [...groupBy(caches, ({ inputs }) => JSON.stringify(readNeed(inputs))).values()].map(caches => {
        const [{ inputs }] = caches as [Resource];
        const { engine, version, nodeType } = readNeed(inputs);
        if (nodeType === undefined) {
            return unresolved("cache", caches, "nodeType");
        }
        return {
            subject: `cache ${[engine, version, nodeType].filter(Boolean).join(" ")}`,
            stacks: stacksOf(caches),
            ask: clients => ask(clients, { engine, version, nodeType }),
        };
    });
}

interface Need {
    engine: string;
    version: string | undefined;
    nodeType: string | undefined;
}

function readNeed({ engine, engineVersion, nodeType }: Record<string, unknown>): Need {
    return { engine: textOf(engine) ?? "redis", version: textOf(engineVersion), nodeType: textOf(nodeType) };
}

async function ask(
    { elasticache }: Clients, { engine, version, nodeType }: Need & { nodeType: string },
): Promise<Finding> {
    const versions = (await listAll(async Marker => {
        const page = await elasticache.describeCacheEngineVersions({ Engine: engine, Marker });
        return { items: page.CacheEngineVersions, next: page.Marker };
    })).map(({ EngineVersion = "" }) => EngineVersion);
    // 6.x means the newest of them.
    const { match, near } = matchVersion(versions, version?.replace(/\.x$/, ""));
    if (match === undefined) {
        const remedy = near.length > 0 ? `choose among ${near.join(", ")}` : "choose another engine or version";
        return fail(`ElastiCache offers no ${engine} ${version ?? ""}`.trim(), remedy);
    }
    const offerings = await listAll(async Marker => {
        const page = await elasticache.describeReservedCacheNodesOfferings({ CacheNodeType: nodeType, Marker });
        return { items: page.ReservedCacheNodesOfferings, next: page.Marker };
    });
    // No call lists the node types of a region. Of what can be reserved there, nodes can be started.
    return offerings.length > 0
        ? pass(`${nodeType} is offered, as is ${engine} ${match}`)
        : unknown(`no ${nodeType} can be reserved in the region, which doesn't prove that none can be started`,
                "see the ElastiCache console, or choose a node type of the current generation");
}
