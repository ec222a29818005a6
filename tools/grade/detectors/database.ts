import { hasUnknown, type Resource } from "../../host/monitor";
import type { Candidate } from "../candidate";
import type { StackGraph } from "../graph";
import { type Evidence, nothingToJudge } from "../verdict";

const instanceType = "rds/instance:Instance";
const clusterType = "rds/cluster:Cluster";

async function databases(candidate: Candidate): Promise<{ graph: StackGraph; database: Resource }[]> {
    const found = (await candidate.graphs()).flatMap(graph => graph.ofType(instanceType, clusterType)
        .filter(({ inputs }) => inputs.replicateSourceDb === undefined)
        .map(database => ({ graph, database })));
    return found.length > 0 ? found : nothingToJudge("there is no database");
}

/** Names that AWS or an engine keeps for itself. */
const reserved: Record<string, string[]> = {
    mysql: ["admin", "rdsadmin", "root", "mysql.sys", "rdsrepladmin"],
    postgres: ["admin", "rdsadmin", "postgres_admin", "rds_superuser", "rdsrepladmin", "user"],
};

export async function findReservedUsers(candidate: Candidate): Promise<Evidence[]> {
    return (await databases(candidate)).flatMap(({ graph, database }) => {
        const user = textOf(database.inputs.masterUsername) || textOf(database.inputs.username);
        const engine = textOf(database.inputs.engine).includes("postgres") ? "postgres" : "mysql";
        return reserved[engine]?.includes(user.toLowerCase())
            ? [{ what: `the master user ${user} is a reserved name`, where: graph.place(database) }]
            : [];
    });
}

/** Major versions that RDS creates databases of, in November 2026, and how many parts their numbers have. */
const versions: [engine: RegExp, majors: RegExp][] = [
    [/^aurora-postgresql$/, /^1[3-8]$/],
    [/^aurora-mysql$/, /^(8\.0(\.mysql_aurora\.3)?|8\.4)$/],
    [/^postgres$/, /^1[3-8]$/],
    [/^mysql$/, /^8\.[04]$/],
    [/^mariadb$/, /^(10\.(5|6|11)|11\.[48])$/],
];

/** Versions that there is none of, or whose release a region stops to offer one day. */
export async function findWrongVersions(candidate: Candidate): Promise<Evidence[]> {
    return (await databases(candidate)).flatMap(({ graph, database }) => {
        const [engine, version] = [textOf(database.inputs.engine), textOf(database.inputs.engineVersion)];
        const known = versions.find(([name]) => name.test(engine));
        return !known || version === "" || hasUnknown(version) || known[1].test(version)
            ? []
            : [{
                    what: `engineVersion is ${version}: no major version of ${engine} of which AWS chooses the release`,
                    where: graph.place(database),
                }];
    });
}

function textOf(value: unknown): string {
    return typeof value === "string" || typeof value === "number" ? String(value) : "";
}

const production = /^prod/i;

/** Stacks whose standby is not what their environment needs. */
export async function findWrongStandbys(candidate: Candidate): Promise<Evidence[]> {
    const found = (await databases(candidate)).map(({ graph, database }) => ({
        graph, database, isProduction: isProduction(graph), hasStandby: hasStandby(graph, database) }));
    if (!found.some(({ isProduction }) => isProduction) || found.every(({ isProduction }) => isProduction)) {
        nothingToJudge("there is no production beside other stacks");
    }
    const wrong = found.filter(({ isProduction, hasStandby }) => isProduction !== hasStandby);
    return wrong.map(({ graph, database, hasStandby }) => ({
        what: hasStandby ? "it has a standby outside of production" : "it has no standby in production",
        where: graph.place(database),
    }));
}

function isProduction({ stack, settings: { config } }: StackGraph): boolean {
    const environment = Object.entries(config).find(([key]) => /(^|:)env(ironment)?(name)?$/i.test(key))?.[1];
    return production.test(environment ?? stack);
}

function hasStandby(graph: StackGraph, database: Resource): boolean {
    const instances = graph.ofType("rds/clusterInstance:ClusterInstance")
        .filter(instance => graph.refer(instance, "clusterIdentifier").includes(database));
    return String(database.inputs.multiAz) === "true" || instances.length > 1;
}
