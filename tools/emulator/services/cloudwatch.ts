import type * as sdk from "@aws-sdk/client-cloudwatch";
import type * as aws from "@pulumi/aws";
import { autoName, type ResourceType, resourceType, requireValue, tagList } from "../resource-type";

export const types: Record<string, ResourceType> = {
    "aws:cloudwatch/logGroup:LogGroup": resourceType<aws.cloudwatch.LogGroupArgs>({
        taggable: true,
        mock: name => ({ name: `${name}-name`, arn: `${name}-arn` }),
        async create(inputs, { clients, name }) {
            const logGroupName = inputs.name ?? autoName(name);
            await clients.logs.createLogGroup({ logGroupName, kmsKeyId: inputs.kmsKeyId, tags: inputs.tags });
            if (inputs.retentionInDays) {
                await clients.logs.putRetentionPolicy({
                    logGroupName, retentionInDays: inputs.retentionInDays });
            }
            const { logGroups } = await clients.logs.describeLogGroups({
                logGroupNamePrefix: logGroupName });
            // AWS ends the ARN with ":*", the provider takes that off.
            const arn = requireValue(logGroups?.[0]?.arn, "arn").replace(/:\*$/, "");
            return { id: logGroupName, state: { name: logGroupName, arn } };
        },
    }),

    "aws:cloudwatch/metricAlarm:MetricAlarm": resourceType<aws.cloudwatch.MetricAlarmArgs>({
        taggable: true,
        mock: name => ({ name: `${name}-name`, arn: `${name}-arn` }),
        async create(inputs, { clients, name }) {
            const alarmName = inputs.name ?? autoName(name);
            await clients.cloudwatch.putMetricAlarm({
                AlarmName: alarmName,
                AlarmDescription: inputs.alarmDescription,
                Namespace: inputs.namespace,
                MetricName: inputs.metricName,
                Dimensions: Object.entries(inputs.dimensions ?? {}).map(([Name, Value]) => ({ Name, Value })),
                Statistic: inputs.statistic as sdk.Statistic,
                ExtendedStatistic: inputs.extendedStatistic,
                Period: inputs.period,
                EvaluationPeriods: inputs.evaluationPeriods,
                DatapointsToAlarm: inputs.datapointsToAlarm,
                Threshold: inputs.threshold,
                ComparisonOperator: inputs.comparisonOperator as sdk.ComparisonOperator,
                TreatMissingData: inputs.treatMissingData,
                ActionsEnabled: inputs.actionsEnabled,
                AlarmActions: inputs.alarmActions as string[],
                OKActions: inputs.okActions as string[],
                Tags: tagList(inputs.tags),
            });
            const { MetricAlarms } = await clients.cloudwatch.describeAlarms({ AlarmNames: [alarmName] });
            return {
                id: alarmName,
                state: { name: alarmName, arn: requireValue(MetricAlarms?.[0]?.AlarmArn, "AlarmArn") },
            };
        },
    }),

    "aws:cloudwatch/dashboard:Dashboard": resourceType<aws.cloudwatch.DashboardArgs>({
        taggable: false,
        async create(inputs, { clients }) {
            await clients.cloudwatch.putDashboard({
                DashboardName: inputs.dashboardName, DashboardBody: inputs.dashboardBody });
            const { DashboardArn } = await clients.cloudwatch.getDashboard({ DashboardName: inputs.dashboardName });
            return { id: inputs.dashboardName, state: { dashboardArn: DashboardArn } };
        },
    }),
};
