import type { Policies } from "@pulumi/policy";
import type { kms, secretsmanager, ssm } from "@pulumi/aws";
import { allowsAnybody, readStatements, type Statement } from "./documents";
import { findReferring, isGiven } from "./relations";
import { checkResource, checkStack, must, mustBe } from "./support";

const key = "aws:kms/key:Key";
const secret = "aws:secretsmanager/secret:Secret";
const parameter = "aws:ssm/parameter:Parameter";

/** Actions that read or write what the key protects. */
const uses = /^(\*|kms:(\*|Decrypt|Encrypt|ReEncrypt.*|GenerateDataKey.*|CreateGrant))$/;

/** Hands the use of the key on to every policy of the account, as `root` stands for. */
function allowsAccount({ allows, principals, actions, conditions }: Statement): boolean {
    return allows && conditions.size === 0 && actions.some(action => uses.test(action))
        && principals.some(principal => principal === "*" || /^(arn:.*:root|\d{12})$/.test(principal));
}

export const policies: Policies = [
    {
        name: "key-rotation",
        description: "A key's material is renewed every year, so that one that leaks is worth less.",
        severity: "medium",
        remediationSteps: "Set enableKeyRotation.",
        enforcementLevel: "mandatory",
        tags: ["AwsSolutions-KMS5", "CKV_AWS_7", "FSBP-KMS.4"],
        validateResource: checkResource<kms.KeyArgs>(key, ({ enableKeyRotation, customerMasterKeySpec: spec }) =>
            spec === undefined || spec === "SYMMETRIC_DEFAULT"
                ? mustBe("enableKeyRotation", enableKeyRotation, true)
                : []),
    },
    {
        name: "key-enabled",
        description: "A key is on; what it protects can't be read otherwise.",
        severity: "medium",
        remediationSteps: "Remove isEnabled.",
        enforcementLevel: "mandatory",
        tags: ["CKV_AWS_227"],
        validateResource: checkResource<kms.KeyArgs>(key, ({ isEnabled }) =>
            must(isEnabled !== false, "isEnabled must be true", isEnabled)),
    },
    {
        name: "key-policy-not-public",
        description: "A key's policy allows nothing to everybody.",
        severity: "critical",
        remediationSteps: "Name the principals.",
        enforcementLevel: "mandatory",
        tags: ["CKV_AWS_33", "FSBP-KMS.5"],
        validateResource: checkResource<kms.KeyArgs>([key, "aws:kms/keyPolicy:KeyPolicy"], ({ policy }) =>
            must(!readStatements(policy).some(allowsAnybody), "policy must not allow everybody", "principal *")),
    },
    {
        name: "key-policy-not-whole-account",
        description: "A key's policy says who uses the key; the default leaves it to any policy of the account.",
        severity: "high",
        remediationSteps: "Give root the administration alone, and limit use by kms:ViaService and kms:CallerAccount.",
        enforcementLevel: "mandatory",
        tags: ["CKV2_AWS_64"],
        validateStack: checkStack(key, (target, { resources }) => {
            const separate = findReferring(resources, "aws:kms/keyPolicy:KeyPolicy", "keyId", target);
            const documents = [target, ...separate].filter(resource => isGiven(resource, "policy"))
                .map(({ props }) => props.policy as unknown);
            return [
                ...must(documents.length > 0, "policy must be given", undefined),
                ...must(!documents.flatMap(readStatements).some(allowsAccount),
                    "policy must not allow every principal of the account to use the key", "another"),
            ];
        }),
    },
    {
        name: "key-policy-names-actions",
        description: "A key's policy names what it allows: all actions are use and administration in one hand.",
        severity: "medium",
        remediationSteps: "Name the actions, of administration in one statement and of use in another.",
        enforcementLevel: "mandatory",
        tags: [],
        validateResource: checkResource<kms.KeyArgs>([key, "aws:kms/keyPolicy:KeyPolicy"], ({ policy }) => {
            const all = readStatements(policy).filter(({ allows }) => allows).flatMap(({ actions }) => actions)
                .find(action => ["*", "kms:*"].includes(action));
            return must(all === undefined, "policy must name its actions", all);
        }),
    },
    {
        name: "key-deletion-window",
        description:
            "A key that is deleted by mistake can be restored for days: without it, all that it protects is lost.",
        severity: "low",
        remediationSteps: "Raise deletionWindowInDays; 30 is the default and the most.",
        enforcementLevel: "advisory",
        tags: ["FSBP-KMS.3"],
        configSchema: { properties: { days: { type: "integer", default: 30 } } },
        validateResource: checkResource<kms.KeyArgs>(key, ({ deletionWindowInDays: given = 30 }, args) => {
            const { days = 30 } = args.getConfig<{ days?: number }>();
            return must(given >= days, `deletionWindowInDays must be at least ${days}`, given);
        }),
    },
    {
        name: "key-policy-lockout-check",
        description: "AWS refuses a policy that locks out who writes it.",
        severity: "medium",
        remediationSteps: "Remove bypassPolicyLockoutSafetyCheck.",
        enforcementLevel: "mandatory",
        tags: [],
        validateResource: checkResource<kms.KeyArgs>(key, ({ bypassPolicyLockoutSafetyCheck: bypasses }) =>
            must(bypasses !== true, "bypassPolicyLockoutSafetyCheck must be false", bypasses)),
    },
    {
        name: "secret-rotation",
        description: "A secret is renewed by itself, so that one that leaks is worth less.",
        severity: "medium",
        remediationSteps: "Add a SecretRotation with a function that renews it.",
        enforcementLevel: "advisory",
        tags: ["AwsSolutions-SMG4", "CKV2_AWS_57", "FSBP-SecretsManager.1", "FSBP-SecretsManager.4"],
        validateStack: checkStack(secret, (target, { resources }) => must(
            findReferring(resources, "aws:secretsmanager/secretRotation:SecretRotation", "secretId", target).length > 0,
            "the secret must be rotated", undefined)),
    },
    {
        name: "secret-customer-managed-key",
        description: "A secret is encrypted with a key of one's own, whose use can be limited and traced.",
        severity: "low",
        remediationSteps: "Set kmsKeyId.",
        enforcementLevel: "advisory",
        tags: ["CKV_AWS_149"],
        validateResource: checkResource<secretsmanager.SecretArgs>(secret, props =>
            must("kmsKeyId" in props, "kmsKeyId must be given", undefined)),
    },
    {
        name: "secret-recovery-window",
        description: "A secret that is deleted by mistake can be restored for days.",
        severity: "low",
        remediationSteps: "Remove recoveryWindowInDays, or set it to 7 or more.",
        enforcementLevel: "advisory",
        tags: [],
        validateResource: checkResource<secretsmanager.SecretArgs>(secret, ({ recoveryWindowInDays: days }) =>
            must(days !== 0, "recoveryWindowInDays must be at least 7", days)),
    },
    {
        name: "secret-policy-not-public",
        description: "A secret's policy allows nothing to everybody.",
        severity: "critical",
        remediationSteps: "Name the principals.",
        enforcementLevel: "mandatory",
        tags: [],
        validateResource: checkResource<secretsmanager.SecretPolicyArgs>(
            [secret, "aws:secretsmanager/secretPolicy:SecretPolicy"], ({ policy }) =>
                must(!readStatements(policy).some(allowsAnybody), "policy must not allow everybody", "principal *")),
    },
    {
        name: "parameter-encrypted",
        description: "A parameter is encrypted. One that holds no secret may be plain text: waive it.",
        severity: "low",
        remediationSteps: "Set type to SecureString.",
        enforcementLevel: "advisory",
        tags: ["CKV2_AWS_34"],
        validateResource: checkResource<ssm.ParameterArgs>(parameter, ({ type }) =>
            mustBe("type", type, "SecureString"),
        ),
    },
];
