import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { join } from "node:path";

describe("hooks", () => {
    for (const value of ["at once", "later"]) {
        it(`H10 fail a run with an assertion that nothing awaits and that fails ${value}`, () => {
            const mocha = require.resolve("mocha/bin/mocha.js");
            const args = [mocha, "--no-parallel", "--grep", `fails ${value}`, join(__dirname, "canary.ts")];
            const { status, stdout } = spawnSync(process.execPath, args, { encoding: "utf8" });
            assert.equal(status, 1, stdout);
            assert.match(stdout, /1 failing/);
            assert(stdout.includes(`+ '${value}'\n- 'expected'`), stdout);
        });
    }
});
