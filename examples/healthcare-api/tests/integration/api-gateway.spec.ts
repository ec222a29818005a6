import type { Method, Resource, Stage } from "@aws-sdk/client-api-gateway";
import assert from "node:assert/strict";
import { clients, commonTags, itLive, named, outputs, request, setting } from "./deployment";

describe("api gateway", () => {
    const api = () => ({ restApiId: outputs.apiId });
    let paths: Record<string, Resource>;
    let stage: Stage;

    before(async () => {
        const { items = [] } = await clients.apiGateway.getResources(api());
        paths = Object.fromEntries(items.map(item => [item.path ?? "", item]));
        stage = await clients.apiGateway.getStage({ ...api(), stageName: outputs.apiUrl.split("/").at(-1) });
    });

    const getMethod = (path: string, httpMethod: string): Promise<Method> =>
        clients.apiGateway.getMethod({ ...api(), resourceId: paths[path]?.id, httpMethod });

    it("C10 API is regional, named and tagged as this environment's", async () => {
        const { endpointConfiguration, name, tags } = await clients.apiGateway.getRestApi(api());
        assert.deepEqual(endpointConfiguration?.types, ["REGIONAL"]);
        assert.match(name ?? "", new RegExp(`^${named("api")}-`));
        assert.deepEqual(tags, { ...commonTags(), Name: named("api") });
    });

    it("API has these methods and no others", () => {
        const methods = Object.entries(paths).flatMap(([path, { resourceMethods = {} }]) =>
            Object.keys(resourceMethods).map(method => `${method} ${path}`));
        assert.deepEqual(methods.sort(), ["GET /health", "GET /status", "POST /patients"]);
    });

    it("H6 GET /health is answered by API Gateway itself, with a response for each part", async () => {
        const { authorizationType, methodIntegration, methodResponses } = await getMethod("/health", "GET");
        assert.equal(authorizationType, "NONE");
        assert.equal(methodIntegration?.type, "MOCK");
        assert.deepEqual(methodIntegration.requestTemplates, { "application/json": '{"statusCode": 200}' });
        assert.deepEqual(Object.keys(methodResponses ?? {}), ["200"]);
        assert.deepEqual(Object.keys(methodIntegration.integrationResponses ?? {}), ["200"]);
    });

    it("GET /status is answered by the function, for everybody", async () => {
        const { authorizationType, methodIntegration } = await getMethod("/status", "GET");
        assert.equal(authorizationType, "NONE");
        assert.equal(methodIntegration?.type, "AWS_PROXY");
        assert.match(methodIntegration.uri ?? "", new RegExp(`:function:${outputs.functionName}/invocations$`));
    });

    it("POST /patients is answered by the function, for whom IAM admits", async () => {
        const { authorizationType, methodIntegration } = await getMethod("/patients", "POST");
        assert.equal(authorizationType, "AWS_IAM");
        assert.match(methodIntegration?.uri ?? "", new RegExp(`:function:${outputs.functionName}/invocations$`));
    });

    it("POST /patients validates the body by a model, of whatever type it says to be", async () => {
        const { requestModels, requestValidatorId } = await getMethod("/patients", "POST");
        assert.deepEqual(requestModels, { "application/json": "Patient", "$default": "Patient" });
        const validator = await clients.apiGateway.getRequestValidator({ ...api(), requestValidatorId });
        assert.equal(validator.validateRequestBody, true);
        const { schema = "" } = await clients.apiGateway.getModel({ ...api(), modelName: "Patient" });
        const { additionalProperties, required } = JSON.parse(schema) as Record<string, unknown>;
        assert.deepEqual([additionalProperties, required], [false, ["givenName", "familyName", "birthDate"]]);
    });

    it("H6 stage serves the API's one deployment", async () => {
        const { items } = await clients.apiGateway.getDeployments(api());
        assert.deepEqual(items?.map(({ id }) => id), [stage.deploymentId]);
    });

    it("C10 stage carries this environment's tags", () => {
        assert.deepEqual(stage.tags, { ...commonTags(), Name: named("api-stage") });
    });

    it("stage logs requests as JSON, without what was sent", () => {
        const { destinationArn = "", format: text = "" } = stage.accessLogSettings ?? {};
        assert(destinationArn.endsWith(`:log-group:${outputs.apiLogGroupName}`));
        const format = JSON.parse(text) as Record<string, string>;
        assert.equal(format.requestId, "$context.requestId");
        assert.equal(format.tlsVersion, "$context.tlsVersion");
        assert.deepEqual(Object.values(format).filter(value => /body|querystring|\$context\.path$/i.test(value)), []);
    });

    it("stage logs no bodies, and throttles as configured", () => {
        const settings = stage.methodSettings?.["*/*"];
        assert.equal(settings?.dataTraceEnabled, false);
        assert.equal(settings.loggingLevel, "ERROR");
        assert.equal(settings.throttlingRateLimit, Number(setting("requestsPerSecond")));
        assert.equal(settings.throttlingBurstLimit, 2 * Number(setting("requestsPerSecond")));
    });

    it("API is closed to other addresses where the configuration says so", async () => {
        const { policy } = await clients.apiGateway.getRestApi(api());
        const cidrs = JSON.parse(setting("allowedCidrs")) as string[];
        assert.equal(policy !== undefined, cidrs.length > 0);
        assert(cidrs.every(range => policy?.includes(range)));
    });

    it("account has a role to log with, where this stack creates it", async () => {
        const { cloudwatchRoleArn = "" } = await clients.apiGateway.getAccount({});
        // A role that is adopted has a name of its own; without any, AWS would have refused the stage.
        assert(setting("apiLogRole") === "adopt" || cloudwatchRoleArn.includes(":role/api-log-role-"));
    });

    it("C14 exports URLs of this API", () => {
        const { apiId, apiUrl, healthUrl, region } = outputs;
        assert.match(apiUrl, new RegExp(`^https://${apiId}\\.execute-api\\.${region}\\.amazonaws\\.com/[a-z0-9]+$`));
        assert.equal(healthUrl, `${apiUrl}/health`);
    });

    it("H6 GET /health is answered", async () => {
        assert.deepEqual(await request(outputs.healthUrl), { status: 200, body: { status: "ok" } });
    });

    it("POST /patients refuses callers that IAM doesn't know", async () => {
        const { status } = await request(`${outputs.apiUrl}/patients`, "POST");
        assert.equal(status, 403);
    });

    it("API answers nothing else", async () => {
        const { status } = await request(`${outputs.apiUrl}/other`);
        assert.equal(status, 403);
    });

    itLive("GET /status finds database and cache", async () => {
        assert.deepEqual(await request(`${outputs.apiUrl}/status`), {
            status: 200, body: { database: "ok", cache: "ok" } });
    });
});
