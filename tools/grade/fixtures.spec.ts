import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gradeFolder } from "./grade";
import { generic } from "./profile";
import { readRubric } from "./read-rubric";

/** What is wrong with one of the stacks. */
interface Fault {
    item: string;
    failures: string[];
    /** How the places of the evidence begin. */
    where: string[];
}

const folder = join(__dirname, "fixtures");
const styles = readdirSync(folder);
const faultsOf = (style: string) => {
    const { faults } = JSON.parse(readFileSync(join(folder, style, "faults.json"), "utf8")) as { faults: Fault[] };
    return faults.sort((one, other) => one.item < other.item ? -1 : 1);
};

describe("stacks in other styles", function () {
    this.timeout(240_000);

    it("are seven, and have more than half of all known failures", () => {
        assert.equal(styles.length, 7);
        const items = new Map(readRubric().map(({ id, failures }) => [id, failures]));
        const faults = styles.flatMap(faultsOf);
        const strange = faults.filter(({ item, failures }) => failures.some(id => !items.get(item)?.includes(id)));
        assert.deepEqual(strange, []);
        const failures = new Set(faults.flatMap(fault => fault.failures));
        assert(failures.size > 53 / 2, String(failures.size));
    });

    for (const style of styles) {
        // The policy pack has specs of its own, and a deployment needs Python.
        it(`${style} has exactly the faults that are known`, async () => {
            const { items } = await gradeFolder(join(folder, style), {
                profile: generic, stack: undefined, sample: 0, timeLimit: 120, without: ["policy", "deployment"] });
            const known = faultsOf(style);
            const found = items.flatMap(({ item, verdict }) => verdict.state === "failed"
                ? [{ item: item.id, where: [...new Set(verdict.evidence.map(({ where }) =>
                        placesOf(known, item.id).find(place => where.startsWith(place)) ?? where))].sort() }]
                : []);
            assert.deepEqual(
                found.sort((one, other) => one.item < other.item ? -1 : 1),
                known.map(({ item, where }) => ({ item, where: [...where].sort() })));
        });
    }
});

function placesOf(known: Fault[], item: string): string[] {
    return known.filter(fault => fault.item === item).flatMap(({ where }) => where);
}
