import type { Unwrap } from "@pulumi/pulumi";
import assert from "node:assert/strict";
import { resolve } from "node:path";
import type { DifferingKeys, MissingKeys, NoKeys, SurplusKeys } from "../../../../tests/support/contract";
import { describePromises } from "../../../../tests/support/promises";
import type { StackRun } from "../../../../tests/support/stack-run";
import { bundle } from "../../../../components/bundle";
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
        runtime: ["nodejs24.x", "nodejs22.x"],
        memoryMib: [256, 1024],
        timeoutSeconds: [30, 60],
        batchSize: [10, 1],
        maxConcurrency: [2, 3],
        reservedConcurrency: [0, 4],
        maxReceiveCount: [5, 3],
        recordDays: [365, 30],
        logRetentionDays: [7, 90],
        alarmActions: [false, true],
        deletionProtection: [false, true],
        tags: [{}, { CostCenter: "1234" }],
    },
} as const;

/** What a stack exports when each resource answers with the attributes of its type's mock. */
function expectedOutputs(stack: StackRun): StackOutputs {
    const name = (resource: string) => stack.name(resource);
    return {
        stack: stack.settings.stack,
        environment: stack.setting("environment") ?? "",
        environmentSuffix: stack.setting("environmentSuffix") ?? "",
        region: stack.setting("aws:region") ?? "",
        bucketName: `${name("bucket-data")}-name`,
        bucketArn: `${name("bucket-data")}-arn`,
        tableName: `${name("table")}-name`,
        tableArn: `${name("table")}-arn`,
        topicArn: `${name("topic-objects")}-arn`,
        queueUrl: `${name("queue")}-url`,
        queueArn: `${name("queue")}-arn`,
        dlqUrl: `${name("dlq")}-url`,
        dlqArn: `${name("dlq")}-arn`,
        functionArn: `${name("function")}-arn`,
        functionName: `${name("function")}-name`,
        functionLogGroupName: `${name("function-log-group")}-name`,
        lambdaRoleArn: `${name("function-role")}-arn`,
        alarmTopicArn: `${name("topic-alarms")}-arn`,
    };
}

describe("stack", () => {
    describePromises(system, stack => {
        const name = (resource: string) => stack.name(resource);
        const outputs = () => stack.run.outputs;

        it("D4 exports each thing under its own name", () => {
            assert.deepEqual(outputs(), expectedOutputs(stack));
        });

        it("lets the function use its own bucket, queues, table and topic", () => {
            const { variables } = stack.graph.get(name("function")).inputs.environment as {
                variables: Record<string, string>; };
            assert.deepEqual(variables, {
                TABLE_NAME: outputs().tableName,
                TOPIC_ARN: outputs().topicArn,
                QUEUE_URL: outputs().queueUrl,
                DEAD_LETTER_QUEUE_URL: outputs().dlqUrl,
                RECORD_DAYS: stack.setting("recordDays"),
            });
            const { Statement } = JSON.parse(String(stack.graph.get(name("function-policy")).inputs.policy)) as {
                Statement: { Resource: string }[]; };
            const { bucketArn, dlqArn, functionLogGroupName, queueArn, tableArn, topicArn } = outputs();
            assert.deepEqual(Statement.map(({ Resource }) => Resource), [
                String(functionLogGroupName).replace(/-name$/, "-arn:*"), queueArn, dlqArn,
                `${String(bucketArn)}/incoming/*`, bucketArn, tableArn, topicArn,
            ]);
            assert.equal(stack.graph.get(name("event-source-mapping")).inputs.eventSourceArn, queueArn);
        });

        it("announces to the function what the function may read", () => {
            const { bucket, queues } = stack.graph.get(name("bucket-notification")).inputs as {
                bucket: string; queues: [{ filterPrefix: string; queueArn: string }]; };
            assert.equal(bucket, outputs().bucketName);
            assert.deepEqual([queues[0].filterPrefix, queues[0].queueArn], ["incoming/", outputs().queueArn]);
        });

        it("D8 leaves a message to the function for six times as long as it may run", () => {
            const { visibilityTimeoutSeconds } = stack.graph.get(name("queue")).inputs;
            assert.equal(visibilityTimeoutSeconds, 6 * Number(stack.graph.get(name("function")).inputs.timeout));
        });

        it("D6 runs the handler's bundle under the configured runtime", async () => {
            const { code, runtime } = stack.graph.get(name("function")).inputs;
            assert.equal(runtime, stack.setting("runtime"));
            const { assets } = code as { assets: Record<string, { text: string }> };
            const expected = await bundle(resolve(projectDir, "lambda/index.ts")).assets;
            const { text } = expected["index.js"] as unknown as { text: Promise<string> };
            assert.deepEqual(Object.keys(assets), ["index.js"]);
            assert.equal(assets["index.js"]?.text, await text);
        });

        it("watches its own queues and function, and notifies operators where configured", () => {
            const alarms = stack.graph.ofType("aws:cloudwatch/metricAlarm:MetricAlarm");
            assert.deepEqual(alarms.map(({ inputs }) => inputs.dimensions), [
                { QueueName: `${name("dlq")}-name` },
                { QueueName: `${name("queue")}-name` },
                { FunctionName: outputs().functionName },
                { FunctionName: outputs().functionName },
            ]);
            for (const { inputs } of alarms) {
                assert.deepEqual(inputs.alarmActions, [outputs().alarmTopicArn]);
                assert.equal(String(inputs.actionsEnabled), stack.setting("alarmActions"));
            }
        });

        it("makes the function come after its log group and what its role may do", () => {
            const earlier = stack.graph.waitsFor(name("function"));
            assert(earlier.has(name("function-log-group")));
            assert(earlier.has(name("function-policy")));
        });

        it("makes the bucket announce objects after the queue admits it", () => {
            assert(stack.graph.waitsFor(name("bucket-notification")).has(name("queue-policy")));
        });

        it("makes alarms and function publish after the topics have their policies", () => {
            assert(stack.graph.waitsFor(name("dead-letters-alarm")).has(name("topic-policy-alarms")));
            assert(stack.graph.waitsFor(name("function")).has(name("topic-policy-objects")));
        });
    });
});
