import assert from "node:assert/strict";
import { clients, commonTags, named, outputs, setting } from "./deployment";

describe("lambda", () => {
    const getFunction = () => clients.lambda.getFunction({ FunctionName: outputs.functionName });
    const getConfiguration = async () => {
        const { Configuration } = await getFunction();
        assert(Configuration);
        return Configuration;
    };
    const getMapping = async () => {
        const { EventSourceMappings = [] } = await clients.lambda.listEventSourceMappings({
            EventSourceArn: outputs.queueArn });
        const [mapping, ...others] = EventSourceMappings;
        assert(mapping);
        assert.deepEqual(others, []);
        return mapping;
    };

    it("C10 function is named and tagged as this environment's", async () => {
        assert.match(outputs.functionName, new RegExp(`^${named("function")}-`));
        assert.deepEqual((await getFunction()).Tags, { ...commonTags(), Name: named("function") });
    });

    it("D6 function has the configured runtime, on Graviton", async () => {
        const { Architectures, Handler, Runtime } = await getConfiguration();
        assert.equal(Runtime, setting("runtime"));
        assert.deepEqual(Architectures, ["arm64"]);
        assert.equal(Handler, "index.handler");
    });

    it("C13 function has the configured memory and time", async () => {
        const { MemorySize, Timeout } = await getConfiguration();
        assert.equal(MemorySize, Number(setting("memoryMib")));
        assert.equal(Timeout, Number(setting("timeoutSeconds")));
    });

    it("function knows its table, topic and queues, and runs under its role", async () => {
        const { Environment, Role } = await getConfiguration();
        assert.equal(Role, outputs.lambdaRoleArn);
        assert.deepEqual(Environment?.Variables, {
            TABLE_NAME: outputs.tableName,
            TOPIC_ARN: outputs.topicArn,
            QUEUE_URL: outputs.queueUrl,
            DEAD_LETTER_QUEUE_URL: outputs.dlqUrl,
            RECORD_DAYS: setting("recordDays"),
        });
    });

    it("function has concurrency reserved as configured", async () => {
        const { ReservedConcurrentExecutions } = await clients.lambda.getFunctionConcurrency({
            FunctionName: outputs.functionName });
        assert.equal(ReservedConcurrentExecutions ?? 0, Number(setting("reservedConcurrency")));
    });

    it("D8 function gets batches of the queue, of which single messages can fail", async () => {
        const mapping = await getMapping();
        assert.equal(mapping.FunctionArn, outputs.functionArn);
        assert.equal(mapping.State, "Enabled");
        assert.equal(mapping.BatchSize, Number(setting("batchSize")));
        assert.deepEqual(mapping.FunctionResponseTypes, ["ReportBatchItemFailures"]);
    });

    it("function gets as many batches at once as configured", async () => {
        const { ScalingConfig } = await getMapping();
        assert.deepEqual(ScalingConfig, { MaximumConcurrency: Number(setting("maxConcurrency")) });
    });
});
