import assert from "node:assert/strict";
import { record, valueOf } from "../../../../tests/support/record";
import { ApiComponent, type ApiComponentArgs } from "../../components";

const args: ApiComponentArgs = {
    region: "eu-west-1",
    functionName: "function",
    functionArn: "function-arn",
    allowedCidrs: [],
    tags: { Project: "project" },
};

const build = (changes: Partial<ApiComponentArgs> = {}) =>
    record(() => new ApiComponent("dev-01", { ...args, ...changes }));

const inputsOf = async (resource: string, changes: Partial<ApiComponentArgs> = {}) => {
    const inputs = (await build(changes)).resources[`${resource}-dev-01`]?.inputs;
    assert(inputs, `there is no ${resource}`);
    return inputs;
};

const api = { restApi: "api-dev-01-id" };
const uri = "arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/function-arn/invocations";

describe("ApiComponent", () => {
    it("creates each of its resources once", async () => {
        const { resources } = await build();
        assert.deepEqual(Object.keys(resources).sort(), [
            "api", "api-deployment", "body-validator", "patient-model",
            "health-path", "health-method", "health-response", "health-integration", "health-integration-response",
            "status-path", "status-method", "status-integration", "status-permission",
            "patients-path", "patients-method", "patients-integration", "patients-permission",
        ].map(resource => `${resource}-dev-01`).sort());
    });

    it("is regional, with TLS 1.2 at least", async () => {
        assert.deepEqual(await inputsOf("api"), {
            description: "Healthcare API",
            endpointConfiguration: { types: "REGIONAL" },
            securityPolicy: "SecurityPolicy_TLS13_1_2_PFS_PQ_2025_09",
            endpointAccessMode: "STRICT",
            tags: { Project: "project", Name: "api-dev-01" },
        });
    });

    for (const pathPart of ["health", "status", "patients"]) {
        it(`has the path /${pathPart}`, async () => {
            assert.deepEqual(await inputsOf(`${pathPart}-path`), {
                ...api, parentId: "api-dev-01-root-id", pathPart });
        });
    }

    it("answers GET /health itself", async () => {
        const method = { ...api, resourceId: "health-path-dev-01-id", httpMethod: "GET" };
        assert.deepEqual(await inputsOf("health-method"), { ...method, authorization: "NONE" });
        assert.deepEqual(await inputsOf("health-response"), {
            ...method, statusCode: "200", responseModels: { "application/json": "Empty" } });
        assert.deepEqual(await inputsOf("health-integration"), {
            ...method, type: "MOCK", requestTemplates: { "application/json": '{"statusCode": 200}' } });
        assert.deepEqual(await inputsOf("health-integration-response"), {
            ...method, statusCode: "200", responseTemplates: { "application/json": '{"status": "ok"}' } });
    });

    it("hands GET /status on to the function", async () => {
        const method = { ...api, resourceId: "status-path-dev-01-id", httpMethod: "GET" };
        assert.deepEqual(await inputsOf("status-method"), { ...method, authorization: "NONE" });
        assert.deepEqual(await inputsOf("status-integration"), {
            ...method, type: "AWS_PROXY", integrationHttpMethod: "POST", uri });
    });

    it("hands POST /patients on to the function, when IAM admits the caller and the model the body", async () => {
        const method = { ...api, resourceId: "patients-path-dev-01-id", httpMethod: "POST" };
        assert.deepEqual(await inputsOf("patients-method"), {
            ...method,
            authorization: "AWS_IAM",
            requestModels: { "application/json": "Patient", "$default": "Patient" },
            requestValidatorId: "body-validator-dev-01-id",
        });
        assert.deepEqual(await inputsOf("patients-integration"), {
            ...method, type: "AWS_PROXY", integrationHttpMethod: "POST", uri });
        assert.deepEqual(await inputsOf("body-validator"), {
            ...api, validateRequestBody: true, validateRequestParameters: true });
    });

    it("takes patients with names and a date of birth, and nothing else", async () => {
        const { schema, ...model } = await inputsOf("patient-model");
        assert.deepEqual(model, { ...api, name: "Patient", contentType: "application/json" });
        const text = { type: "string", minLength: 1, maxLength: 100 };
        assert.deepEqual(JSON.parse(schema as string), {
            $schema: "http://json-schema.org/draft-04/schema#",
            title: "Patient",
            type: "object",
            required: ["givenName", "familyName", "birthDate"],
            additionalProperties: false,
            properties: {
                givenName: text, familyName: text, birthDate: { type: "string", pattern: "^\\d{4}-\\d{2}-\\d{2}$" } },
        });
    });

    for (const [pathPart, verb] of [["status", "GET"], ["patients", "POST"]] as const) {
        it(`may call the function for ${verb} /${pathPart}`, async () => {
            assert.deepEqual(await inputsOf(`${pathPart}-permission`), {
                function: "function",
                action: "lambda:InvokeFunction",
                principal: "apigateway.amazonaws.com",
                sourceArn: `api-dev-01-execution-arn/*/${verb}/${pathPart}`,
            });
        });
    }

    it("admits other addresses nowhere, and opens no POST by that", async () => {
        const { restApiId, policy } = await inputsOf("api-policy", { allowedCidrs: ["192.0.2.0/24"] });
        assert.equal(restApiId, "api-dev-01-id");
        assert.deepEqual(JSON.parse(policy as string), {
            Version: "2012-10-17",
            Statement: [
                {
                    Sid: "AllowReading",
                    Effect: "Allow",
                    Principal: "*",
                    Action: "execute-api:Invoke",
                    Resource: "api-dev-01-execution-arn/*/GET/*",
                },
                {
                    Sid: "DenyOtherAddresses",
                    Effect: "Deny",
                    Principal: "*",
                    Action: "execute-api:Invoke",
                    Resource: "api-dev-01-execution-arn/*",
                    Condition: { NotIpAddress: { "aws:SourceIp": ["192.0.2.0/24"] } },
                },
            ],
        });
    });

    describe("deployment", () => {
        const definitionOf = async (changes: Partial<ApiComponentArgs> = {}) => {
            const { triggers } = await inputsOf("api-deployment", changes);
            return (triggers as { definition: string }).definition;
        };

        it("is the same while the definition is", async () => {
            assert.equal(await definitionOf(), await definitionOf());
        });

        it("H6 is replaced when any part of the definition changes", async () => {
            const [settings, ...parts] = JSON.parse(await definitionOf()) as [
                settings: unknown, ...parts: { resource: string; args: unknown }[]];
            const { resources } = await build();
            assert.deepEqual({ ...settings as object, tags: resources["api-dev-01"]?.inputs.tags },
                resources["api-dev-01"]?.inputs);
            const defined = Object.keys(resources)
                .filter(resource => !/^api-(deployment-)?dev|-permission-/.test(resource));
            assert.deepEqual(parts.map(({ resource }) => `${resource}-dev-01`).sort(), defined.sort());
            for (const { resource, args: inputs } of parts) {
                assert.deepEqual(inputs, resources[`${resource}-dev-01`]?.inputs, resource);
            }
            const definition = await definitionOf();
            assert.notEqual(await definitionOf({ functionArn: "other-arn" }), definition);
            assert.notEqual(await definitionOf({ allowedCidrs: ["192.0.2.0/24"] }), definition);
        });
    });

    it("D4 exposes API and deployment", async () => {
        const { result } = await build();
        assert.equal(await valueOf(result.apiId), "api-dev-01-id");
        assert.equal(await valueOf(result.deploymentId), "api-deployment-dev-01-id");
    });
});
