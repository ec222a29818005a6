import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

export interface FunctionComponentArgs {
    /** Holds `index.js`, which exports `handler`. */
    code: pulumi.asset.Archive;
    /** Lambda runtime, such as nodejs24.x. */
    runtime: string;
    memoryMib: number;
    timeoutSeconds: number;
    /** Messages of one invocation, at most. */
    batchSize: number;
    /** Invocations at a time, at most. */
    maxConcurrency: number;
    /** Invocations that the account keeps for this function; 0 keeps none. */
    reservedConcurrency: number;
    /** Days that the log is kept, one of the values that CloudWatch Logs allows. */
    logRetentionDays: number;
    /** Days after which a record expires. */
    recordDays: number;
    bucketArn: pulumi.Input<string>;
    /** Prefix of the objects that the function may read. */
    prefix: string;
    tableName: pulumi.Input<string>;
    tableArn: pulumi.Input<string>;
    topicArn: pulumi.Input<string>;
    queueUrl: pulumi.Input<string>;
    queueArn: pulumi.Input<string>;
    dlqUrl: pulumi.Input<string>;
    dlqArn: pulumi.Input<string>;
    tags: Record<string, string>;
}

/** A function that processes the messages of a queue. */
export class FunctionComponent extends pulumi.ComponentResource {
    readonly functionName: pulumi.Output<string>;
    readonly functionArn: pulumi.Output<string>;
    readonly logGroupName: pulumi.Output<string>;
    readonly roleArn: pulumi.Output<string>;

    constructor(name: string, args: FunctionComponentArgs, opts?: pulumi.ComponentResourceOptions) {
        if (args.reservedConcurrency !== 0 && args.reservedConcurrency < args.maxConcurrency) {
            throw new Error(`${name}: reservedConcurrency must be 0 or at least maxConcurrency,`
                + ` got ${args.reservedConcurrency} and ${args.maxConcurrency}`);
        }
        super("reference:data-processing:FunctionComponent", name, {}, opts);

        // Lambda would make a group itself, without retention, and leave it behind.
        const logGroup = new aws.cloudwatch.LogGroup(`function-log-group-${name}`, {
            retentionInDays: args.logRetentionDays,
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
            policy: pulumi.jsonStringify({ Version: "2012-10-17", Statement: listPermissions(args, logGroup.arn) }),
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
            environment: {
                variables: {
                    TABLE_NAME: args.tableName,
                    TOPIC_ARN: args.topicArn,
                    QUEUE_URL: args.queueUrl,
                    DEAD_LETTER_QUEUE_URL: args.dlqUrl,
                    RECORD_DAYS: String(args.recordDays),
                },
            },
            loggingConfig: {
                logGroup: logGroup.name, logFormat: "JSON", applicationLogLevel: "INFO", systemLogLevel: "WARN",
            },
            tags: { ...args.tags, Name: `function-${name}` },
        // Lambda refuses a mapping to a function whose role may not receive messages.
        }, { parent: this, dependsOn: [policy] });

        new aws.lambda.EventSourceMapping(`event-source-mapping-${name}`, {
            eventSourceArn: args.queueArn,
            functionName: lambda.arn,
            batchSize: args.batchSize,
            functionResponseTypes: ["ReportBatchItemFailures"],
            // Unlike reserved concurrency alone, it receives no messages that it can't hand on.
            scalingConfig: { maximumConcurrency: args.maxConcurrency },
            tags: { ...args.tags, Name: `event-source-mapping-${name}` },
        }, { parent: this });

        this.functionName = lambda.name;
        this.functionArn = lambda.arn;
        this.logGroupName = logGroup.name;
        this.roleArn = role.arn;
        this.registerOutputs({
            functionName: this.functionName,
            functionArn: this.functionArn,
            logGroupName: this.logGroupName,
            roleArn: this.roleArn,
        });
    }
}

function listPermissions(args: FunctionComponentArgs, logGroupArn: pulumi.Output<string>): aws.iam.PolicyStatement[] {
    const allow = (Action: string[], Resource: pulumi.Input<string>): aws.iam.PolicyStatement =>
        ({ Effect: "Allow", Action, Resource });
    return [
        allow(["logs:CreateLogStream", "logs:PutLogEvents"], pulumi.interpolate`${logGroupArn}:*`),
        allow([
            "sqs:ChangeMessageVisibility", "sqs:DeleteMessage", "sqs:GetQueueAttributes", "sqs:ReceiveMessage",
        ], args.queueArn),
        allow(["sqs:SendMessage"], args.dlqArn),
        allow(["s3:GetObject", "s3:GetObjectVersion"], pulumi.interpolate`${args.bucketArn}/${args.prefix}*`),
        // Without it, S3 answers for a missing object as for a forbidden one.
        allow(["s3:ListBucket"], args.bucketArn),
        allow(["dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:UpdateItem"], args.tableArn),
        allow(["sns:Publish"], args.topicArn),
    ];
}
