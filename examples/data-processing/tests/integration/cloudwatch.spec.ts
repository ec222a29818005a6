import assert from "node:assert/strict";
import { clients, commonTags, named, nameIn, outputs, setting, tagRecord } from "./deployment";

describe("cloudwatch", () => {
    const find = async (resource: string) => {
        const { MetricAlarms = [] } = await clients.cloudwatch.describeAlarms({
            AlarmNamePrefix: `${named(resource)}-` });
        const [alarm, ...others] = MetricAlarms;
        assert(alarm);
        assert.deepEqual(others, []);
        return alarm;
    };
    const dimension = (Name: string, Value: string) => ({ Name, Value });
    const watched = () => ({
        "dead-letters-alarm": {
            Namespace: "AWS/SQS",
            MetricName: "ApproximateNumberOfMessagesVisible",
            Dimensions: [dimension("QueueName", nameIn(outputs.dlqUrl))],
            Statistic: "Maximum",
            Threshold: 0,
        },
        "message-age-alarm": {
            Namespace: "AWS/SQS",
            MetricName: "ApproximateAgeOfOldestMessage",
            Dimensions: [dimension("QueueName", nameIn(outputs.queueUrl))],
            Statistic: "Maximum",
            Threshold: 900,
        },
        "errors-alarm": {
            Namespace: "AWS/Lambda",
            MetricName: "Errors",
            Dimensions: [dimension("FunctionName", outputs.functionName)],
            Statistic: "Sum",
            Threshold: 0,
        },
        "throttles-alarm": {
            Namespace: "AWS/Lambda",
            MetricName: "Throttles",
            Dimensions: [dimension("FunctionName", outputs.functionName)],
            Statistic: "Sum",
            Threshold: 0,
        },
    });

    for (const resource of ["dead-letters-alarm", "message-age-alarm", "errors-alarm", "throttles-alarm"] as const) {
        it(`${resource} watches this stack, and is silent without data`, async () => {
            const { Namespace, MetricName, Dimensions, Statistic, Threshold, ...alarm } = await find(resource);
            assert.deepEqual(
                { Namespace, MetricName, Dimensions, Statistic, Threshold }, watched()[resource]);
            assert.equal(alarm.ComparisonOperator, "GreaterThanThreshold");
            assert.equal(alarm.TreatMissingData, "notBreaching");
        });

        it(`${resource} notifies the operators as configured`, async () => {
            const { ActionsEnabled, AlarmActions, OKActions } = await find(resource);
            assert.equal(String(ActionsEnabled), setting("alarmActions"));
            assert.deepEqual([AlarmActions, OKActions], [[outputs.alarmTopicArn], [outputs.alarmTopicArn]]);
        });
    }

    it("C10 alarms are tagged as this environment's", async () => {
        for (const resource of Object.keys(watched())) {
            const { AlarmArn } = await find(resource);
            const { Tags } = await clients.cloudwatch.listTagsForResource({ ResourceARN: AlarmArn });
            assert.deepEqual(tagRecord(Tags), { ...commonTags(), Name: named(resource) });
        }
    });
});
