import { policies } from "../../../policy/rules";
import { Evaluation, type Findings, type Subject } from "../../../policy/evaluate";
import { generateMutations, type Mutation } from "./generate";

export interface Outcome extends Pick<Mutation, "name" | "isRelevant"> {
    /** Rules that find it. */
    caughtBy: string[];
}

const keyOf = ({ rule, resource, message }: { rule: string; resource: string; message: string }) =>
    `${rule} ${resource} ${message}`;

export function evaluate(subjects: Subject[]): Findings {
    return new Evaluation().checkResources(policies, subjects).checkStack(policies, subjects).findings;
}

function isOfAws({ type }: Subject): boolean {
    return type.startsWith("aws:");
}

/** Mutates each resource of a stack in each way, one at a time, and asks the rules about the result. */
export function runMutations(subjects: Subject[], mutates: (subject: Subject) => boolean = isOfAws): Outcome[] {
    const before = new Set(evaluate(subjects).violations.map(keyOf));
    return subjects.filter(mutates).flatMap(subject => generateMutations(subject, subjects))
        .map(({ name, isRelevant, changed, subjects: mutated }) => {
            const { findings } = new Evaluation().checkResources(policies, changed).checkStack(policies, mutated);
            const found = findings.violations.filter(finding => !before.has(keyOf(finding)));
            return { name, isRelevant, caughtBy: [...new Set(found.map(({ rule }) => rule))] };
        });
}

/** How many mutations are caught, of all and of those of security-relevant inputs, and by name what of these isn't. */
export function drawOutcomes(outcomes: Outcome[]): string[] {
    const relevant = outcomes.filter(({ isRelevant }) => isRelevant);
    return [
        `${countCaught(outcomes)} of ${outcomes.length} mutations are caught`,
        `${countCaught(relevant)} of ${relevant.length} that matter to security; not covered:`,
        ...relevant.filter(({ caughtBy }) => caughtBy.length === 0).map(({ name }) => `    ${name}`),
    ];
}

export function countCaught(outcomes: Outcome[]): number {
    return outcomes.filter(({ caughtBy }) => caughtBy.length > 0).length;
}
