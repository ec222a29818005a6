import type { Unwrap } from "@pulumi/pulumi";
import assert from "node:assert/strict";
import { resolve } from "node:path";
import { mockProvider } from "../../../../tests/support/mock-provider";
import { Graph } from "../../../../tools/host/graph";
import { type ProgramRun, runProgram } from "../../../../tools/host/program";
import { allStacks, readSettings } from "../../../../tools/host/settings";
import { bundle } from "../../components";
import type * as program from "../../index";
import { outputTypes, type StackOutputs } from "../../outputs";

// index.ts exports the contract, no more and no less: this compiles only then.
type Difference = Exclude<keyof typeof program, keyof StackOutputs>;
const differences: Difference extends never ? [] : Difference[] = [];
const outputsOfProgram = (outputs: Unwrap<typeof program>): StackOutputs => outputs;

const projectDir = resolve(__dirname, "../..");
const { project } = readSettings(projectDir, "dev");

function run(stack: string, config: Record<string, string> = {}): Promise<ProgramRun> {
    const settings = readSettings(projectDir, stack);
    const changed = Object.fromEntries(Object.entries(config).map(([key, value]) => [`${project}:${key}`, value]));
    const merged = { ...settings, config: { ...settings.config, ...changed } };
    return runProgram({ settings: merged, provider: mockProvider });
}

