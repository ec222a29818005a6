import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { policies } from "../../rules";
import { compliant } from "./compliant";
import { Evaluation, type Findings } from "../../evaluate";
import { applyEdit, createSubjects, type Edit, type Fixture } from "./stack";
import { violations } from "./violations";

function evaluate(fixtures: Fixture[], rules = policies): Findings {
    const subjects = createSubjects(fixtures);
    return new Evaluation().checkResources(rules, subjects).checkStack(rules, subjects).findings;
}

function describeEdit(edit: Edit): string {
    if ("add" in edit) {
        return `${edit.add.type} added`;
    }
    return "remove" in edit
        ? `${edit.remove} removed`
        : `${edit.resource} with ${edit.input} ${JSON.stringify(edit.value ?? "left out")}`.slice(0, 110);
}

describe("Rules", () => {
    const found = evaluate(compliant);

    it("find nothing in the compliant stack", () => {
        assert.deepEqual(found.violations, []);
    });

    it("leave nothing open in the compliant stack", () => {
        assert.deepEqual(found.undecided, []);
    });

    it("each have a fixture, and each fixture a rule", () => {
        assert.deepEqual(Object.keys(violations).sort(), policies.map(({ name }) => name).sort());
    });

    it("have names of their own", () => {
        assert.deepEqual(policies.map(({ name }) => name).filter((name, index, all) => all.indexOf(name) < index), []);
    });

    it("apply to the compliant stack, unless a resource must not exist", () => {
        const additions = Object.keys(violations).filter(rule => violations[rule]?.every(edit => "add" in edit));
        const idle = policies.map(({ name }) => name).filter(name => !found.applied.has(name));
        assert.deepEqual(idle.filter(rule => !additions.includes(rule)), []);
    });

    it("say what and why, how bad it is and what to do", () => {
        for (const { name, description, severity, remediationSteps = "", enforcementLevel = "", tags } of policies) {
            assert.match(name, /^[a-z0-9]+(-[a-z0-9]+)+$/);
            assert.match(description, /^[A-Z].*\.$/, name);
            assert.match(remediationSteps, /^[A-Z].*\.$/, name);
            assert.ok(severity && ["mandatory", "advisory"].includes(enforcementLevel), name);
            assert.ok(
                tags?.every(tag => /^(AwsSolutions-[A-Z]+\d+|CKV2?_AWS_\d+|FSBP-[A-Za-z0-9]+\.\d+)$/.test(tag)),
                name,
            );
        }
    });
});

describe("Each rule", () => {
    for (const rule of policies) {
        const edits = violations[rule.name] ?? [];
        edits.forEach((edit, index) => it(`${rule.name} finds ${describeEdit(edit)}`, () => {
            const findings = evaluate(applyEdit(compliant, edit), [rule]);
            assert.notDeepEqual(findings.violations, [], `edit ${index} of ${rule.name} is not found`);
            assert.deepEqual(findings.undecided, []);
        }));
    }
});
