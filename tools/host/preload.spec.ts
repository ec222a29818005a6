import "@pulumi/pulumi";
import * as debuggable from "@pulumi/pulumi/runtime/debuggable";
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { temporaryProject } from "./temporary-project";
import { runSource } from "./small-program";

describe("preload", () => {
    it("keeps the SDK from taking a trace for every promise", async () => {
        const { debuggablePromise } = debuggable as unknown as {
            debuggablePromise: (promise: Promise<unknown>, context: string) => Promise<unknown>;
        };
        // The SDK hangs the promise, with its trace, on the error.
        const error = await debuggablePromise(Promise.reject(new Error("x")), "y").catch((reason: unknown) => reason);
        const { promise, stack } = error as { promise: { _debugStackTrace: string }; stack: string };
        assert.equal(promise._debugStackTrace, "Error");
        assert.match(stack, /preload\.spec\.ts:/);
    });

    it("loads npm's resolver of dependencies only where a program needs it", async () => {
        const { outputs } = await runSource(`
            const loaded = () => Object.keys(require.cache).some(file => /@npmcli.arborist/.test(file));
            const before = loaded();
            exports.paths = pulumi.runtime.computeCodePaths().then(() => [before, loaded()]);
        `);
        assert.deepEqual(outputs.paths, [false, true]);
    });

    it("keeps the SDK from sending messages for debugging, and leaves modules of the program as they are", async () => {
        const { outputs } = await runSource(`
            const { EngineClient } = require("@pulumi/pulumi/proto/engine_grpc_pb");
            const { log } = EngineClient.prototype;
            let sent = 0;
            EngineClient.prototype.log = function (...args) {
                sent++;
                return log.apply(this, args);
            };
            require("fs").mkdirSync("lib");
            require("fs").writeFileSync("lib/log.js", "exports.debug = () => 'of the program';");
            const { urn } = resource("a", {});
            exports.own = require("./lib/log").debug();
            exports.sent = urn.apply(() => pulumi.log.info("seen")).apply(() => sent);
        `);
        assert.deepEqual(outputs, { own: "of the program", sent: 1 });
    });

    it("turns on the debugger only where a program needs it, and knows all scripts then", async () => {
        const { outputs } = await runSource(`
            const inspector = require("inspector");
            const { connect } = inspector.Session.prototype;
            let sessions = 0;
            inspector.Session.prototype.connect = function () {
                sessions++;
                return connect.call(this);
            };
            const answer = 42;
            const native = new Intl.NumberFormat().format;
            const text = f => pulumi.runtime.serializeFunction(f).then(({ text }) => text, error => error.message);
            module.exports = new Promise(resolve => setTimeout(resolve, 100)).then(async () => ({
                before: sessions, text: await text(() => answer), refused: await text(() => native()),
                after: sessions,
            }));
        `);
        assert.equal(outputs.before, 0);
        assert.equal(outputs.after, 1);
        assert.match(String(outputs.text), /answer: 42/);
        assert.match(String(outputs.refused), /^Error serializing '\(\) => native\(\)': index\.js\(\d+,\d+\)/);
    });

    it("transpiles a changed file anew, and a trace has path and line of the source either way, also of a copy", () => {
        const compilerOptions = { target: "es2022", module: "nodenext", rootDir: "." };
        const files = { "tsconfig.json": JSON.stringify({ compilerOptions }) };
        const directories = [temporaryProject(files), temporaryProject(files)];
        const run = (directory: string, source: string) => {
            writeFileSync(join(directory, "program.ts"), source);
            const { stderr } = spawnSync(process.execPath, [
                `--require=${join(__dirname, "typescript.cjs")}`,
                join(directory, "program.ts"),
            ], { cwd: directory, encoding: "utf8" });
            return stderr;
        };
        const fail = (message: string) => `interface A {\n    a: 1;\n}\nthrow new Error("${message}");\n`;
        for (const message of ["first", "second", "second"]) {
            for (const directory of directories) {
                const trace = run(directory, fail(message));
                assert(trace.includes(`Error: ${message}`), trace);
                assert(trace.includes(join(directory, "program.ts:4:7")), trace);
            }
        }
    });
});
