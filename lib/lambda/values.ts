/** The value at a path of one that comes from outside, or undefined where something on the way is no object. */
export function readPath(value: unknown, ...path: string[]): unknown {
    return path.reduce<unknown>((parent, key) =>
        typeof parent === "object" && parent !== null ? (parent as Record<string, unknown>)[key] : undefined, value);
}
