import type { Policies } from "@pulumi/policy";
import type { iam } from "@pulumi/aws";
import { allowsAnybody, readStatements, type Statement } from "./documents";
import { checkAll, checkResource, must } from "./support";

const role = "aws:iam/role:Role";
const documents = ["aws:iam/rolePolicy:RolePolicy", "aws:iam/policy:Policy", "aws:iam/userPolicy:UserPolicy",
    "aws:iam/groupPolicy:GroupPolicy"];
const attachments = ["aws:iam/rolePolicyAttachment:RolePolicyAttachment", "aws:iam/policyAttachment:PolicyAttachment",
    "aws:iam/userPolicyAttachment:UserPolicyAttachment", "aws:iam/groupPolicyAttachment:GroupPolicyAttachment"];

/** Actions that know no resource, and the few of Session Manager, whose instance isn't known when the role is made. */
const withoutResource = new RegExp(`^(?:${[
    "ssm:UpdateInstanceInformation", "ssmmessages:(?:Create|Open)(?:Control|Data)Channel", "ec2messages:.+",
    "ec2:Describe.+", "ec2:(?:Create|Delete)NetworkInterface", "ec2:(?:Assign|Unassign)PrivateIpAddresses",
    "ecr:GetAuthorizationToken", "xray:Put.+", "xray:GetSampling.+", "cloudwatch:PutMetricData", "logs:Describe.+",
    "config:(?:Put|GetResource|BatchGetResource|ListDiscovered).+",
    "s3:ListAllMyBuckets", "sts:GetCallerIdentity", "tag:GetResources",
    "(?:autoscaling|elasticloadbalancing|rds|cloudwatch):Describe.+",
].join("|")})$`);

const grants = (statements: Statement[]) => statements.filter(({ allows }) => allows);
const isWide = ({ resources }: Statement) => resources.some(resource => resource === "*");
const passesRole = (action: string) => /^iam:(\*|PassRole)$/i.test(action);

/** What a rule says of the documents of a role, user or group: in resources of their own, or inside the role. */
function checkDocuments(rule: string, violates: (statement: Statement) => string | undefined) {
    return checkResource<iam.RolePolicyArgs & iam.RoleArgs>([...documents, role], ({ policy, inlinePolicies }) =>
        checkAll([{ policy }, ...inlinePolicies ?? []], ({ policy: document }) =>
            grants(readStatements(document)).flatMap(statement => {
                const found = violates(statement);
                return must(found === undefined, rule, found);
            })));
}

function checkAttachments(rule: string, violates: RegExp) {
    return checkResource<Partial<iam.RolePolicyAttachmentArgs> & Partial<iam.RoleArgs>>([...attachments, role],
        ({ policyArn, managedPolicyArns = [] }) => checkAll([policyArn ?? "", ...managedPolicyArns], (arn: string) =>
            must(!violates.test(arn), rule, arn)));
}