describe("stack", () => {
    const stacks = allStacks(projectDir);
    const runs: Record<string, ProgramRun> = {};
    before(async function () {
        // A loaded machine takes its time.
        this.timeout(300_000);
        await Promise.all(stacks.map(async stack => {
            runs[stack] = await run(stack);
        }));
    });

    const runOf = (stack: string) => {
        const found = runs[stack];
        assert(found);
        return found;
    };

    for (const stack of stacks) {
        describe(stack, () => {
            const { config } = readSettings(projectDir, stack);
            const setting = (key: string) => config[`${project}:${key}`] ?? "";
            const name = (resource: string) => `${resource}-${setting("environment")}-${setting("environmentSuffix")}`;
            let result: ProgramRun;
            let graph: Graph;
            before(() => {
                result = runOf(stack);
                graph = new Graph(result.resources);
            });

            it("D4 exports the contract, each thing under its own name", () => {
                assert.deepEqual([result.diagnostics, result.exitCode], [[], 0]);
                assert.deepEqual(differences, []);
                const expected = outputsOfProgram({
                    stack,
                    environment: setting("environment"),
                    environmentSuffix: setting("environmentSuffix"),
                    region: config["aws:region"] ?? "",
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
                });
                assert.deepEqual(result.outputs, expected);
                assert.deepEqual(Object.keys(result.outputs).sort(), Object.keys(outputTypes).sort());
            });

            it("lets the function use its own bucket, queues, table and topic", () => {
                const { variables } = graph.get(name("function")).inputs.environment as {
                    variables: Record<string, string>; };
                assert.deepEqual(variables, {
                    TABLE_NAME: result.outputs.tableName,
                    TOPIC_ARN: result.outputs.topicArn,
                    QUEUE_URL: result.outputs.queueUrl,
                    DEAD_LETTER_QUEUE_URL: result.outputs.dlqUrl,
                    RECORD_DAYS: setting("recordDays"),
                });
                const { Statement } = JSON.parse(String(graph.get(name("function-policy")).inputs.policy)) as {
                    Statement: { Resource: string }[]; };
                const { bucketArn, dlqArn, functionLogGroupName, queueArn, tableArn, topicArn } = result.outputs;
                assert.deepEqual(Statement.map(({ Resource }) => Resource), [
                    String(functionLogGroupName).replace(/-name$/, "-arn:*"), queueArn, dlqArn,
                    `${String(bucketArn)}/incoming/*`, bucketArn, tableArn, topicArn,
                ]);
                assert.equal(graph.get(name("event-source-mapping")).inputs.eventSourceArn, queueArn);
            });

            it("announces to the function what the function may read", () => {
                const { bucket, queues } = graph.get(name("bucket-notification")).inputs as {
                    bucket: string; queues: [{ filterPrefix: string; queueArn: string }]; };
                assert.equal(bucket, result.outputs.bucketName);
                assert.deepEqual([queues[0].filterPrefix, queues[0].queueArn], ["incoming/", result.outputs.queueArn]);
            });

            it("D8 leaves a message to the function for six times as long as it may run", () => {
                const { visibilityTimeoutSeconds } = graph.get(name("queue")).inputs;
                assert.equal(visibilityTimeoutSeconds, 6 * Number(graph.get(name("function")).inputs.timeout));
            });

            it("D6 runs the handler's bundle under the configured runtime", async () => {
                const { code, runtime } = graph.get(name("function")).inputs;
                assert.equal(runtime, setting("runtime"));
                const { assets } = code as { assets: Record<string, { text: string }> };
                const expected = await bundle(resolve(projectDir, "lambda/index.ts")).assets;
                const { text } = expected["index.js"] as unknown as { text: Promise<string> };
                assert.deepEqual(Object.keys(assets), ["index.js"]);
                assert.equal(assets["index.js"]?.text, await text);
            });

            it("watches its own queues and function, and notifies operators where configured", () => {
                const alarms = graph.ofType("aws:cloudwatch/metricAlarm:MetricAlarm");
                assert.deepEqual(alarms.map(({ inputs }) => inputs.dimensions), [
                    { QueueName: `${name("dlq")}-name` },
                    { QueueName: `${name("queue")}-name` },
                    { FunctionName: result.outputs.functionName },
                    { FunctionName: result.outputs.functionName },
                ]);
                for (const { inputs } of alarms) {
                    assert.deepEqual(inputs.alarmActions, [result.outputs.alarmTopicArn]);
                    assert.equal(String(inputs.actionsEnabled), setting("alarmActions"));
                }
            });

            it("makes the function come after its log group and what its role may do", () => {
                const earlier = graph.waitsFor(name("function"));
                assert(earlier.has(name("function-log-group")));
                assert(earlier.has(name("function-policy")));
            });

            it("makes the bucket announce objects after the queue admits it", () => {
                assert(graph.waitsFor(name("bucket-notification")).has(name("queue-policy")));
            });

            it("makes alarms and function publish after the topics have their policies", () => {
                assert(graph.waitsFor(name("dead-letters-alarm")).has(name("topic-policy-alarms")));
                assert(graph.waitsFor(name("function")).has(name("topic-policy-objects")));
            });
        });
    }

    it("gives more memory, concurrency and retention from dev to prod, and alarms from staging on", () => {
        const settings = ["dev", "staging", "prod"].map(stack => {
            const graph = new Graph(runOf(stack).resources);
            const inputsOf = (resource: string) => graph.get(`${resource}-${stack}-01`).inputs;
            const { scalingConfig } = inputsOf("event-source-mapping") as {
                scalingConfig: { maximumConcurrency: number }; };
            return [
                inputsOf("function").memorySize, scalingConfig.maximumConcurrency,
                inputsOf("function").reservedConcurrentExecutions, inputsOf("function-log-group").retentionInDays,
                inputsOf("errors-alarm").actionsEnabled,
            ];
        });
        assert.deepEqual(settings, [
            [256, 2, -1, 7, false],
            [512, 5, -1, 30, true],
            [1024, 20, 20, 90, true],
        ]);
    });

    it("D7 differs between environments in what is configured, and in nothing else", () => {
        const [dev, prod] = ["dev", "prod"].map(stack => {
            const leaves = runOf(stack).resources.flatMap(({ name, inputs }) => flatten(inputs, name));
            return new Map(leaves.map(([path, value]) =>
                [path.replace(`-${stack}-01`, ""), String(value).replaceAll(`-${stack}-01`, "")] as const));
        });
        assert.deepEqual([...dev?.keys() ?? []], [...prod?.keys() ?? []]);
        const different = [...dev ?? []].filter(([path, value]) => prod?.get(path) !== value);
        const paths = different.map(([path]) => path).filter(path => !path.endsWith(".tags.Environment"));
        assert.deepEqual(paths.sort(), [
            "dead-letters-alarm.actionsEnabled",
            "errors-alarm.actionsEnabled",
            "event-source-mapping.scalingConfig.maximumConcurrency",
            "function-log-group.retentionInDays",
            "function.environment.variables.RECORD_DAYS",
            "function.memorySize",
            "function.reservedConcurrentExecutions",
            "message-age-alarm.actionsEnabled",
            "throttles-alarm.actionsEnabled",
        ]);
    });

    it("registers the same inputs at a second run, code included", async () => {
        const inputsOf = ({ resources }: ProgramRun) =>
            Object.fromEntries(resources.map(({ urn, inputs }) => [urn, inputs]));
        const [stack = ""] = stacks;
        assert.deepEqual(inputsOf(await run(stack)), inputsOf(runOf(stack)));
    }).timeout(300_000);

    it("D5 refuses a wrong configuration with all its problems, without stack trace", async () => {
        const { exitCode, diagnostics, resources } = await run("dev", { runtime: "nodejs18.x", memorySize: "1" });
        assert.notEqual(exitCode, 0);
        assert.equal(resources.length, 1);
        assert.deepEqual(diagnostics.map(({ message }) => message), [[
            "stack dev is not configured right:",
            "  runtime must be one of nodejs22.x, nodejs24.x, got nodejs18.x",
            "  memorySize is not a key of this project",
        ].join("\n")]);
    }).timeout(300_000);
});

/** All texts, numbers and switches in a value, each with its path. */
function flatten(value: unknown, path: string): [path: string, value: unknown][] {
    return typeof value === "object" && value !== null
        ? Object.entries(value).flatMap(([key, item]) => flatten(item, `${path}.${key}`))
        : [[path, value]];
}
