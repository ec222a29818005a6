import type * as pulumi from "@pulumi/pulumi";
import { arnSuffix } from "./arn-suffix";

/** What alarms and dashboard look at. */
export interface Watched {
    loadBalancerArn: pulumi.Input<string>;
    targetGroupArn: pulumi.Input<string>;
    clusterName: pulumi.Input<string>;
    serviceName: pulumi.Input<string>;
    databaseIdentifier: pulumi.Input<string>;
    /** Aurora capacity units of an instance. */
    databaseMinCapacity: number;
    databaseMaxCapacity: number;
    tableName: pulumi.Input<string>;
}

export interface Metric {
    /** What an operator has to know. */
    title: string;
    namespace: string;
    metricName: string;
    dimensions: Record<string, pulumi.Input<string>>;
    statistic: string;
    /** Beyond it, something is wrong. */
    limit: number;
    /** Whether values below the limit are wrong, not those above. */
    falls?: boolean;
}

export function listMetrics(watched: Watched): Record<string, Metric> {
    const bytesPerUnit = 2 * 2 ** 30;
    const loadBalancer = { LoadBalancer: arnSuffix(watched.loadBalancerArn) };
    const balancer = { namespace: "AWS/ApplicationELB", dimensions: loadBalancer };
    const targets = {
        namespace: "AWS/ApplicationELB",
        dimensions: { ...loadBalancer, TargetGroup: arnSuffix(watched.targetGroupArn) },
    };
    const service = {
        namespace: "AWS/ECS", dimensions: { ClusterName: watched.clusterName, ServiceName: watched.serviceName },
    };
    const database = { namespace: "AWS/RDS", dimensions: { DBClusterIdentifier: watched.databaseIdentifier } };
    const table = { namespace: "AWS/DynamoDB", dimensions: { TableName: watched.tableName } };
    return {
        "balancer-errors": {
            title: "The load balancer answers with 5xx itself",
            ...balancer, metricName: "HTTPCode_ELB_5XX_Count", statistic: "Sum", limit: 0,
        },
        "service-errors": {
            title: "The service answers with 5xx",
            ...targets, metricName: "HTTPCode_Target_5XX_Count", statistic: "Sum", limit: 0,
        },
        "latency": {
            title: "One request in a hundred takes more than a second",
            ...targets, metricName: "TargetResponseTime", statistic: "p99", limit: 1,
        },
        "unhealthy-targets": {
            title: "Tasks fail their health checks",
            ...targets, metricName: "UnHealthyHostCount", statistic: "Maximum", limit: 0,
        },
        "service-cpu": {
            title: "Scaling doesn't keep the tasks' CPU below 85 %",
            ...service, metricName: "CPUUtilization", statistic: "Average", limit: 85,
        },
        "service-memory": {
            title: "Tasks are about to run out of memory",
            ...service, metricName: "MemoryUtilization", statistic: "Maximum", limit: 85,
        },
        "database-capacity": {
            title: "The database is close to its largest capacity",
            ...database, metricName: "ACUUtilization", statistic: "Average", limit: 90,
        },
        "database-connections": {
            title: "The database is close to the most connections that it takes",
            ...database,
            metricName: "DatabaseConnections",
            statistic: "Maximum",
            limit: Math.floor(0.8 * countConnections(watched.databaseMinCapacity, watched.databaseMaxCapacity)),
        },
        // Aurora counts in the memory that it could still grow by.
        "database-memory": {
            title: "The database is about to run out of memory",
            ...database,
            metricName: "FreeableMemory",
            statistic: "Minimum",
            limit: 0.1 * bytesPerUnit * watched.databaseMaxCapacity,
            falls: true,
        },
        "table-read-throttles": {
            title: "Reads of the rules are throttled",
            ...table, metricName: "ReadThrottleEvents", statistic: "Sum", limit: 0,
        },
        "table-write-throttles": {
            title: "Writes of the rules are throttled",
            ...table, metricName: "WriteThrottleEvents", statistic: "Sum", limit: 0,
        },
    };
}

/**
 * How many connections the database takes, or a little less: AWS counts by the memory of the largest capacity, up to a
 * number that depends on the smallest one:
 * https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-serverless-v2.setting-capacity.html
 */
function countConnections(minCapacity: number, maxCapacity: number): number {
    return Math.min(180 * maxCapacity, minCapacity < 1 ? 2000 : 5000);
}
