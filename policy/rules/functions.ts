import type { Policies, PolicyResource } from "@pulumi/policy";
import type { lambda } from "@pulumi/aws";
import { findSecrets } from "./secrets-in-text";
import { readKnown, refersTo, traceInput } from "./relations";
import { checkAll, checkResource, checkStack, must, mustBe } from "./support";

const lambdaFunction = "aws:lambda/function:Function";
const logGroup = "aws:cloudwatch/logGroup:LogGroup";
/** Those that AWS gives security fixes. */
const runtimes = /^(nodejs(22|24)\.x|python3\.1[0-4]|java(11|17|21|25)|dotnet(8|10)|ruby3\.[34]|provided\.al2023)$/;

export const policies: Policies = [
    {
        name: "function-own-log-group",
        description:
            "A function's log group is part of the stack: one that the function makes never expires and stays behind.",
        severity: "medium",
        remediationSteps: "Add a LogGroup, and set loggingConfig.logGroup.",
        enforcementLevel: "mandatory",
        tags: [],
        validateStack: checkStack(lambdaFunction, (target, { resources }) => {
            const groups = resources.filter(({ type }) => type === logGroup);
            const isOwn = (group: PolicyResource) => refersTo(group, "name", target)
                || readKnown(group, "name") === `/aws/lambda/${String(readKnown(target, "name"))}`;
            return must(traceInput(target, "loggingConfig", logGroup).length > 0 || groups.some(isOwn),
                "the function must have its own log group", undefined);
        }),
    },
    {
        name: "function-current-runtime",
        description: "A function's runtime still gets security fixes.",
        severity: "medium",
        remediationSteps: "Set runtime to the newest of its language.",
        enforcementLevel: "mandatory",
        tags: ["AwsSolutions-L1", "CKV_AWS_363", "FSBP-Lambda.2"],
        validateResource: checkResource<lambda.FunctionArgs>(lambdaFunction, ({ runtime, packageType }) =>
            must(
                packageType === "Image" || runtimes.test(runtime ?? ""),
                "runtime must be one that AWS maintains",
                runtime,
            ),
        ),
    },
    {
        name: "function-no-secret-in-environment",
        description: "No environment variable holds a secret: whoever may read the function's settings can read it.",
        severity: "critical",
        remediationSteps: "Let the function read the secret from Secrets Manager with its role.",
        enforcementLevel: "mandatory",
        tags: ["CKV_AWS_45"],
        validateResource: checkResource<lambda.FunctionArgs>(lambdaFunction, ({ environment }) => {
            const { variables = {} } = environment ?? {};
            return checkAll(Object.keys(variables), name => must(
                findSecrets(`${name}=${variables[name]}`).length === 0 && !isSecretName(name),
                "environment must hold no secret", name));
        }),
    },
    {
        name: "function-environment-key",
        description:
            "Environment variables are encrypted with a key of one's own, whose use can be limited and traced.",
        severity: "low",
        remediationSteps: "Set kmsKeyArn.",
        enforcementLevel: "advisory",
        tags: ["CKV_AWS_173"],
        validateResource: checkResource<lambda.FunctionArgs>(lambdaFunction, props => must(
            !("environment" in props) || "kmsKeyArn" in props, "kmsKeyArn must be given", undefined)),
    },
    {
        name: "function-tracing",
        description: "Where a request spends its time is recorded.",
        severity: "low",
        remediationSteps: "Set tracingConfig.mode to Active, at a price for each trace.",
        enforcementLevel: "advisory",
        tags: ["CKV_AWS_50", "FSBP-Lambda.7"],
        validateResource: checkResource<lambda.FunctionArgs>(lambdaFunction, ({ tracingConfig }) =>
            mustBe("tracingConfig.mode", tracingConfig?.mode, "Active")),
    },
    {
        name: "function-concurrency-limit",
        description: "One function can't take all of the account's capacity from the others.",
        severity: "low",
        remediationSteps: "Set reservedConcurrentExecutions.",
        enforcementLevel: "advisory",
        tags: ["CKV_AWS_115"],
        validateResource: checkResource<lambda.FunctionArgs>(
            lambdaFunction,
            ({ reservedConcurrentExecutions: limit }) =>
                must((limit ?? -1) >= 0, "reservedConcurrentExecutions must be at least 0", limit),
        ),
    },
    {
        name: "function-in-vpc",
        description: "A function reaches private resources, and nothing else that the VPC forbids.",
        severity: "low",
        remediationSteps: "Set vpcConfig, if the function calls what is in a VPC; others need none.",
        enforcementLevel: "advisory",
        tags: ["CKV_AWS_117", "FSBP-Lambda.3"],
        validateResource: checkResource<lambda.FunctionArgs>(lambdaFunction, props =>
            must("vpcConfig" in props, "vpcConfig must be given", undefined)),
    },
    {
        name: "function-in-two-zones",
        description: "A function in a VPC survives the loss of a zone, and has a group of its own.",
        severity: "medium",
        remediationSteps: "Name subnets in two zones or more, and a security group.",
        enforcementLevel: "mandatory",
        tags: ["FSBP-Lambda.5"],
        validateResource: checkResource<lambda.FunctionArgs>(lambdaFunction, ({ vpcConfig }) => vpcConfig === undefined
            ? []
            : [
                    ...must((vpcConfig.subnetIds as unknown[] | undefined ?? []).length >= 2,
                        "vpcConfig.subnetIds must be at least 2", vpcConfig.subnetIds),
                    ...must((vpcConfig.securityGroupIds as unknown[] | undefined ?? []).length > 0,
                        "vpcConfig.securityGroupIds must be given", vpcConfig.securityGroupIds),
                ]),
    },
    {
        name: "function-structured-logs",
        description: "Logs are JSON, so that they can be searched by field.",
        severity: "low",
        remediationSteps: "Set loggingConfig.logFormat to JSON.",
        enforcementLevel: "advisory",
        tags: [],
        validateResource: checkResource<lambda.FunctionArgs>(lambdaFunction, ({ loggingConfig }) =>
            mustBe("loggingConfig.logFormat", loggingConfig?.logFormat, "JSON")),
    },
    {
        name: "function-not-public",
        description: "Nobody outside may call a function.",
        severity: "critical",
        remediationSteps: "Name the principal.",
        enforcementLevel: "mandatory",
        tags: ["CKV_AWS_301", "FSBP-Lambda.1"],
        validateResource: checkResource<lambda.PermissionArgs>("aws:lambda/permission:Permission", ({ principal }) =>
            must(principal !== "*", "principal must be named", principal)),
    },
    {
        name: "function-permission-limited",
        description: "A service may call a function for this account or resource alone; anybody's may otherwise.",
        severity: "high",
        remediationSteps: "Set sourceArn or sourceAccount.",
        enforcementLevel: "mandatory",
        tags: ["CKV_AWS_364"],
        validateResource: checkResource<lambda.PermissionArgs>("aws:lambda/permission:Permission", props => must(
            !props.principal.endsWith(".amazonaws.com") || ["sourceArn", "sourceAccount"].some(input => input in props),
            "sourceArn must be given", undefined)),
    },
    {
        name: "function-url-authenticated",
        description: "A function's URL asks who calls.",
        severity: "high",
        remediationSteps: "Set authorizationType to AWS_IAM.",
        enforcementLevel: "mandatory",
        tags: ["CKV_AWS_258"],
        validateResource: checkResource<lambda.FunctionUrlArgs>("aws:lambda/functionUrl:FunctionUrl",
            ({ authorizationType }) => mustBe("authorizationType", authorizationType, "AWS_IAM")),
    },
];

function isSecretName(name: string): boolean {
    return /password|passwd|api_?key|private_?key|(secret|token)$/i.test(name);
}
