import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

export interface AlarmsComponentArgs {
    queueName: pulumi.Input<string>;
    dlqName: pulumi.Input<string>;
    functionName: pulumi.Input<string>;
    /** Topic of the operators, which admits alarms. */
    topicArn: pulumi.Input<string>;
    /** Whether alarms notify the operators, or only change their state. */
    actionsEnabled: boolean;
    tags: Record<string, string>;
}

/** Alarms that tell operators what the processing of messages can't mend itself. */
export class AlarmsComponent extends pulumi.ComponentResource {
    constructor(name: string, args: AlarmsComponentArgs, opts?: pulumi.ComponentResourceOptions) {
        super("reference:data-processing:AlarmsComponent", name, {}, opts);
        const scope = { parent: this, name, args };

        createAlarm(scope, "dead-letters-alarm", {
            alarmDescription: "Messages could not be processed",
            namespace: "AWS/SQS",
            metricName: "ApproximateNumberOfMessagesVisible",
            dimensions: { QueueName: args.dlqName },
            statistic: "Maximum",
            threshold: 0,
        });
        createAlarm(scope, "message-age-alarm", {
            alarmDescription: "Messages wait for more than a quarter of an hour",
            namespace: "AWS/SQS",
            metricName: "ApproximateAgeOfOldestMessage",
            dimensions: { QueueName: args.queueName },
            statistic: "Maximum",
            threshold: 15 * 60,
        });
        createAlarm(scope, "errors-alarm", {
            alarmDescription: "The function crashed, or ran out of time or memory",
            namespace: "AWS/Lambda",
            metricName: "Errors",
            dimensions: { FunctionName: args.functionName },
            statistic: "Sum",
            threshold: 0,
        });
        createAlarm(scope, "throttles-alarm", {
            alarmDescription: "The function was kept from running by the account's or its own concurrency",
            namespace: "AWS/Lambda",
            metricName: "Throttles",
            dimensions: { FunctionName: args.functionName },
            statistic: "Sum",
            threshold: 0,
        });
        this.registerOutputs({});
    }
}

type AlarmSettings = Required<Pick<aws.cloudwatch.MetricAlarmArgs,
    "alarmDescription" | "namespace" | "metricName" | "dimensions" | "statistic" | "threshold">>;

interface Scope {
    parent: AlarmsComponent;
    name: string;
    args: AlarmsComponentArgs;
}

function createAlarm({ parent, name, args }: Scope, resource: string, settings: AlarmSettings): void {
    new aws.cloudwatch.MetricAlarm(`${resource}-${name}`, {
        ...settings,
        comparisonOperator: "GreaterThanThreshold",
        period: 60,
        evaluationPeriods: 1,
        // Queues and functions that nobody uses send no data.
        treatMissingData: "notBreaching",
        actionsEnabled: args.actionsEnabled,
        alarmActions: [args.topicArn],
        okActions: [args.topicArn],
        tags: { ...args.tags, Name: `${resource}-${name}` },
    }, { parent });
}
