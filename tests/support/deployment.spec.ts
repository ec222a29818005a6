import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { temporaryProject } from "./project";

describe("integration tests", () => {
    const cases: [what: string, content: string | undefined, message: RegExp][] = [
        ["no outputs", undefined, /^\s*there is no .*outputs\.json: "npm run outputs -- <stack>" writes .*\n$/],
        ["an empty file of outputs", "", /^\s*.*outputs\.json must hold a JSON object of outputs\n$/],
        ["outputs of something else", '{"url": "x"}', /^\s*.*outputs\.json holds none of this stack's outputs\n$/],
    ];
    for (const [what, content, message] of cases) {
        it(`H2 say in one sentence that they have ${what}, and fail`, () => {
            const file = join(temporaryProject({}), "outputs.json");
            if (content !== undefined) {
                writeFileSync(file, content);
            }
            const mocha = require.resolve("mocha/bin/mocha.js");
            const { status, stdout, stderr } = spawnSync(
                process.execPath, [mocha, "--no-parallel", "tests/integration/stack.spec.ts"],
                { cwd: resolve(__dirname, "../.."), encoding: "utf8", env: { ...process.env, OUTPUTS_FILE: file } });
            assert.match(stdout + stderr, message);
            assert.equal(status, 2);
        });
    }
});
