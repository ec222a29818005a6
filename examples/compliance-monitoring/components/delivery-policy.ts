import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

/** Statements of a bucket's policy that let Config deliver what it has recorded in this account. */
export function allowConfigDelivery(
    bucketArn: pulumi.Output<string>, opts: pulumi.InvokeOptions,
): aws.iam.PolicyStatement[] {
    const { accountId } = aws.getCallerIdentityOutput({}, opts);
    const allow = (Sid: string, Action: string[], Resource: pulumi.Input<string>, condition = {}) => ({
        Sid,
        Effect: "Allow" as const,
        Principal: { Service: "config.amazonaws.com" },
        Action,
        Resource,
        Condition: { StringEquals: { "aws:SourceAccount": accountId, ...condition } },
    });
    return [
        // Config looks whether the bucket is there, and whether it may write.
        allow("AllowConfigCheck", ["s3:GetBucketAcl", "s3:ListBucket"], bucketArn),
        allow("AllowConfigDelivery", ["s3:PutObject"], pulumi.interpolate`${bucketArn}/AWSLogs/${accountId}/Config/*`,
            { "s3:x-amz-acl": "bucket-owner-full-control" }),
    ];
}
