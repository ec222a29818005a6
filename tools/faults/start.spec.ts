import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArguments } from "../emulator/arguments";
import { fakePython } from "../emulator/fake-python";
import { createProject, startCommand } from "../emulator/start-command";

describe("npm start -- --faults", () => {
    it("needs a project with faults", () => {
        const projectDir = createProject("");
        const parse = () => parseArguments(["--faults", "--project", projectDir]);
        assert.throws(parse, { exitCode: 2, message: /^--faults needs \/.*\/tests\/faults, and there is none$/ });
        mkdirSync(join(projectDir, "tests/faults"), { recursive: true });
        assert.equal(parse()?.purpose, "faults");
    });

    it("excludes --test", () => {
        assert.throws(() => parseArguments(["--faults", "--test"]), {
            exitCode: 2, message: /^--keep, --test, --faults exclude each other\nusage: / });
    });

    it("inflicts the project's faults, and is red for those that the project's tests miss", async () => {
        const projectDir = createProject("exports.region = 'us-east-1';", {
            "outputs.js": 'exports.outputTypes = { region: "string" };' });
        const write = (file: string, content: string) => {
            mkdirSync(join(projectDir, file, ".."), { recursive: true });
            writeFileSync(join(projectDir, file), content);
        };
        write("tests/integration/fault.spec.js",
            'it("sees a", () => require("assert")(!require("fs").existsSync("a")));');
        write("tests/faults/index.js", `
            const { rmSync, writeFileSync } = require("fs");
            exports.faults = ["a", "b"].map(name => ({ name, inflict: async () => {
                writeFileSync(name, "");
                return async () => rmSync(name);
            } }));
        `);
        const { printed, exitCode } = startCommand(fakePython(), projectDir, ["--faults", "dev"]);
        assert.equal(await exitCode, 1, printed());
        assert.match(printed(), / caught +a\n +by "sees a"\n +MISSED +b\n\n +1 passing\n +1 failing\n/);
        assert.match(printed(), /\ntest:faults of dev: FAILED with exit code 1\n$/);
    });
});
