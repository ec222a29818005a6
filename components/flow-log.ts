import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

export interface FlowLogArgs {
    /** Component that the resources belong to. */
    parent: pulumi.Resource;
    name: string;
    vpc: aws.ec2.Vpc;
    /** Days that the log is kept, one of the values that CloudWatch Logs allows. */
    retentionDays: number;
    /** Key for the log; without it, AWS uses a key of its own. */
    kmsKeyArn?: pulumi.Input<string>;
    tags: Record<string, string>;
}

/** Logs all traffic of a VPC, and returns the log group. */
export function createFlowLog(
    { parent, name, vpc, retentionDays, kmsKeyArn, tags }: FlowLogArgs,
): aws.cloudwatch.LogGroup {
    const group = new aws.cloudwatch.LogGroup(`flow-log-group-${name}`, {
        retentionInDays: retentionDays,
        kmsKeyId: kmsKeyArn,
        tags: { ...tags, Name: `flow-log-group-${name}` },
    }, { parent });
    const role = new aws.iam.Role(`flow-log-role-${name}`, {
        assumeRolePolicy: pulumi.jsonStringify({
            Version: "2012-10-17",
            Statement: [{
                Effect: "Allow",
                Principal: { Service: "vpc-flow-logs.amazonaws.com" },
                Action: "sts:AssumeRole",
                // Only this account's flow logs may use the role: without it, another account's could too.
                Condition: { StringEquals: { "aws:SourceAccount": vpc.ownerId } },
            }],
        }),
        tags: { ...tags, Name: `flow-log-role-${name}` },
    }, { parent });
    const policy = new aws.iam.RolePolicy(`flow-log-policy-${name}`, {
        role: role.name,
        policy: pulumi.jsonStringify({
            Version: "2012-10-17",
            Statement: [{
                Effect: "Allow",
                // Not logs:CreateLogGroup: records that arrive after a destroy would create the group again.
                Action: [
                    "logs:CreateLogStream", "logs:DescribeLogGroups", "logs:DescribeLogStreams", "logs:PutLogEvents",
                ],
                Resource: pulumi.interpolate`${group.arn}:*`,
            }],
        }),
    }, { parent });
    new aws.ec2.FlowLog(`flow-log-${name}`, {
        vpcId: vpc.id,
        trafficType: "ALL",
        logDestinationType: "cloud-watch-logs",
        logDestination: group.arn,
        iamRoleArn: role.arn,
        tags: { ...tags, Name: `flow-log-${name}` },
    }, { parent, dependsOn: [policy] });
    return group;
}
