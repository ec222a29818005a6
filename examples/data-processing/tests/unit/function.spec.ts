import * as pulumi from "@pulumi/pulumi";
import assert from "node:assert/strict";
import { record, valueOf } from "../../../../tests/support/record";
import { FunctionComponent, type FunctionComponentArgs } from "../../components";

const args: FunctionComponentArgs = {
    code: new pulumi.asset.AssetArchive({ "index.js": new pulumi.asset.StringAsset("exports.handler = 1") }),
    runtime: "nodejs24.x",
    memoryMib: 256,
    timeoutSeconds: 20,
    batchSize: 10,
    maxConcurrency: 2,
    reservedConcurrency: 0,
    logRetentionDays: 7,
    recordDays: 30,
    bucketArn: "bucket-arn",
    prefix: "incoming/",
    tableName: "table",
    tableArn: "table-arn",
    topicArn: "topic-arn",
    queueUrl: "queue-url",
    queueArn: "queue-arn",
    dlqUrl: "dlq-url",
    dlqArn: "dlq-arn",
    tags: { Project: "project" },
};

const build = (changes: Partial<FunctionComponentArgs> = {}) =>
    record(() => new FunctionComponent("dev-01", { ...args, ...changes }));

describe("FunctionComponent", () => {
    it("makes a function with role, log group and event source mapping", async () => {
        const { resources } = await build();
        assert.deepEqual(Object.values(resources).map(({ type, name }) => `${name} ${type}`).sort(), [
            "event-source-mapping-dev-01 aws:lambda/eventSourceMapping:EventSourceMapping",
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
            environment: {
                variables: {
                    TABLE_NAME: "table",
                    TOPIC_ARN: "topic-arn",
                    QUEUE_URL: "queue-url",
                    DEAD_LETTER_QUEUE_URL: "dlq-url",
                    RECORD_DAYS: "30",
                },
            },
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

    it("D8 gets batches of the queue, of which single messages can fail", async () => {
        const { resources } = await build();
        assert.deepEqual(resources["event-source-mapping-dev-01"]?.inputs, {
            eventSourceArn: "queue-arn",
            functionName: "function-dev-01-arn",
            batchSize: 10,
            functionResponseTypes: ["ReportBatchItemFailures"],
            scalingConfig: { maximumConcurrency: 2 },
            tags: { Project: "project", Name: "event-source-mapping-dev-01" },
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

    it("M1 may do what it does and nothing else, to the resources of the stack alone", async () => {
        const { resources } = await build();
        const { role, policy } = resources["function-policy-dev-01"]?.inputs ?? {};
        assert.equal(role, "function-role-dev-01-name");
        assert.deepEqual(JSON.parse(policy as string), {
            Version: "2012-10-17",
            Statement: [
                {
                    Effect: "Allow",
                    Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
                    Resource: "function-log-group-dev-01-arn:*",
                },
                {
                    Effect: "Allow",
                    Action: [
                        "sqs:ChangeMessageVisibility", "sqs:DeleteMessage", "sqs:GetQueueAttributes",
                        "sqs:ReceiveMessage",
                    ],
                    Resource: "queue-arn",
                },
                { Effect: "Allow", Action: ["sqs:SendMessage"], Resource: "dlq-arn" },
                {
                    Effect: "Allow",
                    Action: ["s3:GetObject", "s3:GetObjectVersion"],
                    Resource: "bucket-arn/incoming/*",
                },
                { Effect: "Allow", Action: ["s3:ListBucket"], Resource: "bucket-arn" },
                {
                    Effect: "Allow",
                    Action: ["dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:UpdateItem"],
                    Resource: "table-arn",
                },
                { Effect: "Allow", Action: ["sns:Publish"], Resource: "topic-arn" },
            ],
        });
    });

    it("D4 exposes function, log group and role", async () => {
        const { result } = await build();
        const { functionName, functionArn, logGroupName, roleArn } = result;
        assert.deepEqual(await Promise.all([functionName, functionArn, logGroupName, roleArn].map(valueOf)), [
            "function-dev-01-name", "function-dev-01-arn", "function-log-group-dev-01-name",
            "function-role-dev-01-arn",
        ]);
    });

    it("refuses to reserve less than may run", async () => {
        await assert.rejects(build({ reservedConcurrency: 1 }), {
            message: "dev-01: reservedConcurrency must be 0 or at least maxConcurrency, got 1 and 2",
        });
    });
});
