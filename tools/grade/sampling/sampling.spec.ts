import assert from "node:assert/strict";
import { temporaryProject } from "../../host/temporary-project";
import { Candidate } from "../candidate";
import { copyCandidate } from "../copy";
import { generic } from "../profile";
import { findUnnoticedChanges } from ".";

const program = {
    "Pulumi.yaml": "{ name: shop, runtime: { name: nodejs, options: { typescript: false } } }\n",
    "Pulumi.dev.yaml": "config: { aws:region: us-east-1 }\n",
    "package.json": JSON.stringify({ main: "index.js", scripts: { test: "mocha" } }),
    "queue.js": `const aws = require("@pulumi/aws");
exports.createQueue = () => new aws.sqs.Queue("jobs", { delaySeconds: 5, fifoQueue: true });
`,
    "index.js": `const { createQueue } = require("./queue");
exports.url = createQueue().url;
`,
};

const beginning = `const assert = require("node:assert/strict");
const pulumi = require("@pulumi/pulumi");
const { createQueue } = require("../queue");
pulumi.runtime.setMocks({ newResource: ({ inputs }) => ({ id: "id", state: inputs }), call: () => ({}) });
const valueOf = output => new Promise(resolve => output.apply(resolve));
`;

/** What is found with tests, as "where: what", and the part that they notice. */
async function sample(tests: string, changes: Record<string, string> = {}) {
    const copy = copyCandidate(temporaryProject({ ...program, "test/queue.spec.js": tests, ...changes }));
    try {
        const candidate = new Candidate(copy, { stack: undefined, profile: generic, timeLimit: 60, sample: 2,
            without: ["policy", "deployment"] });
        const { evidence, earned } = await findUnnoticedChanges(candidate);
        return { found: evidence.map(({ what, where }) => `${where}: ${what}`), earned };
    } finally {
        copy.remove();
    }
}

const both = [
    "queue.js:2: no test notices: delaySeconds: 5 became 6",
    "queue.js:2: no test notices: fifoQueue: true became false",
];

describe("sample of changes", function () {
    this.timeout(240_000);

    it("is noticed by tests that assert values", async () => {
        assert.deepEqual(await sample(`${beginning}
            it("delays", async () => assert.equal(await valueOf(createQueue().delaySeconds), 5));
            it("keeps the order", async () => assert.equal(await valueOf(createQueue().fifoQueue), true));
        `), { found: [], earned: 1 });
    });

    it("is partly noticed by tests that assert some values", async () => {
        assert.deepEqual(await sample(`${beginning}
            it("delays", async () => assert.equal(await valueOf(createQueue().delaySeconds), 5));
        `), { found: both.slice(1), earned: 0.5 });
    });

    for (const [kind, tests] of [
        ["placeholders", 'it("works", () => require("node:assert/strict")(true));'],
        ["tests of existence", `${beginning} it("is there", () => assert.equal(typeof createQueue, "function"));`],
        ["assertions that nobody waits for", `${beginning}
            process.on("unhandledRejection", () => undefined);
            it("delays", () => { createQueue().delaySeconds.apply(value => assert.equal(value, 5)); });
            it("keeps the order", () => { createQueue().fifoQueue.apply(value => assert.equal(value, true)); });
        `],
    ] as const) {
        it(`is not noticed by ${kind}`, async () => {
            const { found, earned } = await sample(tests);
            assert.deepEqual({ found: found.sort(), earned }, { found: both, earned: 0 });
        });
    }

    it("holds nothing that the program doesn't register", async () => {
        const { found, earned } = await sample(`${beginning}
            it("delays", async () => assert.equal(await valueOf(createQueue().delaySeconds), 5));
            it("keeps the order", async () => assert.equal(await valueOf(createQueue().fifoQueue), true));
        `, {
            "index.js": `require("./other");\n${program["index.js"]}`,
            "other.js": `const aws = require("@pulumi/aws");
exports.createOther = () => new aws.sqs.Queue("other", { delaySeconds: 1, fifoQueue: true });
` });
        assert.deepEqual({ found, earned }, { found: [], earned: 1 });
    });

    it("needs tests that pass alone", async () => {
        const tests = `${beginning}if (process.argv.includes("--bail")) { throw new Error(); }
            it("works", async () => assert.equal(await valueOf(createQueue().delaySeconds), 5));
        `;
        await assert.rejects(sample(tests), /test files fail when they are run alone/);
    });
});
