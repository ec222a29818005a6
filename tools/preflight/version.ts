/**
 * The newest version that a number stands for, be it whole or only its first parts, as AWS takes it: 8.4 stands for
 * 8.4.7. Without a number, every version does. `near` are versions of the same major number.
 */
export function matchVersion(versions: string[], wanted: string | undefined): { match?: string; near: string[] } {
    const sorted = [...versions].sort((a, b) => a.localeCompare(b, "en", { numeric: true }));
    const begins = (start: string) => (version: string) => version === start || version.startsWith(`${start}.`);
    const match = sorted.filter(wanted === undefined ? () => true : begins(wanted)).at(-1);
    const [major = ""] = wanted?.split(".") ?? [];
    return { ...match !== undefined && { match }, near: sorted.filter(begins(major)) };
}
