import type { Unwrap } from "@pulumi/pulumi";
import assert from "node:assert/strict";
import { resolve } from "node:path";
import { bundle } from "../../../../components/bundle";
import type { DifferingKeys, MissingKeys, NoKeys, SurplusKeys } from "../../../../tests/support/contract";
import { describePromises } from "../../../../tests/support/promises";
import type { StackRun } from "../../../../tests/support/stack-run";
import type * as program from "../../index";
import { outputTypes, type StackOutputs } from "../../outputs";

type Exports = Unwrap<typeof program>;

/** Compiles only where index.ts exports the contract; the compiler names the keys that don't fit. */
export type Contract = [
    NoKeys<MissingKeys<Exports, StackOutputs>>,
    NoKeys<SurplusKeys<Exports, StackOutputs>>,
    NoKeys<DifferingKeys<Exports, StackOutputs>>,
];

const projectDir = resolve(__dirname, "../..");

const system = {
    projectDir,
    outputTypes,
    region: "eu-west-1",
    values: {
        // The second values are the longest that there may be.
        environment: ["dev", "develop"],
        environmentSuffix: ["01", "pull-request"],
        vpcCidr: ["10.10.0.0/16", "10.64.16.0/20"],
        zones: [["a", "b"], ["c", "a", "b"]],
        natStrategy: ["single", "zonal"],
        runtime: ["nodejs24.x", "nodejs22.x"],
        reservedConcurrency: [0, 4],
        requestsPerSecond: [10, 20],
        allowedCidrs: [[], ["192.0.2.0/24"]],
        apiLogRole: ["create", "adopt"],
        dbEngineVersion: ["17", "17.5"],
        dbInstanceClass: ["db.t4g.micro", "db.r7g.large"],
        dbStorageGib: [20, 400],
        dbMaxStorageGib: [500, 600],
        dbMultiAz: [false, true],
        dbBackupDays: [1, 35],
        dbFinalSnapshot: [false, true],
        cacheNodeType: ["cache.t4g.micro", "cache.r7g.large"],
        logRetentionDays: [7, 90],
        deletionProtection: [false, true],
        tags: [{}, { CostCenter: "1234" }],
    },
} as const;

const zonesOf = (stack: StackRun) => JSON.parse(stack.setting("zones") ?? "") as string[];

/** What a stack exports when each resource answers with the attributes of its type's mock. */
function expectedOutputs(stack: StackRun): StackOutputs {
    const name = (resource: string) => stack.name(resource);
    const url = `https://${name("api-stage")}.execute-api.amazonaws.com`;
    return {
        stack: stack.settings.stack,
        environment: stack.setting("environment") ?? "",
        environmentSuffix: stack.setting("environmentSuffix") ?? "",
        region: stack.setting("aws:region") ?? "",
        vpcId: `${name("vpc")}-id`,
        publicSubnetIds: zonesOf(stack).map(zone => `${name(`public-subnet-${zone}`)}-id`),
        privateSubnetIds: zonesOf(stack).map(zone => `${name(`private-subnet-${zone}`)}-id`),
        dbEndpoint: `${name("db")}.rds.amazonaws.com:3306`,
        dbAddress: `${name("db")}.rds.amazonaws.com`,
        dbPort: 3306,
        dbSecretArn: `${name("db")}-secret-arn`,
        redisEndpoint: `primary.${name("cache")}.cache.amazonaws.com`,
        redisPort: 6379,
        apiId: `${name("api")}-id`,
        apiUrl: url,
        healthUrl: `${url}/health`,
        kmsKeyId: `${name("key")}-id`,
        kmsKeyArn: `${name("key")}-arn`,
        appSecretArn: `${name("app-secret")}-arn`,
        functionName: `${name("function")}-name`,
        apiLogGroupName: `${name("api-log-group")}-name`,
    };
}

