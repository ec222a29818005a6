import assert from "node:assert/strict";
import { commandFor } from "./runner";

describe("command for some test files", () => {
    for (const [script, expected] of [
        ["mocha 'tests/unit/**/*.spec.ts'", "mocha --no-parallel --bail a.spec.ts"],
        [
            "c8 mocha --config ../../.mocharc.cjs -r ts-node/register 'tests/**/*.ts' --parallel && eslint .",
            "mocha --config ../../.mocharc.cjs -r ts-node/register --no-parallel --bail a.spec.ts",
        ],
        ["jest --coverage", "jest --bail --coverage=false --runTestsByPath a.spec.ts"],
        [
            "NODE_ENV=test jest --config=jest.config.js tests/unit",
            "jest --config=jest.config.js --bail --coverage=false --runTestsByPath a.spec.ts",
        ],
        ["vitest run tests", "vitest run --bail=1 --coverage.enabled=false a.spec.ts"],
        ["node --import tsx --test tests/*.ts", "node --import tsx --test a.spec.ts"],
    ] as const) {
        it(`is made of: ${script}`, () => assert.equal(commandFor(script, ["a.spec.ts"])?.join(" "), expected));
    }

    it("is not known of other programs", () => {
        for (const script of ["./test.sh", "node tests.js", "ts-node tests/all.ts"]) {
            assert.equal(commandFor(script, ["a.spec.ts"]), undefined);
        }
    });
});
