import assert from "node:assert/strict";
import { detectors } from "./detectors";
import { readViolations } from "./detectors/policy";
import { mutants } from "./mutants/all";
import { profileNames } from "./profile";
import { readRubric } from "./read-rubric";

const items = readRubric();
/** The known failures, by letter. */
const letters = { C: 14, H: 12, D: 10, M: 8, F: 9 };
const failures = Object.entries(letters).flatMap(([letter, count]) =>
    Array.from({ length: count }, (_, index) => `${letter}${index + 1}`));

describe("rubric", () => {
    it("has a detector for each item, and no other", () => {
        assert.deepEqual(items.map(({ id }) => id).sort(), Object.keys(detectors).sort());
    });

    it("has an item for each known failure", () => {
        const covered = items.flatMap(item => item.failures);
        assert.deepEqual(failures.filter(failure => !covered.includes(failure)), []);
    });

    it("names profiles that there are, where no example was deleted", () => {
        const known = profileNames();
        const examples = ["compliance-monitoring", "data-processing", "fraud-detection", "healthcare-api"];
        const unknown = items.flatMap(({ profiles }) => profiles)
            .filter(name => ![...known, ...examples].includes(name));
        assert.deepEqual(unknown, []);
    });

    const broken: [change: object, says: RegExp][] = [
        [{ weight: 0 }, /weight must be >= 1/],
        [{ weight: 20 }, /weights must sum to 100/],
        [{ stage: "other" }, /stage must be equal to one of/],
        [{ failures: ["X1"] }, /must match pattern/],
        [{ extra: true }, /must NOT have additional properties/],
        [{ remedy: undefined }, /required property 'remedy'/],
        [{ id: items[1]?.id, weight: items[0]?.weight }, /is there twice/],
    ];
    for (const [change, says] of broken) {
        it(`is refused with ${JSON.stringify(change)}`, () => {
            const changed = items.map((item, index) => index === 0 ? { ...item, ...change } : item);
            assert.throws(() => readRubric(JSON.parse(JSON.stringify({ title: "Rubric", items: changed }))), says);
        });
    }
});

describe("mutants", () => {
    it("break the systems in each way in which they can", () => {
        const systems = new Set(mutants.map(({ system }) => system));
        const tried = mutants.map(({ failure }) => failure);
        const missing = failures.filter(failure => !tried.includes(failure));
        assert(systems.size < 5 || missing.length === 0, `no mutant: ${missing.join(", ")}`);
    });

    it("break the systems for each item", () => {
        const systems = new Set(mutants.map(({ system }) => system));
        const missing = items.filter(({ id }) => !mutants.some(({ item }) => item === id));
        assert(systems.size < 5 || missing.length === 0, `no mutant: ${missing.map(({ id }) => id).join(", ")}`);
    });

    it("name items of the rubric that are on their failure", () => {
        const wrong = mutants.filter(({ item, failure }) => {
            const known = items.find(({ id }) => id === item)?.failures ?? [];
            return failure === "-" ? known.length > 0 : !known.includes(failure);
        });
        assert.deepEqual(wrong.map(({ failure, item }) => `${failure} ${item}`), []);
    });
});

describe("policy", () => {
    it("gives mandatory violations as evidence", () => {
        const violation = (level: string) => ({ level, rule: "s3-tls", resource: "data", message: "no TLS\nsee docs" });
        const reports = [{ stack: "dev", violations: [violation("mandatory"), violation("advisory")] }];
        assert.deepEqual(readViolations({ reports }), [{ what: "s3-tls: no TLS", where: "data (dev)" }]);
    });
});
