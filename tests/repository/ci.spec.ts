import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { chmodSync, cpSync, existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { root } from "../../tools/host/project";
import { temporaryProject } from "../../tools/host/temporary-project";

const { scripts } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { scripts: Record<string, string> };

/** The folders that decide what is run, as they are here. */
const present = Object.fromEntries(["examples/one", "tools/faults/one", "tools/grade/one"]
    .filter(file => existsSync(join(root, dirname(file)))).map(file => [file, ""]));

/** Runs .ci/run with a stand-in for npm, for which one command fails. */
function runCi(failing = "", files: Record<string, string> = {}) {
    const folder = temporaryProject({
        ...files,
        "bin/npm": `#!/bin/sh
echo "$*" >> commands
printf '  \\033[32m3 passing\\033[0m (1s)\\n  1 pending\\n'
[ "$*" != "${failing}" ]
`,
    });
    chmodSync(join(folder, "bin/npm"), 0o755);
    cpSync(join(root, ".ci/run"), join(folder, ".ci/run"));
    const { status, stdout } = spawnSync(join(folder, ".ci/run"), {
        encoding: "utf8",
        env: { ...process.env, PATH: `${join(folder, "bin")}:${process.env.PATH}`, GIT_CEILING_DIRECTORIES: folder },
    });
    const commands = readFileSync(join(folder, "commands"), "utf8").trim().split("\n");
    return { status, commands, lastLine: stdout.trim().split("\n").at(-1) };
}

describe(".ci/run", () => {
    it("counts what its commands ran, and passes if all pass", () => {
        const { status, commands, lastLine } = runCi();
        assert.deepEqual(commands, ["ci", "start", "test", "run test:emulated", "run test:template", "run failures"]);
        assert.equal(lastLine, "18 passed, 0 failed, 6 skipped");
        assert.equal(status, 0);
    });

    it("D10 runs scripts that exist", () => {
        const named = runCi("", present).commands.map(command => command.replace(/^run | -- .*/g, ""));
        assert.deepEqual(named.filter(script => script !== "ci" && !(script in scripts)), []);
    });

    it("tests examples, faults and grading where they are", () => {
        const { commands } = runCi("", {
            "examples/one/Pulumi.yaml": "", "tools/faults/index.ts": "", "tools/grade/index.ts": "" });
        assert.deepEqual(commands.slice(3, 6), ["run test:examples", "run test:faults", "run grade:self -- --every 8"]);
    });

    for (const command of ["ci", "start", "test", "run test:emulated", "run test:template", "run failures"]) {
        it(`fails, and ends, if npm ${command} fails`, () => {
            const { status, commands, lastLine } = runCi(command);
            assert.equal(commands.at(-1), command);
            assert.match(lastLine ?? "", /^\d+ passed, 1 failed, \d+ skipped$/);
            assert.equal(status, 1);
        });
    }
});
