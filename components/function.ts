import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

export interface FunctionComponentArgs {
    /** Holds `index.js`, which exports `handler`. */
    code: pulumi.asset.Archive;
    /** Lambda runtime, such as nodejs24.x. */
    runtime: string;
    memoryMib: number;
    timeoutSeconds: number;
    /** Invocations that the account keeps for this function; 0 keeps none. */
    reservedConcurrency: number;
    /** Environment variables. */
    variables: Record<string, pulumi.Input<string>>;
    /** What the function may do, beside writing its own log. */
    permissions: aws.iam.PolicyStatement[];
    /** Days that the log is kept, one of the values that CloudWatch Logs allows. */
    logRetentionDays: number;
    /** KMS key of the log and of the environment variables; without it, AWS's own keys encrypt them. */
    kmsKeyArn?: pulumi.Input<string>;
    /** Where the function reaches private addresses. Without it, it reaches the internet alone. */
    network?: { subnetIds: pulumi.Input<string>[]; securityGroupId: pulumi.Input<string> };
    tags: Record<string, string>;
}

/** A Lambda function with its role, and a log that is kept for a time. */
export class FunctionComponent extends pulumi.ComponentResource {
    readonly functionName: pulumi.Output<string>;
    readonly functionArn: pulumi.Output<string>;
    readonly logGroupName: pulumi.Output<string>;
    readonly logGroupArn: pulumi.Output<string>;
    readonly roleName: pulumi.Output<string>;
    readonly roleArn: pulumi.Output<string>;

    constructor(name: string, args: FunctionComponentArgs, opts?: pulumi.ComponentResourceOptions) {
        if (!Number.isInteger(args.reservedConcurrency) || args.reservedConcurrency < 0) {
            throw new Error(
                `${name}: reservedConcurrency must be a whole number of at least 0, got ${args.reservedConcurrency}`);
        }
        super("reference:index:FunctionComponent", name, {}, opts);

        // Lambda would make a group itself, without retention, and leave it behind.
        const logGroup = new aws.cloudwatch.LogGroup(`function-log-group-${name}`, {
            retentionInDays: args.logRetentionDays,
            kmsKeyId: args.kmsKeyArn,
            tags: { ...args.tags, Name: `function-log-group-${name}` },
        }, { parent: this });

        const role = new aws.iam.Role(`function-role-${name}`, {
            assumeRolePolicy: pulumi.jsonStringify({
                Version: "2012-10-17",
                Statement: [{
                    Effect: "Allow", Principal: { Service: "lambda.amazonaws.com" }, Action: "sts:AssumeRole",
                }],
            }),
            tags: { ...args.tags, Name: `function-role-${name}` },
        }, { parent: this });

        const policy = new aws.iam.RolePolicy(`function-policy-${name}`, {
            role: role.name,
            policy: pulumi.jsonStringify({
                Version: "2012-10-17",
                Statement: [
                    allowLog(logGroup.arn),
                    ...(args.network ? [networkInterfaces] : []),
                    ...args.permissions,
                ],
            }),
        }, { parent: this });

        const lambda = new aws.lambda.Function(`function-${name}`, {
            role: role.arn,
            runtime: args.runtime,
            architectures: ["arm64"],
            handler: "index.handler",
            code: args.code,
            memorySize: args.memoryMib,
            timeout: args.timeoutSeconds,
            // For AWS, 0 means that the function never runs.
            reservedConcurrentExecutions: args.reservedConcurrency || -1,
            environment: { variables: args.variables },
            kmsKeyArn: args.kmsKeyArn,
            vpcConfig: args.network && {
                subnetIds: args.network.subnetIds, securityGroupIds: [args.network.securityGroupId],
            },
            loggingConfig: {
                logGroup: logGroup.name, logFormat: "JSON", applicationLogLevel: "INFO", systemLogLevel: "WARN",
            },
            tags: { ...args.tags, Name: `function-${name}` },
        // Lambda refuses a network, or an event source, of which the role may not make use.
        }, { parent: this, dependsOn: [policy] });

        this.functionName = lambda.name;
        this.functionArn = lambda.arn;
        this.logGroupName = logGroup.name;
        this.logGroupArn = logGroup.arn;
        this.roleName = role.name;
        this.roleArn = role.arn;
        this.registerOutputs({
            functionName: this.functionName,
            functionArn: this.functionArn,
            logGroupName: this.logGroupName,
            logGroupArn: this.logGroupArn,
            roleName: this.roleName,
            roleArn: this.roleArn,
        });
    }
}

function allowLog(logGroupArn: pulumi.Output<string>): aws.iam.PolicyStatement {
    return {
        Effect: "Allow",
        Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
        Resource: pulumi.interpolate`${logGroupArn}:*`,
    };
}

/**
 * What Lambda itself needs to put a function into subnets; these actions know no narrower resource:
 * https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html#configuration-vpc-permissions
 */
const networkInterfaces: aws.iam.PolicyStatement = {
    Effect: "Allow",
    Action: [
        "ec2:AssignPrivateIpAddresses", "ec2:CreateNetworkInterface", "ec2:DeleteNetworkInterface",
        "ec2:DescribeNetworkInterfaces", "ec2:DescribeSubnets", "ec2:UnassignPrivateIpAddresses",
    ],
    Resource: "*",
};
