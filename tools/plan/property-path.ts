/** Parts of a path as options have it: a.b[0]["c.d"], in which * stands for all. */
export function parsePath(path: string): string[] {
    return [...path.matchAll(/\["((?:[^"\\]|\\.)*)"\]|[^.[\]]+/g)].map(([part, quoted]) => quoted ?? part);
}

/** A copy without what is at the path. */
export function omitPath(value: unknown, path: string[]): unknown {
    const [first, ...rest] = path;
    if (first === undefined) {
        return undefined;
    }
    if (Array.isArray(value)) {
        return value.map((item: unknown, index) =>
            first === "*" || first === String(index) ? omitPath(item, rest) : item);
    }
    if (typeof value !== "object" || value === null) {
        return value;
    }
    return Object.fromEntries(Object.entries(value).map(([key, item]: [string, unknown]) =>
        [key, first === "*" || first === key ? omitPath(item, rest) : item]));
}

/** What is at the path; with * in it, all that is there. */
export function selectPath(value: unknown, path: string[]): unknown {
    const [first, ...rest] = path;
    if (first === undefined || typeof value !== "object" || value === null) {
        return first === undefined ? value : undefined;
    }
    return first === "*"
        ? Object.values(value).map(item => selectPath(item, rest))
        : selectPath((value as Record<string, unknown>)[first], rest);
}
