import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { join } from "node:path";

describe("hooks", () => {
    /** Runs one test of the canary. */
    const run = (title: string) => {
        const mocha = require.resolve("mocha/bin/mocha.js");
        const args = [mocha, "--no-parallel", "--grep", title, join(__dirname, "canary.ts")];
        return spawnSync(process.execPath, args, { encoding: "utf8" });
    };

    for (const value of ["at once", "later"]) {
        it(`H10 fail a run with an assertion that nothing awaits and that fails ${value}`, () => {
            const { status, stdout } = run(`fails ${value}`);
            assert.equal(status, 1, stdout);
            assert.match(stdout, /1 failing/);
            assert(stdout.includes(`+ '${value}'\n- 'expected'`), stdout);
        });
    }

    it("H10 fail a run that ends in the middle of a test", () => {
        const { status, stderr } = run("ends the process");
        assert.equal(status, 1);
        assert.match(stderr, /^the process ended before its tests did$/m);
    });
});
