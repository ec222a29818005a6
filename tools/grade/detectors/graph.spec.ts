import assert from "node:assert/strict";
import { findIn, type Sketched, type SketchedStack } from "../sketch";

const find = (item: string, resources: Sketched[], more: SketchedStack = {}) =>
    findIn(item, { stacks: [{ resources, ...more }] });

describe("names", () => {
    const table = (name: string): Sketched => ({ type: "dynamodb/table:Table", name: "rules", inputs: { name } });
    const both = (one: Sketched, other: Sketched) => findIn("names", {
        stacks: [{ stack: "dev", resources: [one] }, { stack: "prod", resources: [other] }] });

    it("C10 differ between stacks", async () => {
        assert.deepEqual(await both(table("rules-dev"), table("rules-prod")), []);
        assert.deepEqual(await both(table("rules"), table("rules")),
            ["rules (dev): stacks dev and prod have the name rules"]);
    });

    it("may be the same where they are of different types, or of something within another resource", async () => {
        const stage: Sketched = { type: "apigateway/stage:Stage", name: "stage", inputs: { stageName: "api" } };
        assert.deepEqual(await both(stage, stage), []);
        const queue: Sketched = { type: "sqs/queue:Queue", name: "queue", inputs: { name: "rules" } };
        assert.deepEqual(await both(table("rules"), queue), []);
    });
});

describe("destroying", () => {
    const database = (inputs: object, options = {}): Sketched => ({
        type: "rds/instance:Instance", name: "db", inputs: { skipFinalSnapshot: true, ...inputs }, options });
    const cases: [resource: Sketched, reason: string][] = [
        [database({ skipFinalSnapshot: undefined }), "skipFinalSnapshot is not true"],
        [database({ deletionProtection: true }), "deletionProtection is on"],
        [database({}, { protect: true }), "Pulumi protects it"],
        [database({}, { retainOnDelete: true }), "it is retained on delete"],
        [{ type: "s3/bucketV2:BucketV2", name: "db" }, "forceDestroy is not true: a full bucket stays"],
        [{ type: "lb/loadBalancer:LoadBalancer", name: "db", inputs: { enableDeletionProtection: true } },
            "enableDeletionProtection is on"],
        [{ type: "dynamodb/table:Table", name: "db", inputs: { deletionProtectionEnabled: true } },
            "deletionProtectionEnabled is on"],
        [{ type: "ecr/repository:Repository", name: "db" }, "forceDelete is not true: images keep it"],
        [{ type: "secretsmanager/secret:Secret", name: "db", inputs: { name: "fixed" } },
            "its name stays taken for the recovery window"],
    ];
    for (const [resource, reason] of cases) {
        it(`C11 is kept from ${resource.type} where ${reason}`, async () => {
            assert.deepEqual(await find("destroy", [resource]), [`db (dev): ${reason}`]);
        });
    }

    it("C11 works with nothing in its way", async () => {
        assert.deepEqual(await find("destroy", [database({})]), []);
    });

    it("is not expected of stacks that ask to be protected", async () => {
        const config = { "shop:deletionProtection": "true" };
        assert.equal(await find("destroy", [database({ deletionProtection: true })], { config }),
            "nothing to judge: every stack asks to be protected");
    });
});

describe("order of an API", () => {
    const part = (name: string, inputs: object = {}, waits: string[] = []): Sketched => ({
        type: `apigateway/${name[0]?.toLowerCase()}${name.slice(1)}:${name}`, name,
        inputs: { restApi: "RestApi-id", resourceId: "Resource-id", httpMethod: "GET", ...inputs }, waits,
    });
    const api = [part("RestApi", { restApi: "" }), part("Resource"), part("Method"),
        part("Integration", {}, ["Method"]), part("MethodResponse", {}, ["Method"])];
    const response = (waits: string[]) => part("IntegrationResponse", {}, waits);
    const deployment = (waits: string[]) => part("Deployment", {}, waits);

    it("H6 has responses after integrations, and deployments after both", async () => {
        const right = [response(["Integration", "MethodResponse"]), deployment(["IntegrationResponse"])];
        assert.deepEqual(await find("api-order", [...api, ...right]), []);
        assert.deepEqual(await find("api-order", [...api, response(["MethodResponse"]), deployment(["Integration"])]), [
            "IntegrationResponse (dev): it doesn't wait for Integration",
            "Deployment (dev): it doesn't wait for IntegrationResponse",
        ]);
    });

    it("leaves the parts of other methods alone", async () => {
        const other = { ...part("Integration", { httpMethod: "POST" }, ["Method2"]), name: "Integration2" };
        const method = { ...part("Method", { httpMethod: "POST" }), name: "Method2" };
        assert.deepEqual(await find("api-order",
            [...api, method, other, response(["Integration", "MethodResponse"])]), []);
    });
});

describe("regions", () => {
    it("H4 are such that every account can use", async () => {
        const region = (name: string) => find("region", [], { config: name === "" ? {} : { "aws:region": name } });
        assert.deepEqual(await region("eu-west-1"), []);
        assert.match(String(await region("ap-east-1")), /InvalidClientTokenId/);
        assert.match(String(await region("")), /no aws:region/);
    });
});

