/** Writes a line of JSON. No field may hold what was sent by a client. */
export function log(level: "info" | "error", fields: Record<string, unknown>): void {
    console.log(JSON.stringify({ level, time: new Date().toISOString(), ...fields }));
}
