import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { temporaryProject } from "../host/temporary-project";
import { limitedEnvironment, runLimited } from "./limits";

const run = (script: string, seconds = 30) => {
    const cwd = temporaryProject({ "script.cjs": script });
    const options = { cwd, env: limitedEnvironment(cwd), seconds };
    return { cwd, result: runLimited([process.execPath, "script.cjs"], options) };
};

describe("limits", () => {
    it("leave a command its exit code and its output", async () => {
        const { exitCode, output, ended } = await run('console.log("done"); process.exitCode = 3;').result;
        assert.deepEqual({ exitCode, output, ended }, { exitCode: 3, output: "done\n", ended: undefined });
    });

    it("end what runs for ever", async () => {
        const { ended } = await run("for (;;);", 1).result;
        assert.equal(ended, "has not ended within 1 s");
    });

    it("end what prints without end", async () => {
        const { ended, output } = await run('setInterval(() => process.stdout.write("x".repeat(1e6)), 1);').result;
        assert.match(String(ended), /has printed more than 8 MiB/);
        assert(output.length < 2 ** 24);
    });

    it("end what takes all memory", async () => {
        const { exitCode } = await run("const all = []; for (;;) all.push(new Array(1e6).fill(all.length));").result;
        assert.notEqual(exitCode, 0);
    }).timeout(120_000);

    it("end what a command leaves running", async () => {
        const { cwd, result } = run(`
            const { spawn } = require("node:child_process");
            const script = 'setInterval(() => require("fs").appendFileSync("alive", "x"), 20)';
            spawn(process.execPath, ["-e", script], { stdio: "inherit" });
            setTimeout(() => process.exit(0), 1500);
        `);
        assert.equal((await result).exitCode, 0);
        const file = join(cwd, "alive");
        const size = () => existsSync(file) ? readFileSync(file).length : 0;
        const before = size();
        await setTimeout(300);
        assert.equal(size(), before);
    });

    it("hand down no credentials and no home", async () => {
        process.env.AWS_ACCESS_KEY_ID = "secret";
        const { cwd, result } = run("console.log(JSON.stringify(process.env));");
        const env = JSON.parse((await result).output) as Record<string, string>;
        delete process.env.AWS_ACCESS_KEY_ID;
        assert.equal(env.HOME, cwd);
        assert.equal(env.AWS_ACCESS_KEY_ID, undefined);
        assert.equal(env.HTTPS_PROXY, "http://127.0.0.1:9");
    });

    it("say why a command could not be started", async () => {
        const { ended, exitCode } = await runLimited(["./nothing"], { cwd: "/", env: {}, seconds: 5 });
        assert.notEqual(exitCode, 0);
        assert.match(String(ended), /ENOENT|^undefined$/);
    });
});