describe("stack", () => {
    describePromises(system, stack => {
        const name = (resource: string) => stack.name(resource);
        const inputsOf = (resource: string) => stack.graph.get(name(resource)).inputs;
        const waitsFor = (resource: string) => stack.graph.waitsFor(name(resource));
        const keyArn = () => stack.run.outputs.kmsKeyArn;

        it("M4 exports each thing under its own name, in the order of the zones", () => {
            assert.deepEqual(stack.run.outputs, expectedOutputs(stack));
        });

        it("encrypts database, password, cache, secret, function and all logs with the one key", () => {
            const db = inputsOf("db");
            assert.deepEqual([db.kmsKeyId, db.masterUserSecretKmsKeyId], [keyArn(), keyArn()]);
            for (const resource of ["cache", "app-secret"]) {
                assert.equal(inputsOf(resource).kmsKeyId, keyArn(), resource);
            }
            assert.equal(inputsOf("function").kmsKeyArn, keyArn());
            const groups = stack.graph.ofType("aws:cloudwatch/logGroup:LogGroup");
            assert.equal(groups.length, 6);
            for (const { name: group, inputs } of groups) {
                assert.equal(inputs.kmsKeyId, keyArn(), group);
                assert.equal(inputs.retentionInDays, Number(stack.setting("logRetentionDays")), group);
            }
        });

        it("lets the key be used by the services that encrypt with it, in its region", () => {
            const region = stack.setting("aws:region");
            const policy = String(inputsOf("key").policy);
            for (const service of ["elasticache", "lambda", "logs", "rds", "secretsmanager"]) {
                assert(policy.includes(`"${service}.${region}.amazonaws.com"`), service);
            }
        });

        it("C10 gives parameter and alias names of this project's own", () => {
            const own = name(`${stack.settings.project}/`).replace("/-", "/");
            assert.equal(inputsOf("db-parameter").name, `/database/${own}`);
            assert.equal(inputsOf("key-alias").name, `alias/${own}`);
        });

        it("H7 creates PostgreSQL of the configured version", () => {
            const { engine, engineVersion } = inputsOf("db");
            assert.deepEqual([engine, engineVersion], ["postgres", stack.setting("dbEngineVersion")]);
            assert.match(String(inputsOf("db-parameters").family), /^postgres\d\d$/);
        });

        it("hands each setting to the resources that it is for", () => {
            const integer = (key: string) => Number(stack.setting(key));
            const db = inputsOf("db");
            assert.equal(db.instanceClass, stack.setting("dbInstanceClass"));
            assert.equal(String(db.multiAz), stack.setting("dbMultiAz"));
            assert.deepEqual(
                [db.allocatedStorage, db.maxAllocatedStorage, db.backupRetentionPeriod],
                ["dbStorageGib", "dbMaxStorageGib", "dbBackupDays"].map(integer));
            assert.equal(inputsOf("cache").nodeType, stack.setting("cacheNodeType"));
            assert.equal(inputsOf("function").runtime, stack.setting("runtime"));
            assert.equal(inputsOf("function").reservedConcurrentExecutions, integer("reservedConcurrency") || -1);
        });

        it("C9 puts the function into the private subnets, after their way out", () => {
            const { subnetIds } = inputsOf("function").vpcConfig as { subnetIds: string[] };
            assert.deepEqual(subnetIds, stack.run.outputs.privateSubnetIds);
            const [zone = ""] = zonesOf(stack);
            assert(waitsFor("function").has(name(`private-default-route-${zone}`)));
        });

        it("lets the function connect to its own database and cache, and read their secrets", () => {
            const group = `${name("function-security-group")}-id`;
            for (const rule of ["db-ingress", "cache-ingress"]) {
                assert.equal(inputsOf(rule).referencedSecurityGroupId, group, rule);
            }
            assert.equal(inputsOf("db-client-policy").role, `${name("function-role")}-name`);
            const { Statement } = JSON.parse(String(inputsOf("function-policy").policy)) as {
                Statement: { Action: string; Resource: string | string[] }[]; };
            const granted = Object.fromEntries(Statement.map(({ Action, Resource }) => [Action, Resource]));
            assert.deepEqual(granted["elasticache:Connect"], [`${name("cache")}-arn`, `${name("cache-user")}-arn`]);
            assert.equal(granted["secretsmanager:GetSecretValue"], stack.run.outputs.appSecretArn);
            assert.equal(granted["kms:Decrypt"], keyArn());
        });

        it("tells the function where all is that it uses", () => {
            const { variables } = inputsOf("function").environment as { variables: Record<string, string> };
            assert.deepEqual(variables, {
                APP_SECRET_ARN: stack.run.outputs.appSecretArn,
                CACHE_HOST: stack.run.outputs.redisEndpoint,
                CACHE_NAME: `${name("cache")}-id`,
                CACHE_PORT: "6379",
                CACHE_USER: `app-${name("cache-security-group")}-id`,
                DATABASE_PARAMETER: inputsOf("db-parameter").name,
                NODE_EXTRA_CA_CERTS: "/var/runtime/ca-cert.pem",
            });
        });

        it("runs the handler's bundle, which Lambda allows less time than API Gateway allows Lambda", async () => {
            const { code, timeout } = inputsOf("function");
            const { assets } = code as { assets: Record<string, { text: string }> };
            const expected = await bundle(resolve(projectDir, "lambda/index.ts")).assets;
            const { text } = expected["index.js"] as unknown as { text: Promise<string> };
            assert.equal(assets["index.js"]?.text, await text);
            assert(Number(timeout) < 29);
        });

        it("H6 makes each part of the API come after what it names", () => {
            const order = [
                ["health-method", "health-path"],
                ["health-response", "health-method"],
                ["health-integration", "health-method"],
                ["health-integration-response", "health-integration"],
                ["health-integration-response", "health-response"],
                ["status-integration", "status-method"],
                ["patients-integration", "patients-method"],
            ] as const;
            for (const [later, earlier] of order) {
                assert(waitsFor(later).has(name(earlier)), `${later} must come after ${earlier}`);
            }
        });

        it("H6 deploys the API after all of its parts, and serves it after that", () => {
            const parts = stack.graph.resources.filter(({ type }) => type.startsWith("aws:apigateway/"))
                .map(part => part.name)
                .filter(part => !/^(api-(account|deployment|settings|stage)|status-settings)-/.test(part));
            assert(parts.length >= 14);
            for (const part of parts) {
                assert(waitsFor("api-deployment").has(part), part);
            }
            assert(waitsFor("api-stage").has(name("api-deployment")));
        });

        it("serves the API after it can log, and only where it may", () => {
            const earlier = waitsFor("api-stage");
            assert(earlier.has(name("api-execution-log-group")));
            const creates = stack.setting("apiLogRole") === "create";
            assert.equal(earlier.has(name("api-account")), creates);
            if (creates) {
                assert(waitsFor("api-account").has(name("api-log-policy")));
            }
        });

        it("changes the stage's settings one after the other", () => {
            assert(waitsFor("status-settings").has(name("api-settings")));
        });

        it("lets database and cache wait for neither each other nor a way out", () => {
            for (const [resource, other] of [["db", "cache"], ["cache", "db"]] as const) {
                const earlier = [...waitsFor(resource)];
                assert(!earlier.includes(name(other)));
                assert.deepEqual(earlier.filter(found => /^(nat-|function-\w+-\w+-\w+$|api-)/.test(found)), []);
            }
        });
    });
});
