import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { policies } from "../../rules";
import { compliant } from "./compliant";
import { Evaluation } from "../../evaluate";
import { applyEdit, createSubjects, type Edit } from "./stack";
import { violations } from "./violations";

/** Not inputs of the provider. */
const options = /^(parent|ignoreChanges)$/;
/** Rules that a dependency decides, or that an input is given at all, whatever its value. */
const valueless = ["security-group-used", "scaling-group-keeps-capacity"];
const elsewhere = { type: "test:index:Elsewhere", name: "elsewhere", props: {} };

describe("An input that a preview doesn't know", () => {
    for (const rule of policies.filter(({ name }) => !valueless.includes(name))) {
        const edits = (violations[rule.name] ?? []).filter((edit): edit is Extract<Edit, { input: string }> =>
            "input" in edit && !options.test(edit.input));
        edits.forEach(({ resource, input, value }) => it(`${resource}.${input} is no violation of ${rule.name}`, () => {
            const subjects = createSubjects(
                applyEdit([...compliant, elsewhere], { resource, input, value: "$elsewhere" }));
            const { findings } = new Evaluation().checkResources([rule], subjects).checkStack([rule], subjects);
            assert.deepEqual(findings.violations, []);
            if (value !== undefined) {
                assert.notDeepEqual(findings.undecided, [], "it passes");
            }
        }));
    }
});
