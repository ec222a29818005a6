import * as aws from "@pulumi/aws";
import { type Policies, validateResourceOfType } from "@pulumi/policy";

export const policies: Policies = [
    {
        name: "s3-versioning",
        description: "Buckets keep versions, so that what is overwritten or deleted can be restored.",
        severity: "medium",
        enforcementLevel: "mandatory",
        remediationSteps: "Set versioningConfiguration.status to Enabled.",
        tags: ["CKV_AWS_21", "FSBP-S3.14"],
        validateResource: validateResourceOfType(aws.s3.BucketVersioning, (versioning, _, reportViolation) => {
            if (versioning.versioningConfiguration.status !== "Enabled") {
                reportViolation(`versioning is ${versioning.versioningConfiguration.status}`);
            }
        }),
    },
];
