export interface Test {
    title: string;
    file: string;
}

/** Lists each failure with the tests whose titles begin with its id, and what is wrong: no test, or an unknown id. */
export function matchGuards(failures: Record<string, string>, tests: Test[]): { lines: string[]; problems: string[] } {
    const lines: string[] = [];
    const problems: string[] = [];
    for (const [id, description] of Object.entries(failures)) {
        const guards = tests.filter(({ title }) => title.startsWith(`${id} `));
        lines.push(`${id}  ${description}`, ...guards.map(({ file, title }) => `      ${file}: ${title}`));
        if (guards.length === 0) {
            problems.push(`${id}  has no test: ${description}`);
        }
    }
    for (const { file, title } of tests) {
        const [, id] = /^([CDFHM]\d{1,2}) /.exec(title) ?? [];
        if (id !== undefined && !(id in failures)) {
            problems.push(`${id}  is not in the list: ${file}: ${title}`);
        }
    }
    return { lines, problems };
}
