import type { MetricAlarm } from "@aws-sdk/client-cloudwatch";
import assert from "node:assert/strict";
import { clients, commonTags, named, outputs, setting, tagRecord } from "./deployment";

describe("cloudwatch", () => {
    const balancer = () => ({ LoadBalancer: outputs.albArn.split(":loadbalancer/")[1] });
    const service = () => ({ ClusterName: outputs.clusterName, ServiceName: outputs.serviceName });
    const database = () => ({ DBClusterIdentifier: outputs.auroraClusterIdentifier });
    const table = () => ({ TableName: outputs.rulesTableName });
    const watched: Record<string, [metric: string, dimensions: () => Record<string, string | undefined>]> = {
        "balancer-errors": ["AWS/ApplicationELB HTTPCode_ELB_5XX_Count Sum", balancer],
        "service-errors": ["AWS/ApplicationELB HTTPCode_Target_5XX_Count Sum", balancer],
        "latency": ["AWS/ApplicationELB TargetResponseTime p99", balancer],
        "unhealthy-targets": ["AWS/ApplicationELB UnHealthyHostCount Maximum", balancer],
        "service-cpu": ["AWS/ECS CPUUtilization Average", service],
        "service-memory": ["AWS/ECS MemoryUtilization Maximum", service],
        "database-capacity": ["AWS/RDS ACUUtilization Average", database],
        "database-connections": ["AWS/RDS DatabaseConnections Maximum", database],
        "database-memory": ["AWS/RDS FreeableMemory Minimum", database],
        "table-read-throttles": ["AWS/DynamoDB ReadThrottleEvents Sum", table],
        "table-write-throttles": ["AWS/DynamoDB WriteThrottleEvents Sum", table],
    };

    const find = async (resource: string): Promise<MetricAlarm> => {
        const { MetricAlarms = [] } = await clients.cloudwatch.describeAlarms({
            AlarmNamePrefix: `${named(`${resource}-alarm`)}-` });
        const [alarm, ...others] = MetricAlarms;
        assert(alarm);
        assert.deepEqual(others, []);
        return alarm;
    };

    for (const [resource, [metric, dimensions]] of Object.entries(watched)) {
        it(`${resource} alarm watches this stack, and notifies the operators as configured`, async () => {
            const alarm = await find(resource);
            const { Namespace, MetricName, Statistic, ExtendedStatistic, Dimensions = [] } = alarm;
            assert.equal(`${Namespace} ${MetricName} ${Statistic ?? ExtendedStatistic}`, metric);
            const { TargetGroup, ...others } = Object.fromEntries(
                Dimensions.map(({ Name = "", Value }) => [Name, Value]));
            assert.deepEqual(others, dimensions());
            assert(TargetGroup === undefined || TargetGroup.startsWith("targetgroup/"));
            assert.equal(alarm.TreatMissingData, "notBreaching");
            assert.equal(String(alarm.ActionsEnabled), setting("alarmActions"));
            assert.deepEqual([alarm.AlarmActions, alarm.OKActions],
                [[outputs.alarmTopicArn], [outputs.alarmTopicArn]]);
        });
    }

    it("C10 alarms are tagged as this environment's", async () => {
        for (const resource of Object.keys(watched)) {
            const { AlarmArn } = await find(resource);
            const { Tags } = await clients.cloudwatch.listTagsForResource({ ResourceARN: AlarmArn });
            assert.deepEqual(tagRecord(Tags), { ...commonTags(), Name: named(`${resource}-alarm`) });
        }
    });

    it("dashboard shows every metric that has an alarm, with its limit", async () => {
        const { DashboardBody = "" } = await clients.cloudwatch.getDashboard({ DashboardName: outputs.dashboardName });
        const { widgets } = JSON.parse(DashboardBody) as {
            widgets: { properties: { metrics: string[][]; annotations: { horizontal: { value: number }[] } } }[]; };
        const shown = widgets.map(({ properties: { metrics: [metric], annotations: { horizontal: [limit] } } }) =>
            [...metric ?? [], limit?.value].join(" "));
        const expected = await Promise.all(Object.keys(watched).map(async resource => {
            const { Namespace, MetricName, Dimensions = [], Threshold } = await find(resource);
            const dimensions = Dimensions.flatMap(({ Name, Value }) => [Name, Value]);
            return [Namespace, MetricName, ...dimensions, Threshold].join(" ");
        }));
        assert.deepEqual(shown.sort(), expected.sort());
    });
});
