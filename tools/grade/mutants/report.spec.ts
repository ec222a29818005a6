import assert from "node:assert/strict";
import { readRubric } from "../read-rubric";
import { drawOutcomes } from "./report";
import type { Outcome } from "./try";

const outcome = (changes: Partial<Outcome> = {}): Outcome => ({
    mutant: { failure: "C8", system: ".", item: "buckets", edits: [], also: { types: "it must" } },
    found: "data: it keeps no versions", unrelated: [], judged: 40, error: undefined, seconds: 1, ...changes });
const draw = (...outcomes: Outcome[]) => drawOutcomes(outcomes, readRubric(), outcomes.length);

describe("report of the mutants", () => {
    it("leads from failure to item and stage, and names exceptions", () => {
        const { lines, succeeded } = draw(outcome());
        assert.match(lines.join("\n"), /C8 +buckets +graph +data: it keeps no versions/);
        assert.match(lines.join("\n"), /C8: types, because it must/);
        assert.equal(lines.at(-1), "1 of 1 mutants found: recall 1.000, precision 1.000");
        assert(succeeded);
    });

    it("fails where one isn't found, is broken, or breaks something else", () => {
        assert(!draw(outcome(), outcome({ found: undefined })).succeeded);
        const broken = draw(outcome({ found: undefined, error: "the mutant is broken" }));
        assert.match(broken.lines.join("\n"), /BROKEN: the mutant is broken/);
        const other = draw(outcome({ unrelated: ["names (a: b)"] }));
        assert.equal(other.lines.at(-1), "1 of 1 mutants found: recall 1.000, precision 0.500");
        assert(!other.succeeded);
    });

    it("fails where mutants are missing", () => {
        assert(!drawOutcomes([outcome()], readRubric(), 2).succeeded);
    });
});
