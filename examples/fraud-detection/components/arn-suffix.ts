import * as pulumi from "@pulumi/pulumi";

/** What metrics know a load balancer (`app/name/id`) and a target group (`targetgroup/name/id`) by. */
export function arnSuffix(arn: pulumi.Input<string>): pulumi.Output<string> {
    return pulumi.output(arn).apply(arn => arn.replace(/^.*:(loadbalancer\/)?/, ""));
}
