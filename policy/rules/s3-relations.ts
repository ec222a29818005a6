import type { Policies, PolicyResource, StackValidation } from "@pulumi/policy";
import { findReferring, followInput, readGiven } from "./relations";
import { checkStack, must } from "./support";

const bucket = ["aws:s3/bucket:Bucket", "aws:s3/bucketV2:BucketV2"];
const policy = "aws:s3/bucketPolicy:BucketPolicy";

/** A setting that current providers keep in a resource of its own, older programs in the bucket. */
function checkSetting(resource: string, inline: string | undefined, rule: string): StackValidation {
    const types = [`aws:s3/bucket${resource}:Bucket${resource}`, `aws:s3/bucket${resource}V2:Bucket${resource}V2`];
    return checkStack(bucket, (target, { resources }) => {
        const separate = findReferring(resources, types, "bucket", target);
        const given = separate.length > 0 ? separate : inline === undefined ? [] : readInline(target, inline);
        return must(given.length > 0, `the bucket must have ${rule}`, given[0]);
    });
}

function readInline(target: PolicyResource, input: string): unknown[] {
    return [readGiven(target, input)].flat()
        .filter(value => isGivenValue(value) && (value as { enabled?: boolean }).enabled !== false);
}

function isGivenValue(value: unknown): boolean {
    return value !== undefined && value !== null && value !== "";
}

/** Logs about a bucket that receives logs would cause new logs. */
const logReceivers: [type: string, input: string][] = [
    ["aws:s3/bucketLogging:BucketLogging", "targetBucket"],
    ["aws:lb/loadBalancer:LoadBalancer", "accessLogs"],
    ["aws:alb/loadBalancer:LoadBalancer", "accessLogs"],
];

export const policies: Policies = [
    {
        name: "s3-has-access-block",
        description: "Every bucket has an access block, so that no policy or list can open it by mistake.",
        severity: "high",
        remediationSteps: "Add a BucketPublicAccessBlock.",
        enforcementLevel: "mandatory",
        tags: ["AwsSolutions-S2", "CKV2_AWS_6", "FSBP-S3.8"],
        validateStack: checkSetting("PublicAccessBlock", undefined, "an access block"),
    },
    {
        name: "s3-has-policy",
        description: "Every bucket has a policy, without which requests need no TLS.",
        severity: "medium",
        remediationSteps: "Add a BucketPolicy that denies requests without TLS.",
        enforcementLevel: "mandatory",
        tags: ["AwsSolutions-S10", "CKV_AWS_379", "FSBP-S3.5"],
        validateStack: checkSetting("Policy", "policy", "a policy"),
    },
    {
        name: "s3-one-policy",
        description: "A bucket has one policy: of two resources for the same bucket, the later one wins on AWS.",
        severity: "high",
        remediationSteps: "Join the statements in one BucketPolicy.",
        enforcementLevel: "mandatory",
        tags: [],
        validateStack: checkStack(bucket, (target, { resources }) => {
            const found = findReferring(resources, policy, "bucket", target).length;
            return must(found < 2, "the bucket must have at most one policy", found);
        }),
    },
    {
        name: "s3-has-versioning",
        description: "Every bucket keeps versions, so that what is overwritten or deleted can be restored.",
        severity: "medium",
        remediationSteps: "Add a BucketVersioning.",
        enforcementLevel: "mandatory",
        tags: ["CKV_AWS_21", "FSBP-S3.14"],
        validateStack: checkSetting("Versioning", "versioning", "versioning"),
    },
    {
        name: "s3-has-encryption",
        description: "Every bucket says how it encrypts, so that neither default nor request decides.",
        severity: "medium",
        remediationSteps: "Add a BucketServerSideEncryptionConfiguration.",
        enforcementLevel: "mandatory",
        tags: ["CKV_AWS_19", "FSBP-S3.4"],
        validateStack: checkSetting(
            "ServerSideEncryptionConfiguration", "serverSideEncryptionConfiguration", "an encryption configuration"),
    },
    {
        name: "s3-has-ownership-controls",
        description: "Every bucket says who owns its objects, so that access lists stay off.",
        severity: "medium",
        remediationSteps: "Add BucketOwnershipControls with BucketOwnerEnforced.",
        enforcementLevel: "mandatory",
        tags: ["CKV2_AWS_65", "FSBP-S3.12"],
        validateStack: checkSetting("OwnershipControls", undefined, "ownership controls"),
    },
    {
        name: "s3-has-lifecycle",
        description: "Every bucket has a lifecycle, or old versions and unfinished uploads are kept for ever.",
        severity: "low",
        remediationSteps: "Add a BucketLifecycleConfiguration.",
        enforcementLevel: "mandatory",
        tags: ["CKV2_AWS_61", "FSBP-S3.10", "FSBP-S3.13"],
        validateStack: checkSetting("LifecycleConfiguration", "lifecycleRules", "a lifecycle"),
    },
    {
        name: "s3-access-logs",
        description: "A bucket's requests are logged, but for buckets that receive logs.",
        severity: "low",
        remediationSteps: "Add a BucketLogging to another bucket, or record data events with CloudTrail.",
        enforcementLevel: "advisory",
        tags: ["AwsSolutions-S1", "CKV_AWS_18", "FSBP-S3.9"],
        validateStack: checkStack(bucket, (target, { resources }) => {
            const receives = logReceivers.some(([type, input]) => resources.some(resource => resource.type === type
                && [...followInput(resource, input, bucket), ...followInput(resource, input, policy)
                    .flatMap(found => followInput(found, "bucket", bucket))].includes(target)));
            const logs = findReferring(resources, "aws:s3/bucketLogging:BucketLogging", "bucket", target);
            return receives
                ? []
                : must(
                        [...logs, ...readInline(target, "loggings")].length > 0,
                        "the bucket must have access logs",
                        undefined,
                    );
        }),
    },
    {
        name: "s3-replication",
        description: "A bucket's objects are replicated, so that they outlive the loss of a region or an account.",
        severity: "low",
        remediationSteps: "Add a BucketReplicationConfig to a bucket in another region.",
        enforcementLevel: "advisory",
        tags: ["CKV_AWS_144", "FSBP-S3.7"],
        validateStack: checkStack(bucket, (target, { resources }) =>
            must(
                findReferring(resources, "aws:s3/bucketReplicationConfig:BucketReplicationConfig", "bucket", target)
                    .length > 0 || readInline(target, "replicationConfiguration").length > 0,
                "the bucket must be replicated",
                undefined,
            ),
        ),
    },
    {
        name: "s3-event-notifications",
        description: "A bucket tells of changes to its objects.",
        severity: "low",
        remediationSteps: "Add a BucketNotification.",
        enforcementLevel: "advisory",
        tags: ["CKV2_AWS_62", "FSBP-S3.11"],
        validateStack: checkSetting("Notification", undefined, "notifications"),
    },
];
