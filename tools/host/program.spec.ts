import assert from "node:assert/strict";
import { setTimeout } from "node:timers/promises";
import { temporaryProject } from "./temporary-project";
import { UserError } from "./command";
import { type Provider, unknownValue } from "./monitor";
import { type ProgramOptions, type ProgramRun, runProgram } from "./program";
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

/** What the host says of the project's encrypted key. */
const encrypted = {
    severity: "warning",
    message: 'shop:hidden is encrypted and can\'t be decrypted here: the program gets "[secret]"',
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

    describe("of all kinds of things", () => {
        let result: ProgramRun;
        before(async () => {
            process.env.AWS_ENDPOINT_URL_S3 = "http://elsewhere";
            result = await run(`
                console.log("printed");
                pulumi.log.warn("logged");
                const component = new Component("outer");
                const leaf = resource("leaf", { of: component.thing.computed, text: pulumi.secret("s3cret") }, {
                    protect: true, retainOnDelete: true, deleteBeforeReplace: true, ignoreChanges: ["text"],
                    dependsOn: component.thing, deletedWith: component.thing,
                });
                exports.id = leaf.id;
                exports.list = [leaf.computed, 1, { deep: true }];
                exports.text = resource("copy", { text: leaf.text }).text;
                exports.key = new pulumi.Config().require("key");
                exports.encrypted = new pulumi.Config().requireSecret("hidden");
                exports.answer = pulumi.runtime.invoke("test:index:ask", { a: 1 });
                exports.names = Object.keys(process.env).filter(name => !/^(PULUMI|NODE_V8)_/.test(name)).sort();
            `, { env: { GIVEN: "1" } }).finally(() => delete process.env.AWS_ENDPOINT_URL_S3);
        });

        it("names them as the CLI does, below their parents", () => {
            const urns = result.resources.map(({ urn }) => urn);
            assert.deepEqual(urns.slice(0, 3), [
                "urn:pulumi:dev::shop::pulumi:pulumi:Stack::shop-dev",
                "urn:pulumi:dev::shop::test:index:Component::outer",
                "urn:pulumi:dev::shop::test:index:Component$test:index:Thing::inner",
            ]);
            assert.deepEqual(result.resources.map(({ parent }) => urns.indexOf(parent)), [-1, 0, 1, 0, 0]);
            assert.deepEqual(result.resources.map(({ custom }) => custom), [false, false, true, true, true]);
        });

        it("sees dependencies, inputs, options, source and state", () => {
            const [, , inner, leaf] = result.resources;
            assert.deepEqual(leaf?.dependencies, [inner?.urn]);
            assert.deepEqual(leaf.propertyDependencies, { of: [inner?.urn], text: [] });
            assert.deepEqual(leaf.inputs, { of: "inner-computed", text: "s3cret" });
            assert.deepEqual(leaf.options, {
                protect: true,
                retainOnDelete: true,
                deleteBeforeReplace: true,
                ignoreChanges: ["text"],
                deletedWith: inner?.urn,
            });
            assert.match(leaf.source?.file ?? "", /index\.js$/);
            assert.equal(leaf.id, "leaf-id");
            assert.deepEqual(leaf.state, { of: "inner-computed", text: "s3cret", computed: "leaf-computed" });
        });

        it("returns outputs as the CLI prints them, without secrets", () => {
            const { names, answer, ...outputs } = result.outputs;
            assert(names && answer);
            assert.deepEqual(outputs, {
                id: "leaf-id",
                list: ["leaf-computed", 1, { deep: true }],
                text: "[secret]",
                key: "7",
                encrypted: "[secret]",
            });
        });

        it("answers functions", () => {
            assert.deepEqual(result.outputs.answer, { token: "test:index:ask", a: 1 });
        });

        it("reports what the program prints or logs", () => {
            assert.deepEqual(result.diagnostics.sort((a, b) => a.message < b.message ? -1 : 1), [
                { severity: "warning", message: "logged" },
                { severity: "info", message: "printed" },
                encrypted,
            ]);
            assert.equal(result.exitCode, 0);
        });

        it("hands the program no variable but the few it needs and those it is given", () => {
            const expected = ["GIVEN", ...["PATH", "HOME", "TMPDIR"].filter(name => name in process.env)].sort();
            assert.deepEqual(result.outputs.names, expected);
        });
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
        assert.deepEqual(diagnostics, [encrypted, { severity: "error", message: "no such luck" }]);
    });

    it("H10 reports a failure that nothing awaits, without delay", async function () {
        this.timeout(10_000);
        const { exitCode, diagnostics } = await run('pulumi.output(1).apply(() => { throw new Error("late"); });');
        assert.equal(exitCode, 32);
        assert.match(diagnostics.map(({ message }) => message).join(), /Error: late\n +at .*index\.js/);
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
});