describe("parents", () => {
    const bucket = (parent?: string): Sketched => ({ type: "s3/bucket:Bucket", name: "data", parent });
    const component: Sketched = { type: "component", name: "storage" };
    const profile = { name: "test", reference: undefined, contract: {} };

    it("C6 are components where a contract asks for them", async () => {
        const strict = (...resources: Sketched[]) => findIn("parents", { profile, stacks: [{ resources }] });
        assert.deepEqual(await strict(component, bucket("storage")), []);
        assert.deepEqual(await strict(component, bucket()),
            ["data (dev): it hangs below the stack instead of a component"]);
    });

    it("are none in a program without components", async () => {
        assert.equal(await find("parents", [bucket()]), "nothing to judge: there are no components");
    });
});

describe("runtimes", () => {
    const lambda: Sketched = { type: "lambda/function:Function", name: "worker", inputs: { runtime: "nodejs22.x" } };

    it("D6 are values of the configuration", async () => {
        assert.deepEqual(await find("runtime", [lambda], { config: { "shop:runtime": "nodejs22.x" } }), []);
        assert.deepEqual(await find("runtime", [lambda]),
            ["worker (dev): no key of the configuration says its runtime, nodejs22.x"]);
    });
});

describe("dead letters", () => {
    const mapping: Sketched = {
        type: "lambda/eventSourceMapping:EventSourceMapping", name: "mapping", inputs: { eventSourceArn: "queue-id" } };
    const lambda: Sketched = { type: "lambda/function:Function", name: "worker" };
    const queue = (inputs = {}): Sketched => ({ type: "sqs/queue:Queue", name: "queue", inputs });

    it("D8 have a queue", async () => {
        assert.deepEqual(await find("function-errors", [lambda, mapping, queue({ redrivePolicy: "{}" })]), []);
        assert.deepEqual(await find("function-errors", [lambda, mapping, queue()]),
            ["queue (dev): the queue has no dead-letter queue"]);
    });

    it("D8 have a queue also by a policy of its own", async () => {
        const policy: Sketched = {
            type: "sqs/redrivePolicy:RedrivePolicy", name: "policy",
            inputs: { queueUrl: "queue-id" },
        };
        assert.deepEqual(await find("function-errors", [lambda, mapping, queue(), policy]), []);
    });
});

describe("arguments", () => {
    const instance = (inputs: object): Sketched => ({
        type: "rds/instance:Instance", name: "db", inputs: { ...inputs },
    });

    it("C13 are numbers and switches where the provider wants such", async () => {
        assert.deepEqual(
            await find("typed-values", [instance({ multiAz: true, allocatedStorage: 20, engine: "8" })]), []);
        assert.deepEqual(await find("typed-values", [instance({ multiAz: "true", allocatedStorage: "20" })]), [
            'db (dev): multiAz is the text "true", not a boolean',
            'db (dev): allocatedStorage is the text "20", not a number',
        ]);
    });

    it("H8 are known to the provider", async () => {
        const eip = (inputs: object): Sketched => ({ type: "ec2/eip:Eip", name: "address", inputs: { ...inputs } });
        assert.deepEqual(await find("types", [eip({ domain: "vpc" })]), []);
        assert.deepEqual(await find("types", [eip({ vpc: true })]),
            ["address (dev): aws:ec2/eip:Eip has no argument vpc"]);
    });

    it("M3 are no options", async () => {
        assert.deepEqual(await find("options", [instance({ dependsOn: [] })]),
            ["db (dev): aws:rds/instance:Instance has no argument dependsOn"]);
        assert.deepEqual(await find("types", [instance({ dependsOn: [] })]), []);
    });

    it("M2 name the source of a rule", async () => {
        const rule = (source: object): Sketched => ({ type: "cfg/rule:Rule", name: "rule", inputs: { source } });
        assert.deepEqual(await find("rule-sources", [rule({ owner: "AWS", sourceIdentifier: "X" })]), []);
        assert.deepEqual(await find("rule-sources", [rule({ owner: "AWS", sourceIdentifiers: "X" })]),
            ["rule (dev): aws:cfg/rule:Rule has no argument sourceIdentifiers"]);
    });

    it("M1 hold no Output's help text", async () => {
        const policy = (text: string): Sketched => ({
            type: "iam/rolePolicy:RolePolicy", name: "policy", inputs: { policy: text },
        });
        assert.deepEqual(await find("outputs-in-texts", [policy('{"Resource": "arn"}')]), []);
        for (const text of [
            '{"Resource":"Calling [toJSON] on an [Output<T>] is not supported."}', "[object Object]/*",
        ]) {
            assert.deepEqual(await find("outputs-in-texts", [policy(text)]),
                ["policy (dev): policy holds an Output instead of its value"]);
        }
    });

    it("C7 hold no password", async () => {
        assert.deepEqual(await find("secrets", [instance({ manageMasterUserPassword: true, engine: "mysql" })]), []);
        assert.deepEqual(await find("secrets", [instance({ password: "known" })]),
            ["db (dev): password is in Pulumi's state"]);
        assert.deepEqual(await find("secrets", [], { outputs: { token: "[secret]" } }),
            ["output token (dev): a secret is exported"]);
        assert.deepEqual(await find("secrets", [], { outputs: { databaseEndpoint: "[secret]" } }), []);
    });

    it("D5 come from keys that the program reads", async () => {
        const config = { "aws:region": "us-east-1", "shop:size": "2" };
        assert.deepEqual(await find("unread-keys", [], { config, keysRead: ["shop:size"] }), []);
        assert.deepEqual(await find("unread-keys", [], { config, keysRead: ["other:size"] }),
            ["Pulumi.dev.yaml: the program never reads shop:size"]);
    });
});
