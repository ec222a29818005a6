import assert from "node:assert/strict";
import { runProgram } from "./program";
import { root } from "./project";
import { readSettings } from "./settings";
import { SharedProcess } from "./shared-process";
import { provider, runSource } from "./small-program";

/** Leaves open what only a deployment knows. */
const previewProvider = { ...provider, create: () => Promise.resolve({ id: "", state: {} }) };

/** Runs programs one after the other in one process; each also tells which process that is. */
async function runAll(...sources: string[]) {
    const sharedProcess = new SharedProcess();
    const runs = await Promise.all(sources.map(source =>
        runSource(`exports.pid = process.pid;\n${source}`,
            { sharedProcess, provider: previewProvider, dryRun: true })));
    return runs.map(({ outputs: { pid, ...outputs }, ...run }) => ({ ...run, pid, outputs }));
}

describe("a process for several programs", () => {
    it("runs them as processes of their own do", async () => {
        const sharedProcess = new SharedProcess();
        const run = (stack: string, shared?: SharedProcess) => runProgram({
            settings: readSettings(root, stack), provider: { ...provider, invoke: () => Promise.resolve({}) },
            dryRun: true, sharedProcess: shared,
        });
        for (const stack of ["dev", "staging", "prod"]) {
            const [shared, alone] = await Promise.all([run(stack, sharedProcess), run(stack)]);
            assert.deepEqual(shared, alone);
            assert(shared.resources.length > 50);
        }
    });

    it("takes back what a program leaves behind", async () => {
        const source = `
            process.on("beforeExit", () => console.log("ended"));
            process.env.COUNT = String(Number(process.env.COUNT ?? 0) + 1);
            pulumi.runtime.registerStackTransformation(() => undefined);
            exports.count = process.env.COUNT;
            exports.secret = pulumi.secret(resource("a", {}).computed);
        `;
        const [first, second, third] = await runAll(source, source, "resource('b', {});");
        assert.equal(second?.pid, first?.pid);
        assert.equal(third?.pid, first?.pid);
        assert.deepEqual(second?.outputs, { count: "1", secret: "[secret]" });
        assert.deepEqual(second.outputs, first?.outputs);
        assert.deepEqual(third?.resources.map(({ name }) => name), ["shop-dev", "b"]);
        const printed = [first, second, third].map(run => new Set(run?.diagnostics.map(({ message }) => message)));
        assert.deepEqual(printed, [new Set(["ended"]), new Set(["ended"]), new Set()]);
    });

    for (const [what, source] of Object.entries({
        "makes a global variable": "globalThis.shop = 1;",
        "imports a module later": "exports.later = import('node:fs').then(() => 1);",
        "fails": "throw new Error('no');",
        "ends its process": "process.exit(0);",
        "has exports that never resolve": "exports.never = new Promise(() => undefined);",
    })) {
        it(`is not used again after a program that ${what}`, async () => {
            const [first, second] = await runAll(source, "exports.ok = 1;");
            assert.notEqual(second?.pid, first?.pid);
            assert.deepEqual(second?.outputs, { ok: 1 });
        });
    }

    it("runs a program once more in a process of its own if it fails after others", async () => {
        const [first, second] = await runAll(
            "process.shop = 1;", "if (process.shop) throw new Error('no'); exports.ok = 1;");
        assert.notEqual(second?.pid, first?.pid);
        assert.deepEqual([second?.outputs, second?.exitCode], [{ ok: 1 }, 0]);
    });

    it("reports what goes wrong in any of them", async () => {
        const [, failing, pending] = await runAll(
            "", "throw new Error('no');", "exports.never = new Promise(() => undefined);");
        assert.notEqual(failing?.exitCode, 0);
        assert.match(JSON.stringify(failing?.diagnostics), /Error: no/);
        assert.match(JSON.stringify(pending?.diagnostics), /exports that never resolve: never/);
    });

    it("ends a program at its time limit, counted from its start", async () => {
        const sharedProcess = new SharedProcess();
        const run = (source: string) => runSource(source, { sharedProcess, timeLimit: 5_000 });
        const [, , endless, last] = await Promise.allSettled([
            run("setTimeout(() => undefined, 3000);"), run("setTimeout(() => undefined, 3000);"),
            run("setInterval(() => undefined, 1000);"), run("exports.ok = 1;"),
        ]);
        assert.match(endless.status === "rejected" ? String(endless.reason) : "", /has not ended within 5 s/);
        assert.deepEqual(last.status === "fulfilled" && last.value.outputs, { ok: 1 });
    });
});
