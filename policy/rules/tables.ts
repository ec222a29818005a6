import type { Policies } from "@pulumi/policy";
import type { dynamodb } from "@pulumi/aws";
import { checkResource, must, mustBe } from "./support";

const table = "aws:dynamodb/table:Table";

export const policies: Policies = [
    {
        name: "table-point-in-time-recovery",
        description: "A table, and every replica, can be set back to any second of the last weeks.",
        severity: "medium",
        remediationSteps: "Set pointInTimeRecovery.enabled, and pointInTimeRecovery of each replica.",
        enforcementLevel: "mandatory",
        tags: ["AwsSolutions-DDB3", "CKV_AWS_28", "FSBP-DynamoDB.2"],
        validateResource: checkResource<dynamodb.TableArgs>(table, ({ pointInTimeRecovery, replicas = [] }) => [
            ...mustBe("pointInTimeRecovery.enabled", pointInTimeRecovery?.enabled, true),
            ...replicas.flatMap(replica => mustBe("replicas.pointInTimeRecovery", replica.pointInTimeRecovery, true)),
        ]),
    },
    {
        name: "table-key-of-the-account",
        description: "A table is encrypted with a key of the account, whose use CloudTrail shows, not with AWS's own.",
        severity: "low",
        remediationSteps: "Set serverSideEncryption.enabled.",
        enforcementLevel: "mandatory",
        tags: [],
        validateResource: checkResource<dynamodb.TableArgs>(table, ({ serverSideEncryption }) =>
            mustBe("serverSideEncryption.enabled", serverSideEncryption?.enabled, true)),
    },
    {
        name: "table-customer-managed-key",
        description: "A table is encrypted with a key of one's own, whose use can be limited and traced.",
        severity: "low",
        remediationSteps: "Set serverSideEncryption.kmsKeyArn.",
        enforcementLevel: "advisory",
        tags: ["CKV_AWS_119"],
        validateResource: checkResource<dynamodb.TableArgs>(table, ({ serverSideEncryption }) => must(
            serverSideEncryption !== undefined && "kmsKeyArn" in serverSideEncryption,
            "serverSideEncryption.kmsKeyArn must be given", undefined)),
    },
    {
        name: "table-deletion-protection",
        description: "A table, and every replica, can't be deleted by mistake.",
        severity: "medium",
        remediationSteps: "Set deletionProtectionEnabled, also of each replica.",
        enforcementLevel: "advisory",
        tags: ["FSBP-DynamoDB.6"],
        validateResource: checkResource<dynamodb.TableArgs>(table, ({ deletionProtectionEnabled, replicas = [] }) => [
            ...mustBe("deletionProtectionEnabled", deletionProtectionEnabled, true),
            ...replicas.flatMap(replica =>
                mustBe("replicas.deletionProtectionEnabled", replica.deletionProtectionEnabled, true)),
        ]),
    },
    {
        name: "table-scales",
        description: "A table's capacity follows its load.",
        severity: "low",
        remediationSteps: "Set billingMode to PAY_PER_REQUEST.",
        enforcementLevel: "advisory",
        tags: ["FSBP-DynamoDB.1"],
        validateResource: checkResource<dynamodb.TableArgs>(table, ({ billingMode }) =>
            must(billingMode === "PAY_PER_REQUEST", "billingMode must be PAY_PER_REQUEST", billingMode)),
    },
];
