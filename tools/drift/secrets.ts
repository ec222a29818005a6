import { specialSecretSig, specialSigKey } from "@pulumi/pulumi/runtime/rpc";

/** A part of a property path: the key of an object or the index of a list. */
export type Segment = string | number;

export const masked = "[secret]";

/** Reads a path such as `ingress[0].cidrBlocks` or `tags["a.b"]`. */
export function parsePath(path: string): Segment[] {
    return [...path.matchAll(/\["((?:[^"\\]|\\.)*)"\]|\[(\d+)\]|([^.[\]]+)/g)].map(([, quoted, index, key = ""]) =>
        index === undefined ? quoted?.replaceAll(/\\(.)/g, "$1") ?? key : Number(index));
}

/** The value at a path; undefined where there is none. */
export function valueAt(value: unknown, path: Segment[]): unknown {
    const child = (parent: unknown, segment: Segment) =>
        typeof parent === "object" && parent !== null ? (parent as Record<Segment, unknown>)[segment] : undefined;
    return path.reduce(child, value);
}

/** Where secrets are. Lists count as one place: AWS may return them in another order. */
export function findSecrets(value: unknown, path: Segment[] = []): string[] {
    if (value === masked) {
        return [placeOf(path)];
    }
    if (typeof value !== "object" || value === null) {
        return [];
    }
    if ((value as Record<string, unknown>)[specialSigKey] === specialSecretSig) {
        return [placeOf(path)];
    }
    return Array.isArray(value)
        ? value.flatMap(item => findSecrets(item, [...path, 0]))
        : Object.entries(value).flatMap(([key, item]) => findSecrets(item, [...path, key]));
}

/** The value that stands at a path, without the secrets in it. */
export function mask(value: unknown, path: Segment[], secrets: string[]): unknown {
    if (path.some((_, i) => secrets.includes(placeOf(path.slice(0, i + 1))))) {
        return masked;
    }
    if (Array.isArray(value)) {
        return value.map((item, i) => mask(item, [...path, i], secrets));
    }
    if (typeof value !== "object" || value === null) {
        return value;
    }
    // The provider notes there which values are its own defaults.
    return Object.fromEntries(Object.entries(value).filter(([key]) => key !== "__defaults")
        .map(([key, item]) => [key, mask(item, [...path, key], secrets)]));
}

function placeOf(path: Segment[]): string {
    return JSON.stringify(path.map(segment => typeof segment === "number" ? "*" : segment));
}
