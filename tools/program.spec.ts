import assert from "node:assert/strict";
import { setTimeout } from "node:timers/promises";
import { temporaryProject } from "../tests/support/project";
import { UserError } from "./errors";
import { type Provider, unknownValue } from "./monitor";
import { type ProgramOptions, runProgram } from "./program";
import { readSettings } from "./settings";

const preamble = `
const pulumi = require("@pulumi/pulumi");
const resource = (name, inputs, opts) =>
    new pulumi.CustomResource("test:index:Thing", name, { computed: undefined, ...inputs }, opts);
class Component extends pulumi.ComponentResource {
    constructor(name, opts) {
        super("test:index:Component", name, {}, opts);
        this.thing = resource("inner", { text: "a" }, { parent: this });
    }
}
`;

/** Answers with an id and one computed attribute. */
const provider: Provider = {
    create: ({ name }) => Promise.resolve({ id: `${name}-id`, state: { computed: `${name}-computed` } }),
    invoke: (token, args) => Promise.resolve({ token, ...args }),
};

describe("program", () => {
    const run = (source: string, options: Partial<ProgramOptions> = {}) => {
        const projectDir = temporaryProject({
            "Pulumi.yaml": "{ name: shop, runtime: nodejs }",
            "Pulumi.dev.yaml": 'config: { key: "7", hidden: { secure: x } }',
            "index.js": preamble + source,
        });
        return runProgram({ settings: readSettings(projectDir, "dev"), provider, ...options });
    };

    it("sees parents, dependencies, inputs, options and source of what is registered", async () => {
        const { resources, exitCode, diagnostics } = await run(`
            const component = new Component("outer");
            resource("leaf", { of: component.thing.computed, text: "b" }, {
                protect: true, retainOnDelete: true, deleteBeforeReplace: true, ignoreChanges: ["text"],
                dependsOn: component.thing,
            });
        `);
        assert.deepEqual(diagnostics, []);
        assert.equal(exitCode, 0);
        const [stack, component, inner, leaf] = resources;
        assert.equal(stack?.urn, "urn:pulumi:dev::shop::pulumi:pulumi:Stack::shop-dev");
        assert.equal(component?.urn, "urn:pulumi:dev::shop::test:index:Component::outer");
        assert.equal(component.parent, stack.urn);
        assert.equal(component.custom, false);
        assert.equal(inner?.urn, "urn:pulumi:dev::shop::test:index:Component$test:index:Thing::inner");
        assert.equal(inner.parent, component.urn);
        assert.equal(leaf?.type, "test:index:Thing");
        assert.equal(leaf.custom, true);
        assert.deepEqual(leaf.dependencies, [inner.urn]);
        assert.deepEqual(leaf.propertyDependencies, { of: [inner.urn], text: [] });
        assert.deepEqual(leaf.inputs, { of: "inner-computed", text: "b" });
        assert.deepEqual(leaf.options, {
            protect: true, retainOnDelete: true, deleteBeforeReplace: true, ignoreChanges: ["text"] });
        assert.match(leaf.source?.file ?? "", /index\.js$/);
        assert.equal(leaf.id, "leaf-id");
        assert.deepEqual(leaf.state, { of: "inner-computed", text: "b", computed: "leaf-computed" });
    });

    it("returns outputs as the CLI prints them", async () => {
        const { outputs } = await run(`
            const thing = resource("a", {});
            exports.id = thing.id;
            exports.list = [thing.computed, 1, { deep: true }];
            exports.hidden = pulumi.secret(thing.computed);
            exports.key = new pulumi.Config().require("key");
            exports.encrypted = new pulumi.Config().requireSecret("hidden");
        `);
        assert.deepEqual(outputs, {
            id: "a-id",
            list: ["a-computed", 1, { deep: true }],
            hidden: "[secret]",
            key: "7",
            encrypted: "[secret]",
        });
    });

    it("shows the provider what is inside a secret input, and keeps it secret for the program", async () => {
        const { resources, outputs } = await run(`
            const thing = resource("a", { text: pulumi.secret("s3cret") });
            exports.text = resource("b", { text: thing.text }).text;
            exports.copy = thing.text;
        `);
        assert.equal(resources.at(1)?.inputs.text, "s3cret");
        assert.equal(JSON.stringify(outputs).includes("s3cret"), false);
    });

    it("answers functions", async () => {
        const { outputs } = await run('exports.answer = pulumi.runtime.invoke("test:index:ask", { a: 1 });');
        assert.deepEqual(outputs.answer, { token: "test:index:ask", a: 1 });
    });

    it("leaves unknown in a preview what the provider leaves open, and keeps dependencies", async () => {
        const { resources, outputs } = await run(`
            const thing = resource("a", { text: "t" });
            resource("b", { text: pulumi.interpolate\`\${thing.computed}!\` });
            exports.known = thing.text;
            exports.unknown = thing.computed;
        `, { dryRun: true, provider: { ...provider, create: () => Promise.resolve({ id: "", state: {} }) } });
        assert.deepEqual(outputs, { known: "t", unknown: unknownValue });
        assert.deepEqual(resources[2]?.inputs, { text: unknownValue });
        assert.deepEqual(resources[2].dependencies, [resources[1]?.urn]);
    });

    it("reports a program that throws, by message and exit code", async () => {
        const { exitCode, diagnostics } = await run('throw new pulumi.RunError("no such luck");');
        assert.equal(exitCode, 32);
        assert.deepEqual(diagnostics, [{ severity: "error", message: "no such luck" }]);
    });

    it("H10 reports a failure that nothing awaits, without delay", async function () {
        this.timeout(10_000);
        const { exitCode, diagnostics } = await run('pulumi.output(1).apply(() => { throw new Error("late"); });');
        assert.equal(exitCode, 32);
        assert.match(diagnostics.map(({ message }) => message).join(), /Error: late\n +at .*index\.js/);
    });

    it("reports what a program prints or logs", async () => {
        const { diagnostics } = await run('console.log("printed"); pulumi.log.warn("logged");');
        assert.deepEqual(diagnostics.sort((a, b) => a.message < b.message ? -1 : 1), [
            { severity: "warning", message: "logged" }, { severity: "info", message: "printed" }]);
    });

    it("ends the program when the provider fails, and names the resource", async () => {
        const refuse = () => Promise.reject(new UserError("refused", 1));
        await assert.rejects(run('resource("a", {}); setInterval(() => {}, 1000);', {
            provider: { ...provider, create: refuse },
        }), { name: "Error", message: "test:index:Thing a: refused", exitCode: 1 });
    });

    it("ends the program when a function fails, and keeps the cause of what is no user's mistake", async () => {
        const cause = new TypeError("bug");
        await assert.rejects(run('pulumi.runtime.invoke("test:index:ask", {}); setInterval(() => {}, 1000);', {
            provider: { ...provider, invoke: () => Promise.reject(cause) },
        }), { message: "test:index:ask: bug", cause });
    });

    it("refuses two resources with one URN", async () => {
        await assert.rejects(
            run('resource("a", {}); resource("a", {});'), /Thing a: another resource has the same URN/);
    });

    it("ends the program when it is told to", async () => {
        const stop = new AbortController();
        const running = run("setInterval(() => {}, 1000);", { signal: stop.signal });
        await setTimeout(100);
        stop.abort(new Error("enough"));
        await assert.rejects(running, { message: "enough" });
    });

    it("hands the program no variable but the few it needs and those it is given", async () => {
        process.env.AWS_ENDPOINT_URL_S3 = "http://elsewhere";
        try {
            const { outputs } = await run(
                "exports.names = Object.keys(process.env).filter(name => !/^(PULUMI|NODE_V8)_/.test(name)).sort();",
                { env: { GIVEN: "1" } });
            const expected = ["GIVEN", ...["PATH", "HOME", "TMPDIR"].filter(name => name in process.env)].sort();
            assert.deepEqual(outputs.names, expected);
        } finally {
            delete process.env.AWS_ENDPOINT_URL_S3;
        }
    });
});
