/** The value at a path, or undefined where something on the way is no object. */
export function read(value: unknown, ...path: string[]): unknown {
    return path.reduce<unknown>((parent, key) =>
        typeof parent === "object" && parent !== null ? (parent as Record<string, unknown>)[key] : undefined, value);
}

/** A value that Config gives as JSON in some places and as itself in others. */
export function parseIfText(value: unknown): unknown {
    if (typeof value !== "string") {
        return value;
    }
    try {
        return JSON.parse(value);
    } catch {
        return value;
    }
}
