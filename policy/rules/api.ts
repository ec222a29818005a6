import type { Policies } from "@pulumi/policy";
import type { apigateway } from "@pulumi/aws";
import { findReferring, isGiven } from "./relations";
import { checkResource, checkStack, must, mustBe } from "./support";

const restApi = "aws:apigateway/restApi:RestApi";
const stage = "aws:apigateway/stage:Stage";
const method = "aws:apigateway/method:Method";
const methodSettings = "aws:apigateway/methodSettings:MethodSettings";
const account = "aws:apigateway/account:Account";

export const policies: Policies = [
    {
        name: "api-access-logs",
        description: "A stage logs who called what.",
        severity: "medium",
        remediationSteps: "Set accessLogSettings.",
        enforcementLevel: "mandatory",
        tags: ["AwsSolutions-APIG1", "CKV_AWS_76", "FSBP-APIGateway.9"],
        validateResource: checkResource<apigateway.StageArgs>(stage, ({ accessLogSettings }) => must(
            accessLogSettings !== undefined && "destinationArn" in accessLogSettings,
            "accessLogSettings.destinationArn must be given", undefined)),
    },
    {
        name: "api-execution-logs",
        description: "Errors inside the gateway are logged.",
        severity: "medium",
        remediationSteps: "Set settings.loggingLevel to ERROR.",
        enforcementLevel: "mandatory",
        tags: ["AwsSolutions-APIG6", "CKV2_AWS_4", "FSBP-APIGateway.1"],
        validateResource: checkResource<apigateway.MethodSettingsArgs>(methodSettings, ({ settings }) => must(
            ["ERROR", "INFO"].includes(settings.loggingLevel ?? ""), "settings.loggingLevel must be ERROR or INFO",
            settings.loggingLevel)),
    },
    {
        name: "api-no-data-trace",
        description: "Requests and responses aren't logged whole: passwords and personal data are among them.",
        severity: "high",
        remediationSteps: "Set settings.dataTraceEnabled to false.",
        enforcementLevel: "mandatory",
        tags: ["CKV_AWS_276"],
        validateResource: checkResource<apigateway.MethodSettingsArgs>(methodSettings, ({ settings }) => must(
            settings.dataTraceEnabled !== true, "settings.dataTraceEnabled must be false", settings.dataTraceEnabled)),
    },
    {
        name: "api-metrics",
        description: "Calls, errors and latency of each method are measured.",
        severity: "low",
        remediationSteps: "Set settings.metricsEnabled.",
        enforcementLevel: "advisory",
        tags: [],
        validateResource: checkResource<apigateway.MethodSettingsArgs>(methodSettings, ({ settings }) =>
            mustBe("settings.metricsEnabled", settings.metricsEnabled, true)),
    },
    {
        name: "api-throttled",
        description: "A stage limits its requests, so that one caller can't use up the account's limit.",
        severity: "medium",
        remediationSteps: "Set settings.throttlingRateLimit and throttlingBurstLimit.",
        enforcementLevel: "mandatory",
        tags: [],
        validateResource: checkResource<apigateway.MethodSettingsArgs>(methodSettings, ({ settings }) => [
            ...must((settings.throttlingRateLimit ?? -1) >= 0, "settings.throttlingRateLimit must be given",
                settings.throttlingRateLimit),
            ...must((settings.throttlingBurstLimit ?? -1) >= 0, "settings.throttlingBurstLimit must be given",
                settings.throttlingBurstLimit),
        ]),
    },
    {
        name: "api-cache-encrypted",
        description: "Answers that a stage keeps are encrypted.",
        severity: "medium",
        remediationSteps: "Set settings.cacheDataEncrypted.",
        enforcementLevel: "mandatory",
        tags: ["CKV_AWS_308", "FSBP-APIGateway.5"],
        validateResource: checkResource<apigateway.MethodSettingsArgs>(methodSettings, ({ settings }) => must(
            settings.cachingEnabled !== true || settings.cacheDataEncrypted === true,
            "settings.cacheDataEncrypted must be true", settings.cacheDataEncrypted)),
    },
    {
        name: "api-stage-has-settings",
        description: "Every stage has settings for all its methods: without, nothing is limited or logged.",
        severity: "medium",
        remediationSteps: 'Add MethodSettings with methodPath "*/*".',
        enforcementLevel: "mandatory",
        tags: ["AwsSolutions-APIG6", "FSBP-APIGateway.1"],
        validateStack: checkStack(stage, (target, { resources }) =>
            must(
                findReferring(resources, methodSettings, "stageName", target).some(
                    ({ props }) => props.methodPath === "*/*",
                ),
                "the stage must have settings for */*",
                undefined,
            ),
        ),
    },
    {
        name: "api-tracing",
        description: "Where a request spends its time is recorded.",
        severity: "low",
        remediationSteps: "Set xrayTracingEnabled, at a price for each trace.",
        enforcementLevel: "advisory",
        tags: ["CKV_AWS_73", "FSBP-APIGateway.3"],
        validateResource: checkResource<apigateway.StageArgs>(stage, ({ xrayTracingEnabled }) =>
            mustBe("xrayTracingEnabled", xrayTracingEnabled, true)),
    },
    {
        name: "api-client-certificate",
        description: "The back end can prove that a request comes from the gateway.",
        severity: "low",
        remediationSteps: "Set clientCertificateId, where the back end is an HTTP server.",
        enforcementLevel: "advisory",
        tags: ["CKV2_AWS_51", "FSBP-APIGateway.2"],
        validateResource: checkResource<apigateway.StageArgs>(stage, props =>
            must("clientCertificateId" in props, "clientCertificateId must be given", undefined)),
    },
    {
        name: "api-firewall",
        description: "A web application firewall stands before a stage.",
        severity: "low",
        remediationSteps: "Add a wafv2.WebAclAssociation, at a price for each rule and request.",
        enforcementLevel: "advisory",
        tags: ["AwsSolutions-APIG3", "CKV2_AWS_29", "FSBP-APIGateway.4"],
        validateStack: checkStack(stage, (target, { resources }) => must(
            findReferring(resources, "aws:wafv2/webAclAssociation:WebAclAssociation", "resourceArn", target).length > 0,
            "the stage must have a web ACL", undefined)),
    },
    {
        name: "api-modern-tls",
        description: "An API speaks TLS 1.2 or newer; older versions are broken.",
        severity: "high",
        remediationSteps: "Set securityPolicy to one of the SecurityPolicy_TLS13 family.",
        enforcementLevel: "mandatory",
        tags: ["CKV_AWS_206"],
        validateResource: checkResource<apigateway.RestApiArgs>(restApi, ({ securityPolicy }) => must(
            /^(TLS_1_2|SecurityPolicy_TLS1[23]_)/.test(securityPolicy ?? ""),
            "securityPolicy must allow TLS 1.2 and newer alone", securityPolicy)),
    },
    {
        name: "api-strict-endpoint",
        description: "An API answers at its own host name alone.",
        severity: "low",
        remediationSteps: "Set endpointAccessMode to STRICT.",
        enforcementLevel: "advisory",
        tags: [],
        validateResource: checkResource<apigateway.RestApiArgs>(restApi, ({ endpointAccessMode }) =>
            mustBe("endpointAccessMode", endpointAccessMode ?? "nothing", "STRICT")),
    },
    {
        name: "api-validates-requests",
        description: "A validator checks body and parameters, before any code of one's own sees them.",
        severity: "medium",
        remediationSteps: "Set validateRequestBody and validateRequestParameters.",
        enforcementLevel: "mandatory",
        tags: ["AwsSolutions-APIG2", "CKV2_AWS_53"],
        validateResource: checkResource<apigateway.RequestValidatorArgs>(
            "aws:apigateway/requestValidator:RequestValidator", validator => [
                ...mustBe("validateRequestBody", validator.validateRequestBody, true),
                ...mustBe("validateRequestParameters", validator.validateRequestParameters, true),
            ]),
    },
    {
        name: "api-writes-validated",
        description: "A method that takes a body checks it against a model.",
        severity: "medium",
        remediationSteps: "Set requestValidatorId and requestModels.",
        enforcementLevel: "mandatory",
        tags: ["AwsSolutions-APIG2", "CKV2_AWS_53"],
        validateResource: checkResource<apigateway.MethodArgs>(method, props => [
            ...must(
                !takesBody(props.httpMethod) || "requestValidatorId" in props,
                "requestValidatorId must be given",
                undefined,
            ),
            ...must(!takesBody(props.httpMethod) || "requestModels" in props, "requestModels must be given", undefined),
        ]),
    },
    {
        name: "api-writes-authorized",
        description: "A method that changes something asks who calls.",
        severity: "high",
        remediationSteps: "Set authorization to AWS_IAM, or name an authorizer.",
        enforcementLevel: "mandatory",
        tags: ["AwsSolutions-APIG4", "CKV_AWS_59"],
        validateResource: checkResource<apigateway.MethodArgs>(method, ({ httpMethod, authorization }) => must(
            ["GET", "HEAD", "OPTIONS"].includes(httpMethod) || authorization !== "NONE",
            "authorization must not be NONE", authorization)),
    },
    {
        name: "api-reads-authorized",
        description: "A method that answers asks who calls, but for what anybody may know, such as health: waive it.",
        severity: "low",
        remediationSteps: "Set authorization to AWS_IAM, or name an authorizer.",
        enforcementLevel: "advisory",
        tags: ["AwsSolutions-APIG4", "CKV_AWS_59"],
        validateResource: checkResource<apigateway.MethodArgs>(method, ({ httpMethod, authorization }) => must(
            !["GET", "HEAD"].includes(httpMethod) || authorization !== "NONE",
            "authorization must not be NONE", authorization)),
    },
    {
        name: "api-may-write-logs",
        description: "The gateway has a role with which it writes logs; without, none appear.",
        severity: "low",
        remediationSteps: "Add an Account with cloudwatchRoleArn, once in a region.",
        enforcementLevel: "advisory",
        tags: [],
        validateStack: checkStack(stage, (_, { resources }) => must(
            resources.some(resource => resource.type === account && isGiven(resource, "cloudwatchRoleArn")),
            "an Account must have a cloudwatchRoleArn", undefined)),
    },
];

function takesBody(httpMethod: string): boolean {
    return ["POST", "PUT", "PATCH"].includes(httpMethod);
}
