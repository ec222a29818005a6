import assert from "node:assert/strict";
import { record, valueOf } from "../../../../tests/support/record";
import { AlarmsComponent, type AlarmsComponentArgs, DashboardComponent } from "../../components";

const arn = "arn:aws:elasticloadbalancing:us-east-1:123456789012:";
const watched = {
    loadBalancerArn: `${arn}loadbalancer/app/alb/1`,
    targetGroupArn: `${arn}targetgroup/tg/2`,
    clusterName: "cluster",
    serviceName: "service",
    databaseIdentifier: "database",
    databaseMinCapacity: 0.5,
    databaseMaxCapacity: 4,
    tableName: "table",
};
const balancer = { LoadBalancer: "app/alb/1" };
const targets = { LoadBalancer: "app/alb/1", TargetGroup: "targetgroup/tg/2" };
const service = { ClusterName: "cluster", ServiceName: "service" };
const database = { DBClusterIdentifier: "database" };
const table = { TableName: "table" };

type Expected = [
    resource: string, namespace: string, metric: string, dimensions: Record<string, string>, statistic: string,
    limit: number,
];
const metrics: Expected[] = [
    ["balancer-errors", "AWS/ApplicationELB", "HTTPCode_ELB_5XX_Count", balancer, "Sum", 0],
    ["service-errors", "AWS/ApplicationELB", "HTTPCode_Target_5XX_Count", targets, "Sum", 0],
    ["latency", "AWS/ApplicationELB", "TargetResponseTime", targets, "p99", 1],
    ["unhealthy-targets", "AWS/ApplicationELB", "UnHealthyHostCount", targets, "Maximum", 0],
    ["service-cpu", "AWS/ECS", "CPUUtilization", service, "Average", 85],
    ["service-memory", "AWS/ECS", "MemoryUtilization", service, "Maximum", 85],
    ["database-capacity", "AWS/RDS", "ACUUtilization", database, "Average", 90],
    ["database-connections", "AWS/RDS", "DatabaseConnections", database, "Maximum", 576],
    ["database-memory", "AWS/RDS", "FreeableMemory", database, "Minimum", 858993459.2],
    ["table-read-throttles", "AWS/DynamoDB", "ReadThrottleEvents", table, "Sum", 0],
    ["table-write-throttles", "AWS/DynamoDB", "WriteThrottleEvents", table, "Sum", 0],
];

describe("AlarmsComponent", () => {
    const build = (changes: Partial<AlarmsComponentArgs> = {}) =>
        record(() => new AlarmsComponent("dev-01", {
            ...watched, topicArn: "topic", actionsEnabled: true, tags: { Project: "project" }, ...changes }));

    for (const [resource, namespace, metricName, dimensions, statistic, threshold] of metrics) {
        it(`watches ${metricName}`, async () => {
            const { resources } = await build();
            const { alarmDescription, ...inputs } = resources[`${resource}-alarm-dev-01`]?.inputs ?? {};
            assert.equal(typeof alarmDescription, "string");
            assert.deepEqual(inputs, {
                namespace,
                metricName,
                dimensions,
                ...statistic === "p99" ? { extendedStatistic: statistic } : { statistic },
                threshold,
                comparisonOperator: resource === "database-memory" ? "LessThanThreshold" : "GreaterThanThreshold",
                period: 60,
                evaluationPeriods: 5,
                datapointsToAlarm: 3,
                treatMissingData: "notBreaching",
                actionsEnabled: true,
                alarmActions: ["topic"],
                okActions: ["topic"],
                tags: { Project: "project", Name: `${resource}-alarm-dev-01` },
            });
        });
    }

    it("watches nothing else", async () => {
        const { resources } = await build();
        assert.equal(Object.keys(resources).length, metrics.length);
    });

    it("notifies nobody where that is not wanted", async () => {
        const { resources } = await build({ actionsEnabled: false });
        assert(Object.values(resources).every(({ inputs }) => inputs.actionsEnabled === false));
    });

    for (const [databaseMinCapacity, threshold] of [[0.5, 1600], [1, 4000]] as const) {
        it(`expects no more connections than AWS allows from a capacity of ${databaseMinCapacity}`, async () => {
            const { resources } = await build({ databaseMinCapacity, databaseMaxCapacity: 256 });
            assert.equal(resources["database-connections-alarm-dev-01"]?.inputs.threshold, threshold);
        });
    }
});

describe("DashboardComponent", () => {
    const build = () => record(() => new DashboardComponent("dev-01", {
        ...watched, region: "us-east-1", dashboardName: "board" }));

    it("shows each metric that has an alarm, with its limit", async () => {
        const { resources } = await build();
        const { dashboardName, dashboardBody } = resources["dashboard-dev-01"]?.inputs ?? {};
        assert.equal(dashboardName, "board");
        const { widgets } = JSON.parse(String(dashboardBody)) as {
            widgets: { type: string; x: number; y: number; properties: Record<string, unknown> }[]; };
        assert.deepEqual(widgets.map(({ type, properties: { metrics, stat, annotations, region } }) =>
            [type, region, metrics, stat, annotations]), metrics.map(
            ([, namespace, metric, dimensions, statistic, value]) => [
                "metric", "us-east-1", [[namespace, metric, ...Object.entries(dimensions).flat()]], statistic,
                { horizontal: [{ label: "Alarm", value }] },
            ]));
    });

    it("lays graphs out in three columns, none above another", async () => {
        const { resources } = await build();
        const { widgets } = JSON.parse(String(resources["dashboard-dev-01"]?.inputs.dashboardBody)) as {
            widgets: { x: number; y: number; width: number; height: number }[]; };
        assert(widgets.every(({ x, width }) => x + width <= 24));
        const places = new Set(widgets.map(({ x, y }) => `${x / 8} ${y / 6}`));
        assert.equal(places.size, widgets.length);
        assert(places.has("2 0") && places.has("0 1"));
    });

    it("D4 exposes its name", async () => {
        assert.equal(await valueOf((await build()).result.dashboardName), "board");
    });
});
