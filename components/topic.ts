import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { denyPlainHttp } from "./deny-plain-http";

export interface TopicComponentArgs {
    /** Admits CloudWatch alarms of this account. */
    alarmDelivery: boolean;
    tags: Record<string, string>;
}

/** A topic that takes TLS only. */
export class TopicComponent extends pulumi.ComponentResource {
    readonly topicArn: pulumi.Output<string>;

    constructor(name: string, args: TopicComponentArgs, opts?: pulumi.ComponentResourceOptions) {
        super("reference:index:TopicComponent", name, {}, opts);

        const topic = new aws.sns.Topic(`topic-${name}`, {
            // CloudWatch may not use this key, and its policy can't be changed; alarms hold no data of objects.
            kmsMasterKeyId: args.alarmDelivery ? undefined : "alias/aws/sns",
            tags: { ...args.tags, Name: `topic-${name}` },
        }, { parent: this });

        const policy = new aws.sns.TopicPolicy(`topic-policy-${name}`, {
            arn: topic.arn,
            policy: pulumi.jsonStringify({
                Version: "2012-10-17",
                Statement: [
                    // A topic's policy may not say sns:*.
                    denyPlainHttp("sns:Publish", [topic.arn]),
                    ...(args.alarmDelivery ? [allowAlarms(topic.arn, { parent: this })] : []),
                ],
            }),
        }, { parent: this });

        // The policy's copy of the ARN: whoever publishes does so after the policy admits it.
        this.topicArn = policy.arn;
        this.registerOutputs({ topicArn: this.topicArn });
    }
}

function allowAlarms(topicArn: pulumi.Output<string>, opts: pulumi.InvokeOptions): aws.iam.PolicyStatement {
    const { accountId } = aws.getCallerIdentityOutput({}, opts);
    return {
        Sid: "AllowAlarms",
        Effect: "Allow",
        Principal: { Service: "cloudwatch.amazonaws.com" },
        Action: "sns:Publish",
        Resource: topicArn,
        Condition: { StringEquals: { "aws:SourceAccount": accountId } },
    };
}
