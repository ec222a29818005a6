import assert from "node:assert/strict";
import { once } from "node:events";
import http, { type IncomingMessage } from "node:http";
import { json } from "node:stream/consumers";
import { temporaryProject } from "../../tools/host/temporary-project";
import { type Emulation, emulate } from "./emulator";

const handler = `
    exports.handler = async ({ httpMethod, resource, requestContext: { requestId } }) => {
        if (resource === "/throws") {
            throw new Error("no");
        }
        const body = JSON.stringify({ httpMethod, resource, hasId: requestId.length > 0 });
        return resource === "/wrong" ? body : { statusCode: 202, headers: { "X-Own": "1" }, body };
    };
`;

/** Paths are what their methods do; `late` and its method come after the deployment, as nothing orders them. */
const program = `
    const aws = require("@pulumi/aws");
    const pulumi = require("@pulumi/pulumi");
    const api = new aws.apigateway.RestApi("api", { endpointConfiguration: { types: "REGIONAL" } });
    const parts = [];
    const role = new aws.iam.Role("function", { assumeRolePolicy: "{}" });
    const lambda = new aws.lambda.Function("function", {
        role: role.arn,
        runtime: "nodejs22.x",
        handler: "index.handler",
        timeout: 30,
        code: new pulumi.asset.AssetArchive({ "index.js": new pulumi.asset.StringAsset(${JSON.stringify(handler)}) }),
    });
    const proxy = { type: "AWS_PROXY", integrationHttpMethod: "POST", uri: lambda.invokeArn };
    const add = (pathPart, method, integration, response, opts) => {
        const { id: resourceId } = new aws.apigateway.Resource(pathPart, {
            restApi: api.id, parentId: api.rootResourceId, pathPart,
        }, opts);
        const { httpMethod } = new aws.apigateway.Method(pathPart, {
            restApi: api.id, resourceId, httpMethod: "GET", authorization: "NONE", ...method,
        });
        const path = { restApi: api.id, resourceId, httpMethod };
        const made = new aws.apigateway.Integration(pathPart, { ...path, ...integration });
        parts.push(made);
        if (response) {
            const opts = { dependsOn: [made] };
            parts.push(new aws.apigateway.IntegrationResponse(pathPart, { ...path, ...response }, opts));
        }
    };
    const mock = statusCode => ({
        type: "MOCK", requestTemplates: { "application/json": JSON.stringify({ statusCode }) } });
    add("mock", {}, mock(200), { statusCode: "200", responseTemplates: { "application/json": '{"is":"mock"}' } });
    add("empty", {}, mock(204), { statusCode: "204" });
    add("unmatched", {}, mock(200), { statusCode: "404", selectionPattern: "4.." });
    add("iam", { authorization: "AWS_IAM" }, mock(200), { statusCode: "200" });
    for (const path of ["function", "throws", "wrong"]) {
        add(path, {}, proxy);
    }
    add("aws", {}, { ...proxy, type: "AWS" });
    const deployment = new aws.apigateway.Deployment("first", { restApi: api.id }, { dependsOn: [...parts] });
    const stage = new aws.apigateway.Stage("v1", { restApi: api.id, deployment: deployment.id, stageName: "v1" });
    add("late", {}, mock(200), { statusCode: "200" }, { dependsOn: [deployment] });
    module.exports = { url: stage.invokeUrl };
`;

describe("api gateway", function () {
    this.timeout(180_000);
    const projectDir = temporaryProject({
        "Pulumi.yaml": "{ name: api, runtime: nodejs }",
        "Pulumi.dev.yaml": "config: { aws:region: us-east-1 }",
        "index.js": program,
    });
    let emulation: Emulation;

    before(async () => {
        emulation = await emulate({ projectDir, stack: "dev" });
    });
    after(() => emulation.stop());

    const get = async (path: string, headers: Record<string, string> = {}) => {
        const { host, pathname } = new URL(`${emulation.outputs.url}${path}`);
        const url = new URL(pathname, emulation.endpoint);
        const [response] = await once(http.request(url, { headers: { Host: host, ...headers } }).end(), "response") as
            [IncomingMessage];
        return [response.statusCode, response.statusCode === 204 ? "" : await json(response)] as const;
    };
    const unauthenticated = [403, { message: "Missing Authentication Token" }] as const;

    it("answers mock integrations with the response that their request template chooses", async () => {
        assert.deepEqual(await get("/mock"), [200, { is: "mock" }]);
        assert.deepEqual(await get("/empty"), [204, ""]);
    });

    it("fails where no response fits", async () => {
        assert.deepEqual(await get("/unmatched"), [500, { message: "Internal server error" }]);
    });

    it("knows no other paths, stages and APIs", async () => {
        assert.deepEqual(await get("/other"), unauthenticated);
        assert.deepEqual(await get("/../v2/mock"), [403, { message: "Forbidden" }]);
        assert.deepEqual(await get("/mock", { Host: "other.execute-api.us-east-1.amazonaws.com" }), [
            403, { message: "Forbidden" }]);
    });

    it("refuses unsigned requests to methods of IAM's", async () => {
        assert.deepEqual(await get("/iam"), unauthenticated);
    });

    it("H6 serves what was there when the API was deployed, and nothing that came later", async () => {
        assert.deepEqual(await get("/late"), unauthenticated);
    });

    it("hands requests on to functions, and their answers back", async () => {
        assert.deepEqual(await get("/function"), [202, { httpMethod: "GET", resource: "/function", hasId: true }]);
    });

    it("fails where a function does, or makes no answer", async () => {
        assert.deepEqual(await get("/throws"), [502, { message: "Internal server error" }]);
        assert.deepEqual(await get("/wrong"), [502, { message: "Internal server error" }]);
    });

    it("says which integrations it knows", async () => {
        const [status, body] = await get("/aws");
        assert.equal(status, 501);
        assert.match(JSON.stringify(body), /knows mock integrations, and functions that make the whole answer/);
    });
});
