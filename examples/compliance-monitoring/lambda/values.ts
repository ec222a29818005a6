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
