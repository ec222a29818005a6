import assert from "node:assert/strict";
import { record } from "../../../../tests/support/record";
import { AlarmsComponent } from "../../components";

const build = (actionsEnabled = true) => record(() => new AlarmsComponent("dev-01", {
    queueName: "queue",
    dlqName: "dlq",
    functionName: "function",
    topicArn: "topic-arn",
    actionsEnabled,
    tags: { Project: "project" },
}));

describe("AlarmsComponent", () => {
    const alarms = {
        "dead-letters-alarm-dev-01": {
            alarmDescription: "Messages could not be processed",
            namespace: "AWS/SQS",
            metricName: "ApproximateNumberOfMessagesVisible",
            dimensions: { QueueName: "dlq" },
            statistic: "Maximum",
            threshold: 0,
        },
        "message-age-alarm-dev-01": {
            alarmDescription: "Messages wait for more than a quarter of an hour",
            namespace: "AWS/SQS",
            metricName: "ApproximateAgeOfOldestMessage",
            dimensions: { QueueName: "queue" },
            statistic: "Maximum",
            threshold: 900,
        },
        "errors-alarm-dev-01": {
            alarmDescription: "The function crashed, or ran out of time or memory",
            namespace: "AWS/Lambda",
            metricName: "Errors",
            dimensions: { FunctionName: "function" },
            statistic: "Sum",
            threshold: 0,
        },
        "throttles-alarm-dev-01": {
            alarmDescription: "The function was kept from running by the account's or its own concurrency",
            namespace: "AWS/Lambda",
            metricName: "Throttles",
            dimensions: { FunctionName: "function" },
            statistic: "Sum",
            threshold: 0,
        },
    };

    for (const [name, settings] of Object.entries(alarms)) {
        it(`${name.replace("-dev-01", "")} notifies the operators when it begins and when it ends`, async () => {
            const { resources } = await build();
            assert.deepEqual(Object.keys(resources).sort(), Object.keys(alarms).sort());
            assert.deepEqual(resources[name]?.inputs, {
                ...settings,
                comparisonOperator: "GreaterThanThreshold",
                period: 60,
                evaluationPeriods: 1,
                treatMissingData: "notBreaching",
                actionsEnabled: true,
                alarmActions: ["topic-arn"],
                okActions: ["topic-arn"],
                tags: { Project: "project", Name: name },
            });
        });
    }

    it("notifies nobody where that is not wanted", async () => {
        const { resources } = await build(false);
        assert.deepEqual(Object.values(resources).map(({ inputs }) => inputs.actionsEnabled), Array(4).fill(false));
    });
});
