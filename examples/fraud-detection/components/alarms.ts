import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { Watched } from "./metrics";
import { listMetrics } from "./metrics";

export interface AlarmsComponentArgs extends Watched {
    /** Topic of the operators, which admits alarms. */
    topicArn: pulumi.Input<string>;
    /** Whether alarms notify the operators, or only change their state. */
    actionsEnabled: boolean;
    tags: Record<string, string>;
}

/** An alarm for each metric that has a limit. */
export class AlarmsComponent extends pulumi.ComponentResource {
    constructor(name: string, args: AlarmsComponentArgs, opts?: pulumi.ComponentResourceOptions) {
        super("reference:fraud-detection:AlarmsComponent", name, {}, opts);
        for (const [resource, { title, statistic, limit, falls, ...metric }] of Object.entries(listMetrics(args))) {
            new aws.cloudwatch.MetricAlarm(`${resource}-alarm-${name}`, {
                ...metric,
                alarmDescription: title,
                ...(/^p\d/.test(statistic) ? { extendedStatistic: statistic } : { statistic }),
                threshold: limit,
                comparisonOperator: falls ? "LessThanThreshold" : "GreaterThanThreshold",
                period: 60,
                // Of five minutes, so that one bad minute wakes nobody.
                evaluationPeriods: 5,
                datapointsToAlarm: 3,
                // What nobody uses sends no data.
                treatMissingData: "notBreaching",
                actionsEnabled: args.actionsEnabled,
                alarmActions: [args.topicArn],
                okActions: [args.topicArn],
                tags: { ...args.tags, Name: `${resource}-alarm-${name}` },
            }, { parent: this });
        }
        this.registerOutputs({});
    }
}
