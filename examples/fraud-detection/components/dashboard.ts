import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { listMetrics, type Metric, type Watched } from "./metrics";

export interface DashboardComponentArgs extends Watched {
    region: string;
    /** Unique in the account, whose dashboards belong to no region. */
    dashboardName: string;
}

/** A dashboard with a graph for each metric that has an alarm, and the alarm's limit in it. */
export class DashboardComponent extends pulumi.ComponentResource {
    readonly dashboardName: pulumi.Output<string>;

    constructor(name: string, args: DashboardComponentArgs, opts?: pulumi.ComponentResourceOptions) {
        super("reference:fraud-detection:DashboardComponent", name, {}, opts);
        const dashboard = new aws.cloudwatch.Dashboard(`dashboard-${name}`, {
            dashboardName: args.dashboardName,
            dashboardBody: pulumi.jsonStringify({
                widgets: Object.values(listMetrics(args)).map((metric, i) => makeGraph(metric, i, args.region)),
            }),
        }, { parent: this });
        this.dashboardName = dashboard.dashboardName;
        this.registerOutputs({ dashboardName: this.dashboardName });
    }
}

/** Of the 24 columns, a graph takes 8. */
function makeGraph(metric: Metric, index: number, region: string) {
    return {
        type: "metric",
        x: index % 3 * 8,
        y: Math.floor(index / 3) * 6,
        width: 8,
        height: 6,
        properties: {
            title: metric.title,
            region,
            view: "timeSeries",
            stat: metric.statistic,
            period: 60,
            metrics: [[metric.namespace, metric.metricName, ...Object.entries(metric.dimensions).flat()]],
            annotations: { horizontal: [{ label: "Alarm", value: metric.limit }] },
        },
    };
}
