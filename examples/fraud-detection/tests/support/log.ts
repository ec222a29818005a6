/** The lines that the service logs meanwhile. */
export async function captureLog(run: () => Promise<void>): Promise<Record<string, unknown>[]> {
    const { log } = console;
    const lines: Record<string, unknown>[] = [];
    console.log = (line: string) => void lines.push(JSON.parse(line) as Record<string, unknown>);
    try {
        await run();
        return lines;
    } finally {
        console.log = log;
    }
}
