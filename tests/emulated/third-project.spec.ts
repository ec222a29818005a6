import assert from "node:assert/strict";
import { temporaryProject } from "../../tools/host/temporary-project";
import { type Emulation, emulate } from "./emulator";

/** What somebody adds who has one bucket and one queue: a project, and nothing to the tools. */
const project = {
    "Pulumi.yaml": "{ name: third, runtime: nodejs }",
    "Pulumi.dev.yaml": "config: { aws:region: us-east-1 }",
    "index.js": `
        const aws = require("@pulumi/aws");
        const bucket = new aws.s3.Bucket("uploads");
        const queue = new aws.sqs.Queue("jobs", { visibilityTimeoutSeconds: 60 });
        module.exports = { bucketName: bucket.bucket, queueUrl: queue.url };
    `,
};

describe("project with one bucket and one queue", function () {
    this.timeout(180_000);
    const projectDir = temporaryProject(project);
    let emulation: Emulation;

    before(async () => {
        emulation = await emulate({ projectDir, stack: "dev" });
    });
    after(() => emulation.stop());

    it("deploys, and AWS has both", async () => {
        const { clients, outputs } = emulation;
        assert.deepEqual((await clients.s3.listBuckets({})).Buckets?.map(({ Name }) => Name), [outputs.bucketName]);
        const { Attributes } = await clients.sqs.getQueueAttributes({
            QueueUrl: outputs.queueUrl, AttributeNames: ["VisibilityTimeout"] });
        assert.deepEqual(Attributes, { VisibilityTimeout: "60" });
    });
});
