import assert from "node:assert/strict";
import { unknownValue } from "../host/monitor";
import { readSettings } from "../host/settings";
import { temporaryProject } from "../host/temporary-project";
import { previewProgram } from "./preview";

function settingsOf(source: string) {
    const projectDir = temporaryProject({
        "Pulumi.yaml": "{ name: shop, runtime: { name: nodejs, options: { typescript: false } } }",
        "Pulumi.dev.yaml": "",
        "index.js": `const pulumi = require("@pulumi/pulumi"); const aws = require("@pulumi/aws");\n${source}`,
    });
    return readSettings(projectDir, "dev");
}

describe("preview of a program", () => {
    it("leaves open what exists outside the stack", async () => {
        const { resources, existing } = await previewProgram(settingsOf(`
            const topic = aws.sns.Topic.get("alarms", "arn:aws:sns:us-east-1:123456789012:alarms");
            new aws.sns.TopicPolicy("policy", { arn: topic.arn, policy: "{}" });`));
        assert.deepEqual(existing.map(({ name }) => name), ["alarms"]);
        assert.deepEqual(resources.map(({ name }) => name), ["shop-dev", "policy"]);
    });

    describe("of a function that nobody knows here", () => {
        const declare = `
            const ask = (...args) => pulumi.runtime.invoke("other:index/getThing:getThing", ...args);
            const askForOutput = args => pulumi.runtime.invokeOutput("other:index/getThing:getThing", args);
            const create = (name, inputs, options) => new pulumi.CustomResource("a:b:C", name, inputs, options);
        `;
        const inputsOf = async (source: string) => {
            const { resources, unknownFunctions } = await previewProgram(settingsOf(declare + source));
            assert.deepEqual(unknownFunctions, ["other:index/getThing:getThing"]);
            return resources.find(({ name }) => name === "a")?.inputs;
        };

        it("leaves unknown what comes from its promise, at any depth", async () => {
            assert.deepEqual(await inputsOf(`
                module.exports = async () => {
                    const thing = await ask({ name: "x" });
                    create("a", { whole: thing, part: thing.id, deep: thing.list[0].name,
                        text: "arn:" + thing.id, json: JSON.stringify({ id: thing.id }),
                        own: pulumi.output(thing).id, then: ask({}).then(t => t.id) });
                };
            `), {
                whole: unknownValue, part: unknownValue, deep: unknownValue, text: `arn:${unknownValue}`,
                json: `{"id":"${unknownValue}"}`, own: unknownValue, then: unknownValue,
            });
        });

        it("leaves unknown what comes from its output, and does not apply functions to it", async () => {
            assert.deepEqual(await inputsOf(`
                const thing = askForOutput({ name: "x" });
                create("a", { whole: thing, part: thing.id, deep: thing.list[0].name,
                    text: pulumi.interpolate\`arn:\${thing.id}\`, applied: thing.apply(() => { throw new Error("x"); }),
                    single: pulumi.runtime.invokeSingleOutput("other:index/getThing:getThing", {}) });
            `), {
                whole: unknownValue, part: unknownValue, deep: unknownValue, text: unknownValue, applied: unknownValue,
                single: unknownValue,
            });
        });

        for (const [use, source] of Object.entries({
            "goes through its results": "for (const name of thing.names) { create(name); }",
            "counts with its results": "for (let i = 0; i < thing.count; i++) { create(`${i}`); }",
        })) {
            it(`says so where the program ${use}`, async () => {
                const program = `${declare} module.exports = async () => { const thing = await ask({}); ${source} };`;
                await assert.rejects(previewProgram(settingsOf(program)), {
                    message: /the results of other:index\/getThing:getThing aren't known here, and the program can't /,
                });
            });
        }

        it("leaves unknown what methods answer", async () => {
            const { outputs, unknownFunctions } = await previewProgram(settingsOf(`${declare}
                exports.answer = pulumi.runtime.call("a:b:C/ask", {}, create("a")).answer;`));
            assert.deepEqual(outputs, { answer: unknownValue });
            assert.deepEqual(unknownFunctions, ["a:b:C/ask"]);
        });
    });

    it("leaves open what other stacks put out", async () => {
        const { outputs, existing } = await previewProgram(settingsOf(`
            const network = new pulumi.StackReference("organization/network/dev");
            exports.required = network.requireOutput("vpcId");
            exports.optional = network.getOutput("vpcId");
            exports.details = network.getOutputDetails("vpcId");`));
        assert.deepEqual(outputs, { required: unknownValue, optional: unknownValue, details: {} });
        assert.deepEqual(existing.map(({ type, id }) => [type, id]), [
            ["pulumi:pulumi:StackReference", "organization/network/dev"]]);
    });

    it("says that components of a provider's plugin can't be created", async () => {
        await assert.rejects(previewProgram(settingsOf(`
            new pulumi.ComponentResource("awsx:ec2:Vpc", "vpc", {}, {}, true);`)), {
            message: /^dev: awsx:ec2:Vpc vpc: a component of a provider's plugin can be created by the Pulumi CLI/,
        });
    });

    it("hands ENVIRONMENT_SUFFIX to the program", async () => {
        const before = process.env.ENVIRONMENT_SUFFIX;
        process.env.ENVIRONMENT_SUFFIX = "pr7";
        try {
            const { outputs } = await previewProgram(settingsOf("exports.suffix = process.env.ENVIRONMENT_SUFFIX;"));
            assert.deepEqual(outputs, { suffix: "pr7" });
        } finally {
            Object.assign(process.env, { ENVIRONMENT_SUFFIX: before ?? "" });
        }
    });

    it("knows which outputs come from secret attributes, given or not", async () => {
        const { outputs, resources } = await previewProgram(settingsOf(`
            const key = new aws.iam.AccessKey("key", { user: "somebody" });
            const db = new aws.rds.Instance("db", { instanceClass: "db.t4g.micro", password: "swordfish" });
            module.exports = { secret: key.secret, list: [key.secret], password: db.password, user: key.user };`));
        assert.deepEqual(outputs, {
            secret: "[secret]", list: "[secret]", password: "[secret]", user: "somebody",
        });
        assert.equal(resources.find(({ name }) => name === "db")?.inputs.password, "swordfish");
    });

    it("ends a program at the time limit", async () => {
        await assert.rejects(previewProgram(settingsOf("setInterval(() => undefined, 1000);"), { timeLimit: 3000 }), {
            message: /^dev: the program has not ended within 3 s/ });
    });
});
