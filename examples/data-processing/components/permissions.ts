import type * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

export interface PermissionsArgs {
    bucketArn: pulumi.Input<string>;
    /** Prefix of the objects that may be read. */
    prefix: string;
    tableArn: pulumi.Input<string>;
    topicArn: pulumi.Input<string>;
    queueArn: pulumi.Input<string>;
    dlqArn: pulumi.Input<string>;
}

/** What the function needs to process the messages of its queue. */
export function listPermissions(args: PermissionsArgs): aws.iam.PolicyStatement[] {
    const allow = (Action: string[], Resource: pulumi.Input<string>): aws.iam.PolicyStatement =>
        ({ Effect: "Allow", Action, Resource });
    return [
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
