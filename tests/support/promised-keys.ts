import assert from "node:assert/strict";
import { isDeepStrictEqual } from "node:util";
import { isolateSuffix } from "./configuration";
import { recordProgram } from "./record-program";
import { declaredKeys, exampleConfig, type System } from "./system";

/** Declares that each key of the configuration does something. */
export function promiseKeys(system: System): void {
    const first = exampleConfig(system, 0);
    const second = exampleConfig(system, 1);
    it("has two values to test each key with", () => {
        const declared = [...declaredKeys(system).keys()];
        const same = Object.keys(system.values).filter(key => first[key] === second[key]);
        assert.deepEqual({
            missing: declared.filter(key => !(key in system.values)),
            surplus: Object.keys(system.values).filter(key => !declared.includes(key)),
            same,
        }, { missing: [], surplus: [], same: [] });
    });

    describe("each key", () => {
        let unchanged: Awaited<ReturnType<typeof recordProgram>> | undefined;
        isolateSuffix();

        it("has a first value that the program runs with", async () => {
            unchanged = await recordProgram(system.projectDir, first);
        });

        for (const key of Object.keys(system.values)) {
            it(`${key} reaches a resource`, async function () {
                if (!unchanged) {
                    this.skip();
                }
                const changed = await recordProgram(system.projectDir, { ...first, [key]: second[key] ?? "" });
                assert(!isDeepStrictEqual(changed, unchanged), `${second[key]} changes no resource`);
            });
        }
    });
}
