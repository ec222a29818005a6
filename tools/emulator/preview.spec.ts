import assert from "node:assert/strict";
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
            message: /^dev: the program has not ended within 3000 ms/ });
    });
});
