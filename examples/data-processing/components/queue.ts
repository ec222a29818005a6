import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { denyPlainHttp } from "../../../components/deny-plain-http";

export interface QueueComponentArgs {
    /** The queue belongs to this bucket alone, and is the one that its notifications go to. */
    bucketName: pulumi.Input<string>;
    bucketArn: pulumi.Input<string>;
    /** Prefix of the objects that are announced. */
    prefix: string;
    /** Seconds that a consumer has for a batch. */
    consumerTimeoutSeconds: number;
    /** Receives after which a message that is never deleted becomes a dead letter. */
    maxReceiveCount: number;
    tags: Record<string, string>;
}

/** A queue that a bucket announces new objects to, and a dead-letter queue. Both are encrypted and take TLS only. */
export class QueueComponent extends pulumi.ComponentResource {
    readonly queueUrl: pulumi.Output<string>;
    readonly queueArn: pulumi.Output<string>;
    readonly queueName: pulumi.Output<string>;
    readonly dlqUrl: pulumi.Output<string>;
    readonly dlqArn: pulumi.Output<string>;
    readonly dlqName: pulumi.Output<string>;

    constructor(name: string, args: QueueComponentArgs, opts?: pulumi.ComponentResourceOptions) {
        if (!Number.isInteger(args.maxReceiveCount) || args.maxReceiveCount < 1) {
            throw new Error(
                `${name}: maxReceiveCount must be a whole number of at least 1, got ${args.maxReceiveCount}`);
        }
        super("reference:data-processing:QueueComponent", name, {}, opts);

        const deadLetters = new aws.sqs.Queue(`dlq-${name}`, {
            // S3 can send to a queue with the keys of SQS, but not with the KMS key that AWS manages for the account.
            sqsManagedSseEnabled: true,
            // The longest there is, and longer than the queue's: a moved message keeps the time when it was sent.
            messageRetentionSeconds: 14 * day,
            tags: { ...args.tags, Name: `dlq-${name}` },
        }, { parent: this });

        const queue = new aws.sqs.Queue(`queue-${name}`, {
            sqsManagedSseEnabled: true,
            messageRetentionSeconds: 4 * day,
            // Lambda retries a throttled batch by itself: with less, messages would be delivered again meanwhile.
            visibilityTimeoutSeconds: 6 * args.consumerTimeoutSeconds,
            redrivePolicy: pulumi.jsonStringify({
                deadLetterTargetArn: deadLetters.arn, maxReceiveCount: args.maxReceiveCount,
            }),
            tags: { ...args.tags, Name: `queue-${name}` },
        }, { parent: this });

        new aws.sqs.RedriveAllowPolicy(`dlq-redrive-allow-policy-${name}`, {
            queueUrl: deadLetters.url,
            redriveAllowPolicy: pulumi.jsonStringify({
                redrivePermission: "byQueue", sourceQueueArns: [queue.arn],
            }),
        }, { parent: this });

        new aws.sqs.QueuePolicy(`dlq-policy-${name}`, {
            queueUrl: deadLetters.url,
            policy: makePolicy(denyPlainHttp("sqs:*", [deadLetters.arn])),
        }, { parent: this });

        const policy = new aws.sqs.QueuePolicy(`queue-policy-${name}`, {
            queueUrl: queue.url,
            policy: makePolicy(
                denyPlainHttp("sqs:*", [queue.arn]), allowBucket(queue.arn, args.bucketArn, { parent: this })),
        }, { parent: this });

        // A bucket has one notification configuration: a second resource of this type would replace it.
        new aws.s3.BucketNotification(`bucket-notification-${name}`, {
            bucket: args.bucketName,
            queues: [{
                id: "created-objects",
                queueArn: queue.arn,
                events: ["s3:ObjectCreated:*"],
                filterPrefix: args.prefix,
            }],
        // S3 sends a test message at once, and is refused before the policy admits it.
        }, { parent: this, dependsOn: [policy] });

        this.queueUrl = queue.url;
        this.queueArn = queue.arn;
        this.queueName = queue.name;
        this.dlqUrl = deadLetters.url;
        this.dlqArn = deadLetters.arn;
        this.dlqName = deadLetters.name;
        this.registerOutputs({
            queueUrl: this.queueUrl,
            queueArn: this.queueArn,
            queueName: this.queueName,
            dlqUrl: this.dlqUrl,
            dlqArn: this.dlqArn,
            dlqName: this.dlqName,
        });
    }
}

const day = 24 * 60 * 60;

function makePolicy(...Statement: aws.iam.PolicyStatement[]): pulumi.Output<string> {
    return pulumi.jsonStringify({ Version: "2012-10-17", Statement });
}

function allowBucket(
    queueArn: pulumi.Output<string>, bucketArn: pulumi.Input<string>, opts: pulumi.InvokeOptions,
): aws.iam.PolicyStatement {
    const { accountId } = aws.getCallerIdentityOutput({}, opts);
    return {
        Sid: "AllowBucket",
        Effect: "Allow",
        Principal: { Service: "s3.amazonaws.com" },
        Action: "sqs:SendMessage",
        Resource: queueArn,
        // The account too: a bucket's ARN names none, and a deleted bucket's name is free to everybody.
        Condition: { ArnEquals: { "aws:SourceArn": bucketArn }, StringEquals: { "aws:SourceAccount": accountId } },
    };
}
