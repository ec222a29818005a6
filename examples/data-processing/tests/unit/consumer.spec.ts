import assert from "node:assert/strict";
import { record } from "../../../../tests/support/record";
import { ConsumerComponent } from "../../components";

describe("ConsumerComponent", () => {
    it("D8 hands over batches of the queue, of which single messages can fail", async () => {
        const { resources } = await record(() => new ConsumerComponent("dev-01", {
            functionArn: "function-arn",
            queueArn: "queue-arn",
            batchSize: 10,
            maxConcurrency: 2,
            tags: { Project: "project" },
        }));
        assert.deepEqual(Object.values(resources), [{
            type: "aws:lambda/eventSourceMapping:EventSourceMapping",
            name: "event-source-mapping-dev-01",
            inputs: {
                eventSourceArn: "queue-arn",
                functionName: "function-arn",
                batchSize: 10,
                functionResponseTypes: ["ReportBatchItemFailures"],
                scalingConfig: { maximumConcurrency: 2 },
                tags: { Project: "project", Name: "event-source-mapping-dev-01" },
            },
        }]);
    });
});
