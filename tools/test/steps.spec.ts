import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { isDeleted } from "../host/house";
import { root } from "../host/project";
import { temporaryProject } from "../host/temporary-project";
import { stepsOf, stepsOfExamples } from "./steps";

/** Runs commands as steps, in a process of their own. */
function run(...commands: string[][]): { status: number | null; stdout: string; folder: string } {
    const folder = temporaryProject({});
    const steps = commands.map(command => ({ command, folder }));
    const script = `process.exitCode = require(${JSON.stringify(join(__dirname, "steps.ts"))})
        .runSteps(${JSON.stringify(steps)});`;
    const args = ["--require", join(root, "tools/host/typescript.cjs"), "-e", script];
    return { folder, ...spawnSync(process.execPath, args, { encoding: "utf8" }) };
}

const coverage = ["c8", "--config", join(root, ".c8rc.json"), "npm", "run", "test:unit"];
const start = ["npm", "start", "--"];

describe("steps", () => {
    it("of the root check all projects, and test the tools", () => {
        assert.deepEqual(stepsOf(root), [
            { command: ["npm", "run", "check"], folder: root },
            { command: coverage, folder: root },
            { command: ["npm", "run", "test:tools"], folder: root },
            ...isDeleted("tools/drift") ? [] : [{ command: ["npm", "run", "test:drift"], folder: root }],
            { command: [...start, "--test", "--project", root], folder: root },
        ]);
    });

    it("of examples deploy and test each project", () => {
        const house = temporaryProject({
            "examples/notes/README.md": "",
            "examples/one/Pulumi.yaml": "",
            "examples/one/package.json": '{"scripts":{}}',
            "examples/two/Pulumi.yaml": "",
            "examples/two/package.json": '{"scripts":{"test:emulated":"mocha"}}',
        });
        const stepsOfProject = (project: string) => [
            { command: [...start, "--project", project], folder: root },
            { command: coverage, folder: project },
            { command: [...start, "--test", "--project", project], folder: root },
        ];
        const [one, two] = [join(house, "examples/one"), join(house, "examples/two")];
        assert.deepEqual(stepsOfExamples(house), [
            ...stepsOfProject(one),
            ...stepsOfProject(two), { command: ["npm", "run", "test:emulated"], folder: two },
        ]);
    });

    it("of examples are none without examples", () => {
        assert.deepEqual(stepsOfExamples(temporaryProject({})), []);
    });

    it("pass if all pass, and say how long each took", () => {
        const { status, stdout } = run(["echo", "one"], ["echo", "two"]);
        assert.equal(status, 0);
        assert.match(stdout, /^one\n\necho one took \d+ s\ntwo\n\necho two took \d+ s\n$/);
    });

    for (const [command, result] of [
        [["sh", "-c", "exit 3"], "exit code 3"],
        [["sh", "-c", "kill -9 $$"], "SIGKILL"],
        [["no-such-program"], "spawnSync no-such-program ENOENT"],
    ] as const) {
        it(`fail and end at one that ends with ${result}`, () => {
            const { status, stdout, folder } = run(["true"], [...command], ["touch", "later"]);
            assert.equal(status, 1);
            assert(stdout.endsWith(`${command.join(" ")} FAILED after 0 s\n${result}\n`), stdout);
            assert(!existsSync(join(folder, "later")));
        });
    }
});
