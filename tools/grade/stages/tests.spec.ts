import assert from "node:assert/strict";
import { countTests } from "./tests";

describe("counting tests", () => {
    for (const [runner, output, expected] of [
        ["mocha", "  12 passing (3s)\n  2 pending\n  1 failing\n", { passed: 12, failed: 1, skipped: 2 }],
        ["jest", "Tests:       1 failed, 2 skipped, 5 passed, 8 total\n", { passed: 5, failed: 1, skipped: 2 }],
        ["vitest", "      Tests  5 passed | 2 skipped (7)\n", { passed: 5, failed: 0, skipped: 2 }],
        ["node --test", "# tests 4\n# pass 3\n# fail 1\n# skipped 0\n", { passed: 3, failed: 1, skipped: 0 }],
        ["nothing", "no tests\n", { passed: 0, failed: 0, skipped: 0 }],
    ] as const) {
        it(`reads what ${runner} prints`, () => assert.deepEqual(countTests(output), expected));
    }
});
