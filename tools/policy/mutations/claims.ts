import type { Policies } from "@pulumi/policy";
import { policies } from "../../../policy/rules";
import { compliant } from "../../../policy/tests/rules/compliant";
import { Evaluation, type Subject } from "../../../policy/evaluate";
import type { Edit } from "../../../policy/tests/rules/stack";
import { violations } from "../../../policy/tests/rules/violations";
import { unknownValue } from "../../host/properties";
import { applyChange, removeResource } from "./generate";

/** A change that breaks a rule, by what its fixture shows. */
interface Claim {
    rule: Policies[number];
    type: string;
    name: string;
    /** Whether it is about this resource of the system. */
    matches: (subject: Subject) => boolean;
    apply: (subject: Subject, subjects: Subject[]) => { changed: Subject[]; subjects: Subject[] };
}

/** Where a rule is about some resources of a type: inputs that are as in the fixture. */
const context: Record<string, string[]> = {
    "api-reads-authorized": ["httpMethod"],
    "api-stage-has-settings": ["methodPath"],
    "api-writes-authorized": ["httpMethod"],
    "database-logs-exported": ["engine"],
    "dead-letters-kept-longer": ["redrivePolicy"],
    "security-group-limited-egress": ["cidrIpv4"],
    "security-group-no-public-http": ["cidrIpv4"],
    "security-group-no-public-ports": ["cidrIpv4"],
    "vpc-ec2-endpoint": ["serviceName"],
};

/** Rules that another resource of the type satisfies, or that are about one alarm among many. */
const unclaimed = ["dead-letters-alarm", "security-group-has-rules"];

function createClaim(rule: Policies[number], edit: Edit): Claim[] {
    const fixture = compliant.find(
        ({ name }) => name === ("remove" in edit ? edit.remove : "input" in edit && edit.resource),
    );
    // A change that refers to another resource of the fixtures has no counterpart in a system.
    if (!fixture || ("value" in edit && JSON.stringify(edit.value ?? "").includes('"$'))) {
        return [];
    }
    const isAlike = ({ props }: Subject) => (context[rule.name] ?? [])
        .every(input => JSON.stringify(props[input]) === JSON.stringify(fixture.props[input]));
    if ("input" in edit) {
        const path = edit.input.split(".");
        return ["parent", "ignoreChanges"].includes(edit.input)
            ? []
            : [{
                    rule,
                    type: fixture.type,
                    name: `${edit.input} ${edit.value === undefined ? "left out" : JSON.stringify(edit.value)}`,
                    matches: subject => isAlike(subject) && isChange(subject.props, path, edit.value),
                    apply: (subject, subjects) => {
                        const mutant = applyChange(subject, { path, value: edit.value });
                        const mutated = subjects.map(other => other === subject ? mutant : other);
                        return { changed: [mutant], subjects: mutated };
                    },
                }];
    }
    return unclaimed.includes(rule.name)
        ? []
        : [{ rule, type: fixture.type, name: "removed", matches: isAlike, apply: removeResource }];
}

const claims = policies.flatMap(rule => (violations[rule.name] ?? []).flatMap(edit => createClaim(rule, edit)));

/** Makes each change of the fixtures to each resource of its type, and says where the rule doesn't find it. */
export function findMissedClaims(subjects: Subject[]): string[] {
    return claims.flatMap(({ rule, type, name, matches, apply }) => {
        const matching = subjects.filter(subject => subject.type === type && matches(subject));
        return matching
            .filter(subject => {
                const { changed, subjects: mutated } = apply(subject, subjects);
                const before = new Evaluation().checkResources([rule], [subject]).checkStack([rule], subjects).findings;
                const after = new Evaluation().checkResources([rule], changed).checkStack([rule], mutated).findings;
                // A resource that breaks the rule already breaks it with the change too.
                return (
                    after.violations.length
                    <= before.violations.filter(finding => finding.resource !== subject.name).length
                    && after.undecided.length <= before.undecided.length
                );
            })
            .map(subject => `${rule.name} ${subject.name} ${name}`);
    });
}

/** Whether the input is there, and another than the value. */
function isChange(props: Record<string, unknown>, path: string[], value: unknown): boolean {
    const current = path.reduce<unknown>(
        (object, key) => (object as Record<string, unknown> | undefined)?.[key],
        props,
    );
    return current !== undefined && current !== unknownValue && JSON.stringify(current) !== JSON.stringify(value);
}
