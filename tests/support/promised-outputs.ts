import assert from "node:assert/strict";
import type { StackRun } from "./stack-run";
import type { System } from "./system";

/** Declares what the outputs of every system's stacks have to be. */
export function promiseOutputs({ outputTypes }: System, stack: StackRun): void {
    it("C14 exports exactly the contract", () => {
        const actual = Object.keys(stack.run.outputs);
        const expected = Object.keys(outputTypes);
        assert.deepEqual({
            missing: expected.filter(key => !actual.includes(key)),
            surplus: actual.filter(key => !expected.includes(key)),
        }, { missing: [], surplus: [] });
    });

    it("C4 exports real lists, texts and numbers", () => {
        const { outputs } = stack.run;
        const wrong = Object.keys(outputs)
            .filter(key => key in outputTypes && typeOf(outputs[key]) !== outputTypes[key]);
        assert.deepEqual(wrong, []);
    });

    it("C3 exports the stack's name, and whose it is", () => {
        const { environment, environmentSuffix, region, stack: name } = stack.run.outputs;
        assert.deepEqual({ environment, environmentSuffix, region, stack: name }, {
            environment: stack.setting("environment"),
            environmentSuffix: stack.setting("environmentSuffix"),
            region: stack.setting("aws:region"),
            stack: stack.settings.stack,
        });
    });

    it("exports no secret", () => {
        const { outputs } = stack.run;
        const secret = Object.keys(outputs).filter(key => JSON.stringify(outputs[key]).includes("[secret]"));
        assert.deepEqual(secret, []);
    });
}

function typeOf(value: unknown): string {
    return Array.isArray(value) && value.every(item => typeof item === "string") ? "array" : typeof value;
}
