/** What differs between the engines of RDS. */
export const engines = {
    mysql: {
        title: "MySQL",
        port: 3306,
        /** How many numbers of a version name its series, which has parameters of its own. */
        seriesNumbers: 2,
        logTypes: ["error", "slowquery"],
        parameters: [
            { name: "require_secure_transport", value: "1" },
            // Without these two, the exported slow query log stays empty.
            { name: "slow_query_log", value: "1" },
            { name: "log_output", value: "FILE" },
        ],
    },
    postgres: {
        title: "PostgreSQL",
        port: 5432,
        seriesNumbers: 1,
        logTypes: ["postgresql", "upgrade"],
        parameters: [
            { name: "rds.force_ssl", value: "1" },
        ],
    },
} as const;

export type DatabaseEngine = keyof typeof engines;

/** Name of the parameters that fit a version, such as mysql8.4 or postgres17. */
export function nameParameterFamily(engine: DatabaseEngine, version: string): string {
    return `${engine}${version.split(".").slice(0, engines[engine].seriesNumbers).join(".")}`;
}

/** Whether a version names a series alone, so that AWS chooses the release. */
export function isSeries(engine: DatabaseEngine, version: string): boolean {
    return version.split(".").length === engines[engine].seriesNumbers;
}

/**
 * The least that AWS accepts for gp3 storage of both engines, at no extra price. Below 400 GiB, AWS refuses any
 * numbers. From there they must be given: when the storage grows, the provider would send the IOPS of the smaller one,
 * 3,000, which AWS refuses. Where AWS lets the storage grow past 400 GiB by itself, it raises both, and the provider
 * keeps them.
 */
export function chooseStoragePerformance(gib: number): { iops?: number; storageThroughput?: number } {
    return gib < 400 ? {} : { iops: 12000, storageThroughput: 500 };
}
