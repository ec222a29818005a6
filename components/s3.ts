import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { denyPlainHttp } from "./deny-plain-http";

export interface S3ComponentArgs {
    /** Lets the load balancers of this account write access logs under the prefix `alb`. */
    albLogDelivery: boolean;
    /** Statements of the bucket's policy beside those of this component. A bucket has one policy. */
    policyStatements?: (bucketArn: pulumi.Output<string>, opts: pulumi.InvokeOptions) => aws.iam.PolicyStatement[];
    /** Role that may read, write and delete objects. */
    clientRoleName?: pulumi.Input<string>;
    /** Days after which an object expires; 0 keeps it for ever. */
    expirationDays: number;
    /** Refuses to delete the bucket while it holds objects. */
    deletionProtection: boolean;
    tags: Record<string, string>;
}

/** A private, encrypted, versioned bucket that is reached by TLS only. */
export class S3Component extends pulumi.ComponentResource {
    readonly bucketName: pulumi.Output<string>;
    readonly bucketArn: pulumi.Output<string>;

    constructor(name: string, args: S3ComponentArgs, opts?: pulumi.ComponentResourceOptions) {
        if (!Number.isInteger(args.expirationDays) || args.expirationDays < 0) {
            throw new Error(`${name}: expirationDays must be a whole number of days or 0, got ${args.expirationDays}`);
        }
        super("reference:index:S3Component", name, {}, opts);

        const bucket = new aws.s3.Bucket(`bucket-${name}`, {
            forceDestroy: !args.deletionProtection,
            tags: { ...args.tags, Name: `bucket-${name}` },
        }, { parent: this });

        // Settings are deleted together with the bucket. Deleted one by one before it, they would be lost when AWS then
        // refuses to delete a bucket that holds objects.
        const setting = { parent: this, deletedWith: bucket };

        new aws.s3.BucketOwnershipControls(`bucket-ownership-${name}`, {
            bucket: bucket.bucket,
            rule: { objectOwnership: "BucketOwnerEnforced" },
        }, setting);

        const publicAccessBlock = new aws.s3.BucketPublicAccessBlock(`bucket-public-access-block-${name}`, {
            bucket: bucket.bucket,
            blockPublicAcls: true,
            blockPublicPolicy: true,
            ignorePublicAcls: true,
            restrictPublicBuckets: true,
        }, setting);

        new aws.s3.BucketServerSideEncryptionConfiguration(`bucket-encryption-${name}`, {
            bucket: bucket.bucket,
            rules: [{
                // Load balancers can't deliver logs into a bucket that is encrypted with a KMS key.
                applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" },
                // Has no effect on AES256. A client may still write an object with a KMS key: this saves calls to KMS.
                bucketKeyEnabled: true,
                blockedEncryptionTypes: ["SSE-C"],
            }],
        }, setting);

        const versioning = new aws.s3.BucketVersioning(`bucket-versioning-${name}`, {
            bucket: bucket.bucket,
            versioningConfiguration: { status: "Enabled" },
        }, setting);

        new aws.s3.BucketLifecycleConfiguration(`bucket-lifecycle-${name}`, {
            bucket: versioning.bucket,
            rules: makeLifecycleRules(args.expirationDays),
        }, setting);

        const policy = new aws.s3.BucketPolicy(`bucket-policy-${name}`, {
            // After the access block: AWS may refuse two of these operations at the same moment as conflicting.
            bucket: publicAccessBlock.bucket,
            policy: pulumi.jsonStringify({
                Version: "2012-10-17",
                Statement: [
                    denyPlainHttp("s3:*", [bucket.arn, pulumi.interpolate`${bucket.arn}/*`]),
                    ...(args.albLogDelivery ? [allowAlbLogs(bucket.arn, { parent: this })] : []),
                    ...(args.policyStatements?.(bucket.arn, { parent: this }) ?? []),
                ],
            }),
        }, setting);

        if (args.clientRoleName !== undefined) {
            new aws.iam.RolePolicy(`bucket-client-policy-${name}`, {
                role: args.clientRoleName,
                policy: pulumi.jsonStringify({
                    Version: "2012-10-17",
                    Statement: [
                        { Effect: "Allow", Action: "s3:ListBucket", Resource: bucket.arn },
                        {
                            Effect: "Allow",
                            Action: ["s3:DeleteObject", "s3:GetObject", "s3:PutObject"],
                            Resource: pulumi.interpolate`${bucket.arn}/*`,
                        },
                    ],
                }),
            }, { parent: this });
        }

        // The policy's copy of the name: a resource that writes into the bucket is created after the policy.
        this.bucketName = policy.bucket;
        this.bucketArn = bucket.arn;
        this.registerOutputs({ bucketName: this.bucketName, bucketArn: this.bucketArn });
    }
}

function makeLifecycleRules(expirationDays: number): aws.types.input.s3.BucketLifecycleConfigurationRule[] {
    const housekeeping = {
        id: "housekeeping",
        status: "Enabled",
        filter: {},
        abortIncompleteMultipartUpload: { daysAfterInitiation: 7 },
        // Where objects expire, their old versions needn't be kept for longer.
        noncurrentVersionExpiration: { noncurrentDays: expirationDays === 0 ? 30 : 1 },
        // A delete marker without any version left is of no use and slows down listings.
        expiration: { expiredObjectDeleteMarker: true },
    };
    const expiration = { id: "expiration", status: "Enabled", filter: {}, expiration: { days: expirationDays } };
    return expirationDays === 0 ? [housekeeping] : [housekeeping, expiration];
}

function allowAlbLogs(bucketArn: pulumi.Output<string>, opts: pulumi.InvokeOptions): aws.iam.PolicyStatement {
    const { accountId } = aws.getCallerIdentityOutput({}, opts);
    return {
        Sid: "AllowAlbLogs",
        Effect: "Allow",
        // One principal for all regions; the older list of accounts per region knows no region opened since 2022.
        Principal: { Service: "logdelivery.elasticloadbalancing.amazonaws.com" },
        Action: "s3:PutObject",
        Resource: pulumi.interpolate`${bucketArn}/alb/AWSLogs/${accountId}/*`,
    };
}
