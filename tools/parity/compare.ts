import type { Resource } from "../host/monitor";

/** Something that two environments don't have in common. */
export interface Difference {
    /** What differs: a configuration key, a resource, or an input of a resource. */
    subject: string;
    /** Values in the first and in the second environment; undefined where it has none. */
    values: [unknown, unknown];
}

/** Compares two records, objects within them by their keys, and names what differs by its path. */
export function compareValues(subject: string, first: unknown, second: unknown): Difference[] {
    if (isRecord(first) && isRecord(second)) {
        return unionOf(first, second).flatMap(key =>
            compareValues(subject === "" ? key : `${subject}.${key}`, first[key], second[key]));
    }
    return JSON.stringify(first) === JSON.stringify(second) ? [] : [{ subject, values: [first, second] }];
}

/** Compares what two runs of a program registered: resources, their inputs, options and dependencies. */
export function compareGraphs(first: Resource[], second: Resource[]): Difference[] {
    const [one, other] = [first, second].map(describe) as [Description, Description];
    return unionOf(one, other).flatMap(resource => {
        const [mine, yours] = [one[resource], other[resource]];
        return mine && yours
            ? compareValues(resource, mine, yours)
            : [{ subject: resource, values: [mine && "present", yours && "present"] }];
    });
}

type Description = Record<string, Record<string, unknown>>;

/** Resources by type and name. The stack's name, in which two environments always differ, is taken out of URNs. */
function describe([stack, ...resources]: Resource[]): Description {
    return Object.fromEntries(resources.map(({ type, name, parent, inputs, options, dependencies }) => {
        const description = {
            parent: parent === stack?.urn ? "" : parent, inputs, options, dependencies: [...dependencies].sort() };
        const text = JSON.stringify(description).replaceAll(/urn:pulumi:[^:]+::/g, "");
        return [`${type} ${name}`, JSON.parse(text) as Record<string, unknown>];
    }));
}

function unionOf(first: object, second: object): string[] {
    return [...new Set([...Object.keys(first), ...Object.keys(second)])].sort();
}

function isRecord(value: unknown): value is Record<string, unknown> {
    return typeof value === "object" && value !== null && !Array.isArray(value);
}
