import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

/** The role with which API Gateway logs, one for an account and region: created here, or by somebody else. */
export const ApiLogRole = { Create: "create", Adopt: "adopt" } as const;
export type ApiLogRole = (typeof ApiLogRole)[keyof typeof ApiLogRole];

export interface StageComponentArgs {
    apiId: pulumi.Input<string>;
    deploymentId: pulumi.Input<string>;
    logRole: ApiLogRole;
    /** Requests a second that the API takes, with twice as many at once. */
    requestsPerSecond: number;
    /** Days that logs are kept, one of the values that CloudWatch Logs allows. */
    logRetentionDays: number;
    kmsKeyArn: pulumi.Input<string>;
    tags: Record<string, string>;
}

/** Serves a deployment of an API, throttled and logged. */
export class StageComponent extends pulumi.ComponentResource {
    readonly url: pulumi.Output<string>;
    readonly logGroupName: pulumi.Output<string>;

    constructor(name: string, args: StageComponentArgs, opts?: pulumi.ComponentResourceOptions) {
        super("reference:healthcare-api:StageComponent", name, {}, opts);
        const scope = { parent: this, name, args };
        const accessLogs = createLogGroup(scope, "api-log-group");
        // API Gateway would make this group itself, without retention and key, and leave it behind.
        const executionLogs = createLogGroup(scope, "api-execution-log-group",
            pulumi.interpolate`API-Gateway-Execution-Logs_${args.apiId}/${stageName}`);
        const account = args.logRole === ApiLogRole.Create ? [createLogRole(scope)] : [];

        const stage = new aws.apigateway.Stage(`api-stage-${name}`, {
            restApi: args.apiId,
            deployment: args.deploymentId,
            stageName,
            accessLogSettings: { destinationArn: accessLogs.arn, format: accessLogFormat },
            tags: { ...args.tags, Name: `api-stage-${name}` },
        // Without the account's role, AWS refuses a stage with logs.
        }, { parent: this, dependsOn: [executionLogs, ...account] });

        const settings = {
            loggingLevel: "ERROR",
            // It would log bodies.
            dataTraceEnabled: false,
            metricsEnabled: true,
        };
        const method = { restApi: args.apiId, stageName: stage.stageName };
        const all = new aws.apigateway.MethodSettings(`api-settings-${name}`, {
            ...method,
            methodPath: "*/*",
            settings: {
                ...settings,
                throttlingRateLimit: args.requestsPerSecond,
                throttlingBurstLimit: 2 * args.requestsPerSecond,
            },
        }, { parent: this });
        // Each request makes connections to database and cache, and anybody may call it.
        new aws.apigateway.MethodSettings(`status-settings-${name}`, {
            ...method,
            methodPath: "status/GET",
            settings: { ...settings, throttlingRateLimit: 1, throttlingBurstLimit: 5 },
        // AWS refuses two changes of a stage at once.
        }, { parent: this, dependsOn: [all] });

        this.url = stage.invokeUrl;
        this.logGroupName = accessLogs.name;
        this.registerOutputs({ url: this.url, logGroupName: this.logGroupName });
    }
}

const stageName = "v1";

/** Who asked for what, how, and what became of it: nothing of what was sent. */
const accessLogFormat = JSON.stringify({
    requestId: "$context.requestId",
    time: "$context.requestTime",
    method: "$context.httpMethod",
    // Of the definition, so that no value in a path gets into the log.
    path: "$context.resourcePath",
    status: "$context.status",
    error: "$context.error.responseType",
    caller: "$context.identity.userArn",
    address: "$context.identity.sourceIp",
    tlsVersion: "$context.tlsVersion",
    cipherSuite: "$context.cipherSuite",
    latencyMs: "$context.responseLatency",
    responseBytes: "$context.responseLength",
});

interface Scope {
    parent: StageComponent;
    name: string;
    args: StageComponentArgs;
}

function createLogGroup(
    { parent, name, args }: Scope, resource: string, groupName?: pulumi.Output<string>,
): aws.cloudwatch.LogGroup {
    return new aws.cloudwatch.LogGroup(`${resource}-${name}`, {
        name: groupName,
        retentionInDays: args.logRetentionDays,
        kmsKeyId: args.kmsKeyArn,
        tags: { ...args.tags, Name: `${resource}-${name}` },
    }, { parent });
}

/** It logs for all APIs of the account and region, so that its policy names no group. */
function createLogRole({ parent, name, args }: Scope): aws.apigateway.Account {
    const role = new aws.iam.Role(`api-log-role-${name}`, {
        assumeRolePolicy: pulumi.jsonStringify({
            Version: "2012-10-17",
            Statement: [{
                Effect: "Allow", Principal: { Service: "apigateway.amazonaws.com" }, Action: "sts:AssumeRole",
            }],
        }),
        tags: { ...args.tags, Name: `api-log-role-${name}` },
    }, { parent });
    const policy = new aws.iam.RolePolicyAttachment(`api-log-policy-${name}`, {
        role: role.name,
        // API Gateway refuses a role that may do less.
        policyArn: "arn:aws:iam::aws:policy/service-role/AmazonAPIGatewayPushToCloudWatchLogs",
    }, { parent });
    return new aws.apigateway.Account(`api-account-${name}`, { cloudwatchRoleArn: role.arn }, {
        parent, dependsOn: [policy] });
}
