import assert from "node:assert/strict";
import { record, valueOf } from "../../../../tests/support/record";
import { StageComponent, type StageComponentArgs } from "../../components";

const args: StageComponentArgs = {
    apiId: "api-1",
    deploymentId: "deployment-1",
    logRole: "create",
    requestsPerSecond: 10,
    logRetentionDays: 90,
    kmsKeyArn: "key-arn",
    tags: { Project: "project" },
};

const build = (changes: Partial<StageComponentArgs> = {}) =>
    record(() => new StageComponent("dev-01", { ...args, ...changes }));

const inputsOf = async (resource: string) => {
    const inputs = (await build()).resources[`${resource}-dev-01`]?.inputs;
    assert(inputs, `there is no ${resource}`);
    return inputs;
};

/** Tags as the component should set them. */
const tags = (resource: string) => ({ Project: "project", Name: `${resource}-dev-01` });

describe("StageComponent", () => {
    const stage = ["api-log-group", "api-execution-log-group", "api-stage", "api-settings", "status-settings"];
    const logRole = ["api-log-role", "api-log-policy", "api-account"];

    for (const [choice, expected] of [["create", [...stage, ...logRole]], ["adopt", stage]] as const) {
        it(`with the log role to ${choice} creates each of its resources once`, async () => {
            const { resources } = await build({ logRole: choice });
            assert.deepEqual(Object.keys(resources).sort(), expected.map(resource => `${resource}-dev-01`).sort());
        });
    }

    it("C11 keeps both logs for the given days, under the key, in groups that go with the stack", async () => {
        const log = { retentionInDays: 90, kmsKeyId: "key-arn" };
        assert.deepEqual(await inputsOf("api-log-group"), { ...log, tags: tags("api-log-group") });
        assert.deepEqual(await inputsOf("api-execution-log-group"), {
            ...log, name: "API-Gateway-Execution-Logs_api-1/v1", tags: tags("api-execution-log-group") });
    });

    it("logs who asked for what as JSON, and nothing of what was sent", async () => {
        const { accessLogSettings, ...inputs } = await inputsOf("api-stage");
        assert.deepEqual(inputs, {
            restApi: "api-1", deployment: "deployment-1", stageName: "v1", tags: tags("api-stage") });
        const { destinationArn, format } = accessLogSettings as { destinationArn: string; format: string };
        assert.equal(destinationArn, "api-log-group-dev-01-arn");
        assert.deepEqual(JSON.parse(format), {
            requestId: "$context.requestId",
            time: "$context.requestTime",
            method: "$context.httpMethod",
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
    });

    it("throttles all methods, and GET /status more, and logs the bodies of none", async () => {
        const method = { restApi: "api-1", stageName: "v1" };
        const logging = { loggingLevel: "ERROR", dataTraceEnabled: false, metricsEnabled: true };
        assert.deepEqual(await inputsOf("api-settings"), {
            ...method,
            methodPath: "*/*",
            settings: { ...logging, throttlingRateLimit: 10, throttlingBurstLimit: 20 },
        });
        assert.deepEqual(await inputsOf("status-settings"), {
            ...method,
            methodPath: "status/GET",
            settings: { ...logging, throttlingRateLimit: 1, throttlingBurstLimit: 5 },
        });
    });

    it("gives the account a role that API Gateway logs with", async () => {
        const { assumeRolePolicy, ...role } = await inputsOf("api-log-role");
        assert.deepEqual(role, { tags: tags("api-log-role") });
        assert.deepEqual(JSON.parse(assumeRolePolicy as string), {
            Version: "2012-10-17",
            Statement: [{
                Effect: "Allow", Principal: { Service: "apigateway.amazonaws.com" }, Action: "sts:AssumeRole",
            }],
        });
        assert.deepEqual(await inputsOf("api-log-policy"), {
            role: "api-log-role-dev-01-name",
            policyArn: "arn:aws:iam::aws:policy/service-role/AmazonAPIGatewayPushToCloudWatchLogs",
        });
        assert.deepEqual(await inputsOf("api-account"), { cloudwatchRoleArn: "api-log-role-dev-01-arn" });
    });

    it("D4 exposes URL and log", async () => {
        const { result } = await build();
        assert.equal(await valueOf(result.url), "https://api-stage-dev-01.execute-api.amazonaws.com");
        assert.equal(await valueOf(result.logGroupName), "api-log-group-dev-01-name");
    });
});
