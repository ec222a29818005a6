import assert from "node:assert/strict";
import { findIn } from "../sketch";

const region = "config: { aws:region: us-east-1";
const base = (program: string, config = "") => ({ files: {
    "Pulumi.dev.yaml": `${region}${config} }\n`,
    "index.js": `const pulumi = require("@pulumi/pulumi");
        const resource = (name, inputs) => new pulumi.CustomResource("aws:sns/topic:Topic", name, inputs);
        const config = new pulumi.Config();
        ${program}`,
} });

describe("program", function () {
    this.timeout(120_000);

    it("C2 runs", async () => {
        assert.deepEqual(await findIn("runs", base('exports.id = resource("a", {}).id;')), []);
    });

    for (const [what, program, says] of [
        ["an import that isn't there", 'require("components");', /Cannot find module 'components'/],
        ["an error", 'throw new Error("no luck");', /no luck/],
        ["an exit in the middle", "process.exit(0);", /without outputs/],
        ["a resource twice", 'resource("a", {}); resource("a", {});', /another resource has the same URN/],
    ] as const) {
        it(`C2 fails with ${what}`, async () => {
            const [evidence] = await findIn("runs", base(program));
            assert.match(String(evidence), says);
        });
    }

    it("is run with a made-up stack where there are no stack files", async () => {
        const program = { "index.js": "exports.region = require('@pulumi/aws').config.region;\n" };
        assert.deepEqual(await findIn("runs", { files: program }), []);
        assert.match(String(await findIn("region", { files: program })), /^not decidable: there is no stack file/);
    });

    it("needs the packages that it declares, and no others", async () => {
        const files = {
            "Pulumi.dev.yaml": "", "index.js": "require('@pulumi/nowhere');\n",
            "package.json": '{"dependencies": {"@pulumi/nowhere": "^1.0.0"}}\n',
        };
        for (const item of ["runs", "names"]) {
            assert.equal(await findIn(item, { files }),
                "not decidable: @pulumi/nowhere is not installed: run npm install in the folder");
        }
        assert.match(String(await findIn("runs", { files: { ...files, "package.json": "{}\n" } })), /Cannot find module/);
    });

    it("D5 asks for the keys of its stack files", async () => {
        assert.deepEqual(
            await findIn("unread-keys", base('resource("a", { name: config.get("size") });', ", size: 1")), []);
        assert.deepEqual(await findIn("unread-keys", base('resource("a", {});', ", size: 1")),
            ["Pulumi.dev.yaml: the program never reads shop:size"]);
        assert.deepEqual(await findIn("unread-keys",
            base('new pulumi.Config("other").get("size"); config.getNumber("count");', ", size: 1, count: 1")),
        ["Pulumi.dev.yaml: the program never reads shop:size"]);
    });

    it("H3 refuses to run without an environment, or takes the stack's name", async () => {
        const key = ", environment: dev";
        const uses = (environment: string) => base(`resource(\`topic-\${${environment}}\`, {});`, key);
        assert.deepEqual(await findIn("environment", uses('config.require("environment")')), []);
        assert.deepEqual(await findIn("environment", uses('config.get("environment") || pulumi.getStack()')), []);
        assert.deepEqual(await findIn("environment", uses('config.get("environment") || "prod"')),
            ["program: without an environment the program runs all the same, and makes topic-prod"]);
        assert.deepEqual(await findIn("environment", base('resource(process.env.ENVIRONMENT || "dev", {});')),
            ["program: without an environment the program runs all the same, and makes dev"]);
        assert.equal(await findIn("environment", base('resource("a", {});')),
            "nothing to judge: the program knows no environment but the stack");
    });

    it("C13 reads no switch as text", async () => {
        const [evidence] = await findIn("typed-values",
            base('resource("a", { fifoTopic: config.get("fifo") ? true : false });', ", fifo: false"));
        assert.match(String(evidence), /index.js:4: config.get\("fifo"\) reads a switch as text/);
    });

    it("C10 has other names with another suffix", async () => {
        const named = (name: string) => base(`resource("a", { name: ${name} });`, ", suffix: one");
        assert.deepEqual(await findIn("names", named('"topic-" + config.require("suffix")')), []);
        assert.match(String(await findIn("names", named('"topic"'))),
            /copies of the stack with other suffixes have the name topic/);
    });

    it("M1 holds no Output in JSON", async () => {
        const [evidence] = await findIn("outputs-in-texts",
            base('const a = resource("a", {}); resource("b", { policy: JSON.stringify({ arn: a.urn }) });'));
        assert.match(String(evidence), /^b .*policy holds an Output instead of its value/);
    });

    it("C7 has no password in its code and its stack files", async () => {
        const code = base('const settings = { password: "hunter2hunter2" }; resource("a", {});');
        assert.match(String(await findIn("secrets", code)), /index.js:4: password is a text in the code/);
        assert.match(String(await findIn("secrets", base('resource("a", {});', ", dbPassword: hunter2"))),
            /Pulumi.dev.yaml: shop:dbPassword stands there in plain text/);
    });
});

describe("components", function () {
    this.timeout(120_000);
    const component = (options: string) => base(`
        const aws = require("@pulumi/aws");
        class Storage extends pulumi.ComponentResource {
            constructor(name) {
                super("shop:index:Storage", name);
                new aws.sns.Topic("inner", {}, ${options});
            }
        }
        new Storage("storage");
    `);

    it("C6 are the parents of what they create", async () => {
        assert.deepEqual(await findIn("parents", component("{ parent: this }")), []);
        assert.deepEqual(await findIn("parents", component("{}")),
            ["inner (dev, index.js:9): it hangs below the stack instead of a component"]);
    });
});

describe("recorders of AWS Config", function () {
    this.timeout(120_000);
    const create = 'new aws.cfg.Recorder("recorder", { roleArn: "arn" });';
    const find = (program: string) => findIn("recorder", base(
        `const aws = require("@pulumi/aws");\n${program}`, ", create: true"));

    it("M6 are created under a condition", async () => {
        assert.deepEqual(await find(`if (config.requireBoolean("create")) { ${create} }`), []);
        assert.deepEqual(
            await find(`function make() { ${create} }\nif (config.requireBoolean("create")) { make(); }`), []);
        assert.match(String(await find(create)), /index.js:5: every stack creates a recorder/);
        assert.match(String(await find(`function make() { ${create} }\nmake();`)), /every stack creates a recorder/);
    });
});

describe("code of functions", function () {
    this.timeout(120_000);
    const find = (body: string) => findIn("function-errors", { ...base('resource("a", {});'), files: {
        ...base('resource("a", {});').files,
        "lambda/index.js": `exports.handler = async () => { try { work(); } catch (error) { ${body} } };\n`,
    } });

    it("D8 tells errors apart", async () => {
        assert.deepEqual(await find('if (error.name === "Throttling") throw error;'), []);
        assert.deepEqual(await find("console.error(error);"), ["lambda/index.js:1: all errors are treated alike"]);
    });
});
