import { isUtf8 } from "node:buffer";
import { isDeepStrictEqual } from "node:util";
import { type Resource, unknownValue } from "./monitor";

/** Something that two environments don't have in common. */
export interface Difference {
    /** What differs: a configuration key, a resource, or an input of a resource. */
    subject: string;
    /** Values in the first and in the second environment; undefined where it has none. */
    values: [unknown, unknown];
}

export interface ResourceDifference {
    type: string;
    /** Without what `level` takes out. */
    name: string;
    /** "" if only one of the environments has the resource. */
    path: string;
    /** Of a resource that only one has: its name there. */
    values: [unknown, unknown];
}

/** Takes out of a text what differs between any two environments, such as their names. */
export type Level = (text: string) => string;

/** One of two environments. */
export interface Side {
    resources: Resource[];
    level?: Level;
}

const keep: Level = text => text;

/** Compares two records, objects within them by their keys, and names what differs by its path. */
export function compareValues(
    subject: string, first: unknown, second: unknown, levels: [Level, Level] = [keep, keep],
): Difference[] {
    if (isRecord(first) && isRecord(second)) {
        return unionOf(first, second).flatMap(key =>
            compareValues(subject === "" ? key : `${subject}.${key}`, first[key], second[key], levels));
    }
    if (isListOfRecords(first) && isListOfRecords(second)) {
        return Object.keys(first.length > second.length ? first : second).map(Number).flatMap(index =>
            compareValues(`${subject}[${index}]`, first[index], second[index], levels));
    }
    // A device is called /dev/xvda in an environment "dev", too.
    const isSame = isDeepStrictEqual(first, second)
        || isDeepStrictEqual(mapTexts(first, levels[0]), mapTexts(second, levels[1]));
    return isSame ? [] : [{ subject, values: [first, second] }];
}

/** Compares what two runs of a program registered: resources, their parents, inputs, options and dependencies. */
export function compareGraphs(first: Side, second: Side): ResourceDifference[] {
    const [one, other] = [describeSide(first), describeSide(second)];
    const levels = [first, second].map(({ level = keep }) => level) as [Level, Level];
    return [...new Set([...one.keys(), ...other.keys()])].sort().flatMap((key): ResourceDifference[] => {
        const [mine, yours] = [one.get(key), other.get(key)];
        const [type, name] = [mine?.type ?? yours?.type ?? "", mine?.name ?? yours?.name ?? ""];
        return mine && yours
            ? compareValues("", mine.description, yours.description, levels).map(({ subject, values }) =>
                    ({ type, name, path: subject, values }))
            : [{ type, name, path: "", values: [mine?.ownName, yours?.ownName] }];
    });
}

interface Described {
    type: string;
    name: string;
    ownName: string;
    description: unknown;
}

/** Resources by type and name. The stack's own, in which two environments always differ, is left out. */
function describeSide({ resources: [stack, ...resources], level = keep }: Side): Map<string, Described> {
    const keyOf = ({ type, name }: Resource) => `${type} ${level(name)}`;
    const counts = new Map<string, number>();
    resources.forEach(resource => counts.set(keyOf(resource), (counts.get(keyOf(resource)) ?? 0) + 1));
    return new Map(resources.map(resource => {
        const { type, name, urn, parent, provider, inputs, options, dependencies, propertyDependencies } = resource;
        const ofInputs = new Set(Object.values(propertyDependencies).flat());
        const description = {
            parent: parent === stack?.urn ? "" : nameOf(parent),
            provider,
            inputs: Object.fromEntries(Object.entries(inputs).map(([input, value]) =>
                [input, nameUnknowns(decode(input, value), propertyDependencies[input] ?? [], level)])),
            options: { ...options, deletedWith: nameOf(options.deletedWith) },
            dependsOn: dependencies.filter(dependency => !ofInputs.has(dependency)).map(nameOf).sort(),
        };
        const key = keyOf(resource);
        return [
            // Below parents of different types, the same name may stand more than once.
            counts.get(key) === 1 ? key : `${key} ${urn.split("::")[2] ?? ""}`,
            {
                type,
                name: level(name),
                ownName: name,
                description: mapTexts(description, text => text.replaceAll(/urn:pulumi:[^:]+::/g, "")),
            },
        ];
    }));
}

function nameOf(urn: string): string {
    return urn.split("::").slice(3).join("::");
}

/** Says of unknown values which resources they come from: where these differ, the values do. */
function nameUnknowns(value: unknown, urns: string[], level: Level): unknown {
    const names = urns.map(nameOf).sort((a, b) => level(a) < level(b) ? -1 : 1).join(", ");
    const marker = `[known after deployment${names && `: ${names}`}]`;
    return mapTexts(mapTexts(value, parseIfJson), text => text.replaceAll(unknownValue, () => marker));
}

/** Changes all texts in a value, at any depth. */
function mapTexts(value: unknown, change: (text: string) => unknown): unknown {
    if (typeof value === "string") {
        return change(value);
    }
    if (Array.isArray(value)) {
        return value.map(item => mapTexts(item, change));
    }
    return isRecord(value)
        ? Object.fromEntries(Object.entries(value).map(([key, item]) => [key, mapTexts(item, change)]))
        : value;
}

/** Base64 hides what differs. */
function decode(input: string, value: unknown): unknown {
    if (typeof value !== "string" || !/^userData|Base64$/.test(input)) {
        return value;
    }
    const bytes = Buffer.from(value, "base64");
    return bytes.toString("base64") === value && isUtf8(bytes) ? bytes.toString() : value;
}

/** Policies and the like are compared part by part. */
function parseIfJson(text: string): unknown {
    try {
        return /^\s*[[{]/.test(text) ? JSON.parse(text) : text;
    } catch {
        return text;
    }
}

function unionOf(first: object, second: object): string[] {
    return [...new Set([...Object.keys(first), ...Object.keys(second)])].sort();
}

function isListOfRecords(value: unknown): value is Record<string, unknown>[] {
    return Array.isArray(value) && value.length > 0 && value.every(isRecord);
}

function isRecord(value: unknown): value is Record<string, unknown> {
    return typeof value === "object" && value !== null && !Array.isArray(value);
}
