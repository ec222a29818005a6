import assert from "node:assert/strict";
import { readRubric } from "./read-rubric";
import { scoreOf } from "./score";
import type { Verdict } from "./verdict";

const [item] = readRubric();
const passed: Verdict = { state: "passed" };
const failed = (earned = 0): Verdict => ({ state: "failed", evidence: [{ what: "", where: "" }], earned });
const silent = (state: "not shown" | "not decidable" | "nothing to judge"): Verdict => ({ state, why: "" });
const score = (...verdicts: [weight: number, verdict: Verdict][]) => {
    assert(item);
    return scoreOf(verdicts.map(([weight, verdict]) => ({ item: { ...item, weight }, verdict, seconds: 0 })));
};

describe("score", () => {
    it("weighs what is fulfilled", () => {
        assert.deepEqual(score([3, passed], [1, failed()]), { points: 75, weight: 4, total: 4 });
    });

    it("gives the part that is earned", () => {
        assert.equal(score([1, failed(0.5)], [1, passed]).points, 75);
    });

    it("leaves out what can't be judged, and gives nothing for what isn't shown", () => {
        assert.deepEqual(score([1, passed], [1, silent("not decidable")], [2, silent("nothing to judge")]),
            { points: 100, weight: 1, total: 4 });
        assert.equal(score([1, passed], [1, silent("not shown")]).points, 50);
    });

    it("never rounds up to 100, and is 0 where nothing counts", () => {
        assert.equal(score([9999, passed], [1, failed()]).points, 99.9);
        assert.equal(score([1, silent("not decidable")]).points, 0);
    });
});
