type Level = "info" | "warn" | "error";

/** Writes one entry, which Lambda turns into a line of JSON. Fields hold names and numbers, never content. */
export function log(level: Level, message: string, fields: Record<string, string | number>): void {
    console[level]({ message, ...fields });
}
