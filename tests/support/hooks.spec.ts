import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { join } from "node:path";

describe("hooks", () => {
    it("H10 fail a test whose assertion nothing awaits", () => {
        const { status, stdout } = spawnSync("npx", ["mocha", join(__dirname, "canary.ts")], { encoding: "utf8" });
        assert.equal(status, 1, stdout);
        assert.match(stdout, /0 passing|1 failing/);
        assert.match(stdout, /'actual' !== 'expected'|actual/);
    });
});
