import type { OrderableDBInstanceOption } from "@aws-sdk/client-rds";
import type { Clients } from "../../host/clients";
import { groupBy } from "../../host/group-by";
import type { Resource } from "../../host/monitor";
import { listAll } from "../calls";
import { type Check, fail, type Finding, pass, stacksOf, type Target, textOf, unresolved } from "../check";
import { zonesOf } from "../subnets";
import { matchVersion } from "../version";

/** Whether RDS offers the engine versions, and instance classes for them. */
export function checkDatabases({ resources }: Target): Check[] {
    const databases = resources.filter(({ type }) => types.includes(type));
    const needOf = (resource: Resource) => readNeed(resources, resource);
    return [...groupBy(databases, resource => JSON.stringify(needOf(resource))).values()].map(users => {
        const need = needOf((users as [Resource])[0]);
        const { engine, version, instanceClass } = need;
        return engine === undefined
            ? unresolved("database", users, "engine")
            : {
                    subject: `database ${[engine, version, instanceClass].filter(Boolean).join(" ")}`,
                    stacks: stacksOf(users),
                    ask: clients => ask(clients, { ...need, engine }),
                };
    });
}

const types = ["instance:Instance", "cluster:Cluster", "clusterInstance:ClusterInstance", "globalCluster:GlobalCluster"]
    .map(name => `aws:rds/${name}`);

interface Need {
    engine: string | undefined;
    version: string | undefined;
    instanceClass: string | undefined;
    storageType: string | undefined;
    storage: number | undefined;
    multiAz: boolean;
    /** Of the subnet group. */
    zones: string[];
}

function readNeed(resources: Resource[], resource: Resource): Need {
    const { inputs, propertyDependencies } = resource;
    // Instances of a cluster take from it what they don't say.
    const cluster = resources.find(({ type, urn }) =>
        type === "aws:rds/cluster:Cluster" && propertyDependencies.clusterIdentifier?.includes(urn));
    return {
        engine: textOf(inputs.engine) ?? textOf(cluster?.inputs.engine),
        version: textOf(inputs.engineVersion) ?? textOf(cluster?.inputs.engineVersion),
        instanceClass: textOf(inputs.instanceClass ?? inputs.dbClusterInstanceClass),
        storageType: textOf(inputs.storageType ?? cluster?.inputs.storageType),
        storage: typeof inputs.allocatedStorage === "number" ? inputs.allocatedStorage : undefined,
        multiAz: inputs.multiAz === true,
        zones: [resource, ...cluster ? [cluster] : []].flatMap(user => zonesOf(resources, user, "dbSubnetGroupName")),
    };
}

async function ask({ rds }: Clients, need: Need & { engine: string }): Promise<Finding> {
    const { engine, version, instanceClass } = need;
    const versions = (await listAll(async Marker => {
        const page = await rds.describeDBEngineVersions({ Engine: engine, Marker });
        return { items: page.DBEngineVersions, next: page.Marker };
    })).map(({ EngineVersion = "" }) => EngineVersion);
    const { match, near } = matchVersion(versions, version);
    if (match === undefined) {
        const remedy = near.length > 0 ? `choose among ${near.join(", ")}` : "choose another engine or version";
        return fail(`RDS offers no ${engine} ${version ?? ""}`.trim(), remedy);
    }
    if (instanceClass === undefined) {
        return pass(`${engine} ${match} is offered`);
    }
    const options = await listAll(async Marker => {
        const page = await rds.describeOrderableDBInstanceOptions({
            Engine: engine, EngineVersion: match, DBInstanceClass: instanceClass, Vpc: true, Marker });
        return { items: page.OrderableDBInstanceOptions, next: page.Marker };
    });
    const missing = findMissing(options, need);
    return missing === undefined
        ? pass(`${instanceClass} is orderable with ${engine} ${match}`)
        : fail(`${instanceClass} is not orderable with ${engine} ${match}${missing}`, "choose another instance class");
}

/** What none of the options has besides all before it, as the end of a sentence; undefined if there is one for all. */
function findMissing(
    options: OrderableDBInstanceOption[], { storageType, storage = 0, multiAz, zones }: Need,
): string | undefined {
    const rules: [what: string, fits: (option: OrderableDBInstanceOption) => boolean][] = [
        ["", () => true],
        [` and storage ${storageType}`, ({ StorageType }) => (storageType ?? StorageType) === StorageType],
        [` and ${storage} GiB`, ({ MinStorageSize = 0, MaxStorageSize = Infinity }) =>
            storage === 0 || (storage >= MinStorageSize && storage <= MaxStorageSize)],
        [" and Multi-AZ", ({ MultiAZCapable }) => !multiAz || MultiAZCapable === true],
        [` in ${multiAz ? "two" : "one"} of ${zones.join(", ")}`, ({ AvailabilityZones = [] }) =>
            zones.length === 0 || AvailabilityZones.filter(({ Name = "" }) => zones.includes(Name)).length
            >= (multiAz ? 2 : 1)],
    ];
    let left = options;
    for (const [what, fits] of rules) {
        left = left.filter(fits);
        if (left.length === 0) {
            return what;
        }
    }
    return undefined;
}
