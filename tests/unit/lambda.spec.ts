import assert from "node:assert/strict";
import { classifyError } from "../../lib/lambda/failures";
import { log } from "../../lib/lambda/log";
import { readPath } from "../../lib/lambda/values";

const makeError = (name: string) => Object.assign(new Error("refused"), { name });

describe("classifyError", () => {
    const own = [
        { kind: "missing object", retryable: false, names: ["NoSuchKey"] },
        { kind: "forbidden for ever", retryable: false, names: ["AccessDenied"] },
    ];
    const cases: [name: string, kind: string, retryable: boolean][] = [
        ["NoSuchKey", "missing object", false],
        ["AccessDenied", "forbidden for ever", false],
        ["AccessDeniedException", "access denied", true],
        ["SlowDown", "throttled", true],
        ["TimeoutError", "out of time", true],
        ["InternalError", "InternalError", true],
    ];
    for (const [name, kind, retryable] of cases) {
        it(`takes ${name} for ${kind}, ${retryable ? "retryable" : "not retryable"}`, () => {
            assert.deepEqual(classifyError(makeError(name), own), { kind, retryable, message: "refused" });
        });
    }

    it("retries after what is thrown and is no error", () => {
        assert.deepEqual(classifyError("a text", []), { kind: "Error", retryable: true, message: "a text" });
    });
});

describe("log", () => {
    it("writes one entry of its level", () => {
        const entries: unknown[] = [];
        const { warn } = console;
        console.warn = (...args: unknown[]) => entries.push(args);
        log("warn", "message", { number: 1 });
        console.warn = warn;
        assert.deepEqual(entries, [[{ message: "message", number: 1 }]]);
    });
});

describe("readPath", () => {
    it("finds what is there, and nothing where something on the way is missing or no object", () => {
        const value = { a: { b: [7] }, text: "s3cret", none: null };
        assert.equal(readPath(value, "a", "b", "0"), 7);
        assert.equal(readPath(value), value);
        for (const path of [["x", "b"], ["none", "b"], ["text", "length"], ["a", "b", "1"]]) {
            assert.equal(readPath(value, ...path), undefined);
        }
    });
});
