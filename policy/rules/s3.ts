import type { Policies } from "@pulumi/policy";
import type { s3 } from "@pulumi/aws";
import { allowsAnybody, deniesPlainHttp, readStatements } from "./documents";
import { checkResource, must, mustBe } from "./support";

const bucket = ["aws:s3/bucket:Bucket", "aws:s3/bucketV2:BucketV2"];
const encryption = [
    "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
    "aws:s3/bucketServerSideEncryptionConfigurationV2:BucketServerSideEncryptionConfigurationV2",
];
const lifecycle = [
    "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration",
    "aws:s3/bucketLifecycleConfigurationV2:BucketLifecycleConfigurationV2",
];

export const policies: Policies = [
    {
        name: "s3-access-block-complete",
        description:
            "A bucket's access block refuses public access lists and policies, or one of them opens the bucket.",
        severity: "high",
        remediationSteps: "Set the four inputs of the BucketPublicAccessBlock to true.",
        enforcementLevel: "mandatory",
        tags: ["AwsSolutions-S2", "CKV_AWS_53", "CKV_AWS_54", "CKV_AWS_55", "CKV_AWS_56", "FSBP-S3.8"],
        validateResource: checkResource<s3.BucketPublicAccessBlockArgs>(
            "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock", block => [
                ...mustBe("blockPublicAcls", block.blockPublicAcls, true),
                ...mustBe("blockPublicPolicy", block.blockPublicPolicy, true),
                ...mustBe("ignorePublicAcls", block.ignorePublicAcls, true),
                ...mustBe("restrictPublicBuckets", block.restrictPublicBuckets, true),
            ]),
    },
    {
        name: "s3-no-public-acl",
        description: "No access list of a bucket is public, because it opens every object to everybody.",
        severity: "critical",
        remediationSteps: "Remove the list, and let the bucket's policy say who may read.",
        enforcementLevel: "mandatory",
        tags: ["CKV_AWS_20", "CKV_AWS_57", "FSBP-S3.2", "FSBP-S3.3"],
        validateResource: checkResource<s3.BucketAclArgs>(
            [...bucket, "aws:s3/bucketAcl:BucketAcl", "aws:s3/bucketAclV2:BucketAclV2"],
            ({ acl }) => must(!/^(public|authenticated)-read/.test(acl ?? ""), "acl must not be public", acl)),
    },
    {
        name: "s3-owner-enforced",
        description: "Access lists are off, so that policies alone say who may use a bucket.",
        severity: "medium",
        remediationSteps: "Set rule.objectOwnership of the BucketOwnershipControls to BucketOwnerEnforced.",
        enforcementLevel: "mandatory",
        tags: ["CKV2_AWS_65", "FSBP-S3.12"],
        validateResource: checkResource<s3.BucketOwnershipControlsArgs>(
            "aws:s3/bucketOwnershipControls:BucketOwnershipControls",
            ({ rule }) => mustBe("rule.objectOwnership", rule.objectOwnership, "BucketOwnerEnforced")),
    },
    {
        name: "s3-versioning-enabled",
        description: "A bucket's versioning is on, so that what is overwritten or deleted can be restored.",
        severity: "medium",
        remediationSteps: "Set versioningConfiguration.status to Enabled.",
        enforcementLevel: "mandatory",
        tags: ["CKV_AWS_21", "FSBP-S3.14"],
        validateResource: checkResource<s3.BucketVersioningArgs>(
            ["aws:s3/bucketVersioning:BucketVersioning", "aws:s3/bucketVersioningV2:BucketVersioningV2"],
            ({ versioningConfiguration: { status } }) => mustBe("versioningConfiguration.status", status, "Enabled")),
    },
    {
        name: "s3-default-encryption",
        description: "Every encryption rule of a bucket names an algorithm.",
        severity: "high",
        remediationSteps: "Set applyServerSideEncryptionByDefault.sseAlgorithm in each of the rules.",
        enforcementLevel: "mandatory",
        tags: ["CKV_AWS_19", "FSBP-S3.4"],
        validateResource: checkResource<s3.BucketServerSideEncryptionConfigurationArgs>(encryption, ({ rules }) => [
            ...must(rules.length > 0, "rules must be given", rules),
            ...rules.flatMap(({ applyServerSideEncryptionByDefault: byDefault }) => must(
                byDefault?.sseAlgorithm !== undefined, "each rule must have an sseAlgorithm", byDefault?.sseAlgorithm)),
        ]),
    },
    {
        name: "s3-no-customer-provided-keys",
        description:
            "A bucket refuses keys that come with the request (SSE-C): who loses or withholds one has the data.",
        severity: "low",
        remediationSteps: 'Set blockedEncryptionTypes: ["SSE-C"] in each of the encryption rules.',
        enforcementLevel: "advisory",
        tags: [],
        validateResource: checkResource<s3.BucketServerSideEncryptionConfigurationArgs>(encryption, ({ rules }) =>
            rules.flatMap(({ blockedEncryptionTypes: blocked }) => must(
                blocked?.includes("SSE-C") ?? false, "blockedEncryptionTypes must have SSE-C", blocked))),
    },
    {
        name: "s3-bucket-key",
        description: "A bucket uses a bucket key, which takes most requests to KMS, and their cost, away.",
        severity: "low",
        remediationSteps: "Set bucketKeyEnabled in each of the encryption rules.",
        enforcementLevel: "advisory",
        tags: [],
        validateResource: checkResource<s3.BucketServerSideEncryptionConfigurationArgs>(encryption, ({ rules }) =>
            rules.flatMap(({ bucketKeyEnabled }) => mustBe("bucketKeyEnabled", bucketKeyEnabled, true))),
    },
    {
        name: "s3-customer-managed-key",
        description: "Objects are encrypted with a key of one's own, whose use can be limited and traced.",
        severity: "low",
        remediationSteps: "Set sseAlgorithm to aws:kms and kmsMasterKeyId; logs of load balancers allow AES256 only.",
        enforcementLevel: "advisory",
        tags: ["CKV_AWS_145", "FSBP-S3.17"],
        validateResource: checkResource<s3.BucketServerSideEncryptionConfigurationArgs>(encryption, ({ rules }) =>
            rules.flatMap(({ applyServerSideEncryptionByDefault: byDefault }) => must(
                byDefault?.sseAlgorithm.startsWith("aws:kms") ?? false, "sseAlgorithm must be aws:kms",
                byDefault?.sseAlgorithm))),
    },
    {
        name: "s3-tls-only",
        description: "A bucket's policy refuses requests without TLS, which others on the way can read.",
        severity: "high",
        remediationSteps: "Add a statement that denies s3:* to everybody where aws:SecureTransport is false.",
        enforcementLevel: "mandatory",
        tags: ["AwsSolutions-S10", "CKV_AWS_379", "FSBP-S3.5"],
        validateResource: checkResource<s3.BucketPolicyArgs>("aws:s3/bucketPolicy:BucketPolicy", ({ policy }) =>
            must(
                readStatements(policy).some(deniesPlainHttp),
                "policy must deny requests without TLS",
                policy && "another",
            ),
        ),
    },
    {
        name: "s3-policy-not-public",
        description: "A bucket's policy allows nothing to everybody.",
        severity: "critical",
        remediationSteps: "Name the principals, or limit the statement by a condition such as aws:SourceArn.",
        enforcementLevel: "mandatory",
        tags: ["CKV_AWS_70", "FSBP-S3.2", "FSBP-S3.3", "FSBP-S3.6"],
        validateResource: checkResource<s3.BucketPolicyArgs>("aws:s3/bucketPolicy:BucketPolicy", ({ policy }) => must(
            !readStatements(policy).some(allowsAnybody), "policy must not allow everybody", "principal *")),
    },
    {
        name: "s3-lifecycle-aborts-uploads",
        description: "Unfinished uploads are removed: nobody sees them, but they are stored and paid.",
        severity: "low",
        remediationSteps: "Add an enabled rule for all objects with abortIncompleteMultipartUpload.",
        enforcementLevel: "mandatory",
        tags: ["CKV_AWS_300"],
        validateResource: checkResource<s3.BucketLifecycleConfigurationArgs>(lifecycle, ({ rules = [] }) => must(
            rules.some(({ status, abortIncompleteMultipartUpload: abort }) => status === "Enabled"
                && (abort?.daysAfterInitiation ?? 0) > 0),
            "rules must abort incomplete uploads", rules)),
    },
    {
        name: "s3-lifecycle-enabled",
        description: "Every lifecycle rule that is written down is also on.",
        severity: "low",
        remediationSteps: "Set the rule's status to Enabled, or remove the rule.",
        enforcementLevel: "mandatory",
        tags: ["CKV2_AWS_61", "FSBP-S3.13"],
        validateResource: checkResource<s3.BucketLifecycleConfigurationArgs>(lifecycle, ({ rules = [] }) =>
            rules.flatMap(({ status }) => mustBe("status", status, "Enabled"))),
    },
    {
        name: "s3-expires-old-versions",
        description: "Old versions expire: without a limit, what was deleted is kept, and paid, for ever.",
        severity: "low",
        remediationSteps: "Add an enabled rule with noncurrentVersionExpiration.",
        enforcementLevel: "advisory",
        tags: ["FSBP-S3.10"],
        validateResource: checkResource<s3.BucketLifecycleConfigurationArgs>(lifecycle, ({ rules = [] }) => must(
            rules.some(({ noncurrentVersionExpiration: expiration }) => (expiration?.noncurrentDays ?? 0) > 0),
            "rules must let old versions expire", rules)),
    },
    {
        name: "s3-kept-on-destroy",
        description: "A bucket with objects can't be destroyed with the stack.",
        severity: "medium",
        remediationSteps: "Remove forceDestroy.",
        enforcementLevel: "advisory",
        tags: [],
        validateResource: checkResource<s3.BucketArgs>(bucket, ({ forceDestroy }) =>
            must(forceDestroy !== true, "forceDestroy must be false", forceDestroy)),
    },
];
