import { policies } from "../../../policy/rules";
import { Evaluation, type Subject } from "../../../policy/tests/rules/evaluate";
import type { Resource } from "../../host/monitor";
import { generateMutations, type Mutation } from "./generate";

export interface Outcome extends Pick<Mutation, "name" | "isRelevant"> {
    /** Rules that find it. */
    caughtBy: string[];
}

export function toSubjects(resources: Resource[]): Subject[] {
    return resources.map(({ type, name, urn, inputs, parent, propertyDependencies, options }) => ({
        type, name, urn, parent, propertyDependencies, props: inputs,
        opts: {
            protect: options.protect, ignoreChanges: options.ignoreChanges, aliases: [], additionalSecretOutputs: [],
            customTimeouts: { createSeconds: 0, updateSeconds: 0, deleteSeconds: 0 },
        },
    }));
}

const keyOf = ({ rule, resource, message }: { rule: string; resource: string; message: string }) =>
    `${rule} ${resource} ${message}`;

/** Mutates each resource of a stack in each way, one at a time, and asks the rules about the result. */
export function runMutations(resources: Resource[]): Outcome[] {
    const subjects = toSubjects(resources);
    const before = new Set(new Evaluation().checkResources(policies, subjects).checkStack(policies, subjects)
        .findings.violations.map(keyOf));
    return subjects.filter(({ type }) => type.startsWith("aws:"))
        .flatMap(subject => generateMutations(subject, subjects))
        .map(({ name, isRelevant, changed, subjects: mutated }) => {
            const { findings } = new Evaluation().checkResources(policies, changed).checkStack(policies, mutated);
            const found = findings.violations.filter(finding => !before.has(keyOf(finding)));
            return { name, isRelevant, caughtBy: [...new Set(found.map(({ rule }) => rule))] };
        });
}