export const policies: Policies = [
    {
        name: "iam-no-administrator",
        description: "No policy allows everything on everything.",
        severity: "critical",
        remediationSteps: "Name the actions and the resources.",
        enforcementLevel: "mandatory",
        tags: ["CKV_AWS_62", "CKV_AWS_63", "FSBP-IAM.1"],
        validateResource: checkDocuments("policy must not allow all actions", statement => [
            ...statement.actions.filter(action => action === "*"), ...statement.allActionsBut,
        ][0]),
    },
    {
        name: "iam-no-service-wildcard",
        description: "No policy allows all actions of a service: tomorrow's are among them.",
        severity: "high",
        remediationSteps: "Name the actions.",
        enforcementLevel: "mandatory",
        tags: ["AwsSolutions-IAM5", "CKV_AWS_288", "FSBP-IAM.21"],
        validateResource: checkDocuments("policy must name the actions of a service", ({ actions }) =>
            actions.find(action => /^[\w-]+:\*$/.test(action))),
    },
    {
        name: "iam-no-resource-wildcard",
        description: "An action that knows resources is allowed on named ones.",
        severity: "high",
        remediationSteps: "Name the resources.",
        enforcementLevel: "mandatory",
        tags: ["AwsSolutions-IAM5", "CKV_AWS_287", "CKV_AWS_289", "CKV_AWS_290", "CKV_AWS_355"],
        validateResource: checkDocuments("policy must name the resources of", statement => isWide(statement)
            && statement.conditions.size === 0
            ? statement.actions.find(action => !withoutResource.test(action))
            : undefined),
    },
    {
        name: "iam-pass-role-limited",
        description: "A role may be handed on if it is named: who can pass any role has the rights of all.",
        severity: "critical",
        remediationSteps: "Name the roles, and limit iam:PassRole by iam:PassedToService.",
        enforcementLevel: "mandatory",
        tags: ["CKV_AWS_286"],
        validateResource: checkDocuments("policy must name the roles of", statement =>
            statement.resources.some(resource => resource.endsWith("*"))
                ? statement.actions.find(passesRole)
                : undefined),
    },
    {
        name: "iam-no-wide-decryption",
        description: "No policy allows to decrypt with every key.",
        severity: "high",
        remediationSteps: "Name the keys.",
        enforcementLevel: "mandatory",
        tags: ["FSBP-KMS.1", "FSBP-KMS.2"],
        validateResource: checkDocuments("policy must name the keys of", statement =>
            statement.resources.some(resource => resource === "*" || resource.endsWith(":key/*"))
                ? statement.actions.find(action => /^kms:(\*|Decrypt|ReEncrypt.*)$/i.test(action))
                : undefined),
    },
    {
        name: "iam-no-broad-managed-policy",
        description: "No policy of AWS's that allows a whole service or account is attached.",
        severity: "high",
        remediationSteps: "Write a policy with the actions and resources that are needed.",
        enforcementLevel: "mandatory",
        tags: ["CKV_AWS_274", "FSBP-IAM.1"],
        validateResource: checkAttachments("policyArn must not be a broad policy",
            /:aws:policy\/.*(Administrator|PowerUser|FullAccess|AmazonSSMManagedInstanceCore)/),
    },
    {
        name: "iam-no-managed-policy",
        description: "No policy of AWS's is attached: AWS widens them, and they name no resources.",
        severity: "low",
        remediationSteps: "Write a policy with the actions and resources that are needed.",
        enforcementLevel: "advisory",
        tags: ["AwsSolutions-IAM4"],
        validateResource: checkAttachments("policyArn must not be a policy of AWS's", /^arn:[\w-]+:iam::aws:policy\//),
    },
    {
        name: "iam-trust-not-open",
        description: "Not everybody may assume a role.",
        severity: "critical",
        remediationSteps: "Name the service or the role that may.",
        enforcementLevel: "mandatory",
        tags: ["CKV_AWS_60", "CKV_AWS_61"],
        validateResource: checkResource<iam.RoleArgs>(role, ({ assumeRolePolicy }) => must(
            !grants(readStatements(assumeRolePolicy)).some(statement => allowsAnybody(statement)
                || statement.actions.some(action => !/^sts:(Assume|Tag|Set)/.test(action))),
            "assumeRolePolicy must name who may assume the role, and nothing else", "*")),
    },
    {
        name: "iam-no-long-lived-keys",
        description: "Programs have roles, people sign in: users with policies and keys of their own are neither.",
        severity: "medium",
        remediationSteps: "Use a role.",
        enforcementLevel: "mandatory",
        tags: ["CKV_AWS_40", "CKV_AWS_273", "FSBP-IAM.2"],
        validateResource: checkResource(["aws:iam/accessKey:AccessKey", "aws:iam/userPolicy:UserPolicy",
            "aws:iam/userPolicyAttachment:UserPolicyAttachment"],
        (_, { name }) => must(false, "no user must have keys or policies", name)),
    },
    {
        name: "iam-account-password-policy",
        description: "Passwords of the account are long.",
        severity: "medium",
        remediationSteps: "Set minimumPasswordLength to 14 or more.",
        enforcementLevel: "mandatory",
        tags: ["CKV_AWS_10", "FSBP-IAM.7"],
        validateResource: checkResource<iam.AccountPasswordPolicyArgs>(
            "aws:iam/accountPasswordPolicy:AccountPasswordPolicy", ({ minimumPasswordLength: length }) =>
                must((length ?? 0) >= 14, "minimumPasswordLength must be at least 14", length)),
    },
];
