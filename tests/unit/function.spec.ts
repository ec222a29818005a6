import * as pulumi from "@pulumi/pulumi";
import assert from "node:assert/strict";
import { record, valueOf } from "../support/record";
import { FunctionComponent, type FunctionComponentArgs } from "../../components/function";

const args: FunctionComponentArgs = {
    code: new pulumi.asset.AssetArchive({ "index.js": new pulumi.asset.StringAsset("exports.handler = 1") }),
    runtime: "nodejs24.x",
    memoryMib: 256,
    timeoutSeconds: 20,
    reservedConcurrency: 0,
    variables: { TABLE_NAME: "table" },
    permissions: [{ Effect: "Allow", Action: "sns:Publish", Resource: "topic-arn" }],
    logRetentionDays: 7,
    tags: { Project: "project" },
};

const build = (changes: Partial<FunctionComponentArgs> = {}) =>
    record(() => new FunctionComponent("dev-01", { ...args, ...changes }));

function statements(resources: Awaited<ReturnType<typeof build>>["resources"]): unknown[] {
    const { policy } = resources["function-policy-dev-01"]?.inputs ?? {};
    return (JSON.parse(policy as string) as { Statement: unknown[] }).Statement;
}

describe("FunctionComponent", () => {
    it("makes a function with role and log group", async () => {
        const { resources } = await build();
        assert.deepEqual(Object.values(resources).map(({ type, name }) => `${name} ${type}`).sort(), [
            "function-dev-01 aws:lambda/function:Function",
            "function-log-group-dev-01 aws:cloudwatch/logGroup:LogGroup",
            "function-policy-dev-01 aws:iam/rolePolicy:RolePolicy",
            "function-role-dev-01 aws:iam/role:Role",
        ]);
    });

    it("D6 runs the code under the given runtime, with the given memory and time", async () => {
        const { resources } = await build({ runtime: "nodejs22.x" });
        const { code, ...inputs } = resources["function-dev-01"]?.inputs ?? {};
        const { "index.js": file } = await (code as pulumi.asset.AssetArchive).assets;
        assert.equal(await (file as pulumi.asset.StringAsset).text, "exports.handler = 1");
        assert.deepEqual(inputs, {
            role: "function-role-dev-01-arn",
            runtime: "nodejs22.x",
            architectures: ["arm64"],
            handler: "index.handler",
            memorySize: 256,
            timeout: 20,
            reservedConcurrentExecutions: -1,
            environment: { variables: { TABLE_NAME: "table" } },
            loggingConfig: {
                logGroup: "function-log-group-dev-01-name",
                logFormat: "JSON",
                applicationLogLevel: "INFO",
                systemLogLevel: "WARN",
            },
            tags: { Project: "project", Name: "function-dev-01" },
        });
    });

    it("reserves concurrency where that is wanted", async () => {
        const { resources } = await build({ reservedConcurrency: 2 });
        assert.equal(resources["function-dev-01"]?.inputs.reservedConcurrentExecutions, 2);
    });

    it("encrypts its log and variables with a key where one is given", async () => {
        const { resources } = await build({ kmsKeyArn: "key-arn" });
        assert.equal(resources["function-dev-01"]?.inputs.kmsKeyArn, "key-arn");
        assert.equal(resources["function-log-group-dev-01"]?.inputs.kmsKeyId, "key-arn");
    });

    it("reaches into a network where one is given, and may make its interfaces there", async () => {
        const network = { subnetIds: ["subnet-a", "subnet-b"], securityGroupId: "group" };
        const { resources } = await build({ network });
        assert.deepEqual(resources["function-dev-01"]?.inputs.vpcConfig, {
            subnetIds: ["subnet-a", "subnet-b"], securityGroupIds: ["group"],
        });
        assert.deepEqual(statements(resources)[1], {
            Effect: "Allow",
            Action: [
                "ec2:AssignPrivateIpAddresses", "ec2:CreateNetworkInterface", "ec2:DeleteNetworkInterface",
                "ec2:DescribeNetworkInterfaces", "ec2:DescribeSubnets", "ec2:UnassignPrivateIpAddresses",
            ],
            Resource: "*",
        });
    });

    it("C11 keeps logs for the given days, in a group of the stack's own", async () => {
        const { resources } = await build();
        assert.deepEqual(resources["function-log-group-dev-01"]?.inputs, {
            retentionInDays: 7,
            tags: { Project: "project", Name: "function-log-group-dev-01" },
        });
    });

    it("has a role for Lambda alone", async () => {
        const { resources } = await build();
        const { assumeRolePolicy, ...inputs } = resources["function-role-dev-01"]?.inputs ?? {};
        assert.deepEqual(inputs, { tags: { Project: "project", Name: "function-role-dev-01" } });
        assert.deepEqual(JSON.parse(assumeRolePolicy as string), {
            Version: "2012-10-17",
            Statement: [{
                Effect: "Allow", Principal: { Service: "lambda.amazonaws.com" }, Action: "sts:AssumeRole",
            }],
        });
    });

    it("M1 may write its own log, and what else it is given", async () => {
        const { resources } = await build();
        assert.equal(resources["function-policy-dev-01"]?.inputs.role, "function-role-dev-01-name");
        assert.deepEqual(statements(resources), [
            {
                Effect: "Allow",
                Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
                Resource: "function-log-group-dev-01-arn:*",
            },
            { Effect: "Allow", Action: "sns:Publish", Resource: "topic-arn" },
        ]);
    });

    it("D4 exposes function, log group and role", async () => {
        const { result } = await build();
        const { functionName, functionArn, logGroupName, logGroupArn, roleName, roleArn } = result;
        const exposed = [functionName, functionArn, logGroupName, logGroupArn, roleName, roleArn];
        assert.deepEqual(await Promise.all(exposed.map(valueOf)), [
            "function-dev-01-name", "function-dev-01-arn",
            "function-log-group-dev-01-name", "function-log-group-dev-01-arn",
            "function-role-dev-01-name", "function-role-dev-01-arn",
        ]);
    });

    it("refuses to reserve less than nothing", async () => {
        await assert.rejects(build({ reservedConcurrency: -1 }), {
            message: "dev-01: reservedConcurrency must be a whole number of at least 0, got -1",
        });
    });
});
