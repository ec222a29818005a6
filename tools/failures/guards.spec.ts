import assert from "node:assert/strict";
import { matchGuards } from "./guards";

describe("failures", () => {
    const failures = { C1: "no entry point", C11: "can't be destroyed" };
    const tests = [
        { title: "C1 runs", file: "a.spec.ts" },
        { title: "C11 is emptied", file: "b.spec.ts" },
        { title: "says that C11 is destroyed", file: "b.spec.ts" },
    ];

    it("are listed with the tests that begin with their ids", () => {
        assert.deepEqual(matchGuards(failures, tests), {
            lines: [
                "C1  no entry point", "      a.spec.ts: C1 runs",
                "C11  can't be destroyed", "      b.spec.ts: C11 is emptied",
            ],
            problems: [],
        });
    });

    it("are reported without a test", () => {
        assert.deepEqual(matchGuards(failures, tests.slice(1)).problems, ["C1  has no test: no entry point"]);
    });

    it("are reported where a title names one that is not listed", () => {
        const { problems } = matchGuards(failures, [...tests, { title: "M99 works", file: "c.spec.ts" }]);
        assert.deepEqual(problems, ["M99  is not in the list: c.spec.ts: M99 works"]);
    });
});
