import assert from "node:assert/strict";
import { setTimeout } from "node:timers/promises";
import { provider, runSource as run } from "./small-program";
import { UserError } from "./command";
import { type ProgramRun, runProgram } from "./program";
import { unknownValue } from "./properties";
import { readSettings } from "./settings";
import { temporaryProject } from "./temporary-project";

/** What the host says of the project's encrypted key. */
const encrypted = {
    severity: "warning",
    message: 'shop:hidden is encrypted and can\'t be decrypted here: the program gets "[secret]"',
};

const files = (main: string) => ({
    "Pulumi.yaml": `{ name: shop, main: ${main}, runtime: { name: nodejs, options: { typescript: false } } }`,
    "Pulumi.dev.yaml": "",
});

describe("program", () => {
    describe("of all kinds of things", () => {
        let result: ProgramRun;
        before(async () => {
            process.env.AWS_ENDPOINT_URL_S3 = "http://elsewhere";
            after(() => delete process.env.AWS_ENDPOINT_URL_S3);
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
            `, { env: { GIVEN: "1" } }, 'config: { key: "7", hidden: { secure: x } }');
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
                replaceOnChanges: [],
                hideDiffs: [],
                additionalSecretOutputs: [],
                aliases: [],
                customTimeouts: {},
                import: "",
                deletedWith: inner?.urn,
            });
            assert.match(leaf.source?.file ?? "", /index\.js$/);
            assert.equal(leaf.source?.line, 15);
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
        assert.deepEqual(diagnostics, [{ severity: "error", message: "no such luck" }]);
    });

    it("H10 reports a failure that nothing awaits, with file and line, without delay", async () => {
        const started = performance.now();
        await run("");
        const usual = performance.now() - started;
        const { exitCode, diagnostics } = await run('pulumi.output(1).apply(() => { throw new Error("late"); });');
        assert.equal(exitCode, 32);
        assert.match(diagnostics.map(({ message }) => message).join(), /Error: late\n +at .*index\.js:\d+/);
        // Half a minute, if colours were on, of a program that takes a second or two.
        assert(performance.now() - started < 5 * usual, `${performance.now() - started} ms, usual are ${usual} ms`);
    });

    it("C14 says which exports never resolved", async () => {
        const { exitCode, diagnostics, outputs } = await run(`
            exports.known = pulumi.output(1);
            exports.endless = pulumi.output(new Promise(() => undefined));
            exports.other = new Promise(() => undefined);
        `);
        assert.equal(exitCode, 1);
        assert.deepEqual(diagnostics, [{ severity: "error", message: "exports that never resolve: endless, other" }]);
        assert.deepEqual(outputs, {});
    });

    it("C14 fails a program that ends before its outputs are registered", async () => {
        const { exitCode, diagnostics } = await run("process.reallyExit(0);");
        assert.equal(exitCode, 1);
        assert.deepEqual(diagnostics, [
            { severity: "error", message: "the program ended with exit code 0 and without outputs" }]);
    });

    it("says by which signal a program was ended", async () => {
        const { exitCode, diagnostics } = await run('process.kill(process.pid, "SIGKILL"); setInterval(() => {}, 10);');
        assert.equal(exitCode, 1);
        assert.deepEqual(diagnostics, [{ severity: "error", message: "the program was ended by SIGKILL" }]);
    });

    it("ends a program at its time limit, and says what it waits for", async () => {
        const started = performance.now();
        await run('resource("a", {});');
        const timeLimit = Math.ceil(3 * (performance.now() - started));
        const create = () => new Promise<never>(() => undefined);
        await assert.rejects(run('resource("a", {});', { provider: { ...provider, create }, timeLimit }), {
            message: `the program has not ended within ${timeLimit / 1000} s: it waits for test:index:Thing a`,
            exitCode: 1,
        });
    });

    it("reports whole lines, however the program writes them", async () => {
        const { diagnostics } = await run(`
            process.stdout.write("one ");
            setTimeout(() => process.stdout.write("line\\nand another"), 200);
        `);
        assert.deepEqual(diagnostics.map(({ message }) => message), ["one line", "and another"]);
    });

    for (const [main, said] of [["src", "src/index.js"], ["src/other.js", "src/other.js"]] as const) {
        it(`runs a program in the folder of its main, ${main}`, async () => {
            const source = "exports.file = require('path').relative(process.cwd() + '/..', __filename);\n";
            const projectDir = temporaryProject({
                ...files(main), "index.js": "", "src/index.js": source, "src/other.js": source });
            const { outputs } = await runProgram({ settings: readSettings(projectDir, "dev"), provider });
            assert.deepEqual(outputs, { file: said });
        });
    }

    for (const [main, says] of [
        ["none", /Pulumi.yaml: main doesn't exist, got none/],
        ["../elsewhere", /Pulumi.yaml: main must lie below the project's folder, got ..\/elsewhere/],
    ] as const) {
        it(`refuses the main ${main}`, async () => {
            const settings = readSettings(temporaryProject(files(main)), "dev");
            await assert.rejects(runProgram({ settings, provider }), says);
        });
    }

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

    it("ends the program when it is told to", async () => {
        const stop = new AbortController();
        const running = run("setInterval(() => {}, 1000);", { signal: stop.signal });
        await setTimeout(100);
        stop.abort(new Error("enough"));
        await assert.rejects(running, { message: "enough" });
    });
});
