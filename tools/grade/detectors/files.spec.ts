import assert from "node:assert/strict";
import { findIn } from "../sketch";

const stack = { "Pulumi.dev.yaml": "config: { aws:region: us-east-1 }\n" };
const find = (item: string, files: Record<string, string>) => findIn(item, { files: { ...stack, ...files } });
const project = (more: string) => `name: shop\nruntime: nodejs\n${more}`;

describe("project files", () => {
    it("C5 are as the CLI accepts them", async () => {
        assert.deepEqual(await find("project-files", {}), []);
        const foreign = "config:\n  aws:region:\n    default: us-east-1\n";
        assert.match(
            String(await find("project-files", { "Pulumi.yaml": project(foreign) })), /aws:region has a default/);
        const value = "config:\n  aws:region:\n    value: us-east-1\n";
        assert.deepEqual(await find("project-files", { "Pulumi.yaml": project(value) }), []);
        const required = "config:\n  size:\n    type: integer\n";
        assert.match(
            String(await find("project-files", { "Pulumi.yaml": project(required) })), /shop:size is required/);
        assert.match(String(await find("project-files", { "Pulumi.yaml": "name: shop\n" })), /runtime is missing/);
    });

    it("are there for each stack, under names that the CLI takes", async () => {
        assert.match(String(await findIn("project-files", {})), /there is no stack file/);
        assert.match(String(await find("project-files", { "Pulumi.a b.yaml": "" })), /^Pulumi.a b.yaml: .* no stack/);
    });

    it("C1 have the entry point that they name", async () => {
        assert.deepEqual(await find("entry-point", { "index.ts": "" }), []);
        assert.deepEqual(await find("entry-point", { "Pulumi.yaml": project("main: src\n"), "src/index.js": "" }), []);
        assert.deepEqual(await find("entry-point", { "package.json": '{"main": "app.js"}', "app.js": "" }), []);
        const inside = { "Pulumi.yaml": project("main: src\n"), "src/package.json": '{"main": "lib/app"}' };
        assert.deepEqual(await find("entry-point", { ...inside, "src/lib/app.js": "" }), []);
        assert.match(String(await find("entry-point", { ...inside, "app.js": "" })), /"src", doesn't exist/);
        assert.match(String(await find("entry-point", {})), /main, "index.ts", doesn't exist/);
        assert.match(
            String(await find("entry-point", { "Pulumi.yaml": project("main: src\n"), "index.ts": "" })), /"src"/);
        assert.match(String(await find("entry-point", { "index.ts": "", "README.md": "See `src/index.ts`.\n" })),
            /README.md: src\/index.ts is named/);
    });
});

describe("texts", () => {
    it("M8 have no CR", async () => {
        assert.deepEqual(await find("line-ends", { "a.ts": "1;\n" }), []);
        assert.deepEqual(await find("line-ends", { "a.ts": "1;\r\n" }), ["a.ts: lines end with CR and LF"]);
    });

    it("M7 have no long lines of code", async () => {
        assert.deepEqual(await find("long-lines", { "a.ts": `${"x".repeat(120)}\n`, "a.json": "x".repeat(500) }), []);
        assert.deepEqual(await find("long-lines", { "a.ts": `\n${"x".repeat(121)}\n` }),
            ["a.ts:2: the line has 121 characters"]);
    });

    it("D3 end with a newline", async () => {
        assert.deepEqual(await find("final-newlines", { "package.json": "{}\n", "a.ts": "" }), []);
        assert.deepEqual(await find("final-newlines", { "package.json": "{}\n", "a.ts": "1;" }),
            ["a.ts: the last line has no end"]);
    });

    it("D10 name scripts that are there", async () => {
        const files = { "package.json": '{"scripts": {"test": "mocha"}}', "README.md": "npm run test\n" };
        assert.deepEqual(await find("documented-commands", files), []);
        assert.deepEqual(await find("documented-commands", { ...files, "README.md": "Run\n`npm run lint:all`.\n" }),
            ["README.md:2: npm run lint:all is no script of package.json"]);
    });

    it("H5 show the way from nothing", async () => {
        const steps = ["pulumi login --local", "export PULUMI_CONFIG_PASSPHRASE=",
            "pulumi stack init dev", "pulumi up"];
        assert.deepEqual(await find("quick-start", { "README.md": steps.join("\n") }), []);
        for (const step of steps) {
            const found = await find("quick-start", { "README.md": steps.filter(other => other !== step).join("\n") });
            assert.equal(found.length, 1, step);
        }
    });

    it("D9 don't say in comments what documents say", async () => {
        const sentence = "The queue keeps each message for four days, so that nobody has to hurry on a Monday.";
        const files = { "README.md": `${sentence}\n`, "index.ts": `// ${sentence}\nexport const days = 4;\n` };
        assert.match(String(await find("repeated-comments", files)), /index.ts:1: the comment stands in README.md/);
        assert.deepEqual(await find("repeated-comments", { ...files, "index.ts": "// Four days.\n" }), []);
    });

    it("F6 import a module in one way", async () => {
        const both = (one: string, other: string) => find("imports", { "a.ts": `${one}\n`, "b.ts": `${other}\n` });
        const star = 'import * as aws from "@pulumi/aws";';
        assert.deepEqual(await both(star, star), []);
        assert.deepEqual(await both(star, 'import { s3 } from "@pulumi/aws";'), []);
        assert.match(
            String(await both(star, 'import aws from "@pulumi/aws";')), /b.ts:1: @pulumi\/aws comes by default/);
        assert.match(String(await both(star, "import * as aws from '@pulumi/aws';")), /other quotes/);
        assert.match(String(await both("", `${star}\nconst fs = require("fs");`)), /b.ts:2: fs comes by require/);
    });

    it("D7 hold no comparison that returns constants", async () => {
        const compare = (body: string) => find("comparison", {
            "a.ts": `export function validateConfiguration(one: object, other: object) {\n    ${body}\n}\n` });
        assert.deepEqual(await compare("return Object.keys(one).filter(key => !(key in other));"), []);
        assert.deepEqual(await compare("return { valid: true, problems: [] };"),
            ["a.ts:1: validateConfiguration returns the same, whatever it gets"]);
        assert.equal(await find("comparison", { "a.ts": "" }), "nothing to judge: nothing compares environments");
    });
});
