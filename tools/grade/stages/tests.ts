import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join, relative } from "node:path";
import { root } from "../../host/project";
import { isMapping } from "../../host/yaml";
import type { Candidate } from "../candidate";
import { limitedEnvironment, runLimited } from "../limits";
import { notDecidable, notShown } from "../verdict";

/** What became of the candidate's own unit tests. */
export interface TestRun {
    command: string;
    exitCode: number;
    passed: number;
    failed: number;
    skipped: number;
    /** Of the lines of the program, in percent. */
    coverage: number | undefined;
    output: string;
}

/** Seconds. */
const timeLimit = 300;

/** Runs the unit tests with Node.js's own count of coverage. */
export async function runTests(candidate: Candidate): Promise<TestRun> {
    const { folder, home } = candidate.copy;
    const command = ["npm", "run", "-s", findTestScript(candidate).name];
    const coverageFolder = join(home, "coverage");
    mkdirSync(coverageFolder, { recursive: true });
    const { output, exitCode, ended } = await runLimited(command, {
        cwd: folder,
        env: { ...testEnvironment(home), NODE_V8_COVERAGE: coverageFolder },
        seconds: timeLimit,
    });
    if (ended !== undefined) {
        notShown(`${command.join(" ")} ${ended}`);
    }
    const coverage = await measure(candidate, coverageFolder);
    return { command: command.join(" "), exitCode, ...countTests(output), coverage, output };
}

/** Clients of the SDK want credentials even where nothing is asked. */
export function testEnvironment(home: string): Record<string, string | undefined> {
    return {
        ...limitedEnvironment(home),
        AWS_ACCESS_KEY_ID: "none", AWS_SECRET_ACCESS_KEY: "none", AWS_REGION: "us-east-1",
    };
}

/** The script that runs unit tests alone, else all. */
export function findTestScript({ packages }: Candidate): { name: string; text: string } {
    const scripts = isMapping(packages[0]?.content.scripts) ? packages[0].content.scripts : {};
    const found = ["test:unit", "unit", "test"].flatMap(name => {
        const text = scripts[name];
        return typeof text === "string" && !text.includes("no test specified") ? [{ name, text }] : [];
    });
    return found[0] ?? notShown("package.json has no script that runs tests");
}

/** Numbers as mocha, jest, vitest and node --test print them. */
export function countTests(output: string): { passed: number; failed: number; skipped: number } {
    const count = (...patterns: RegExp[]) => patterns.map(pattern =>
        [...output.matchAll(pattern)].reduce((sum, [, number]) => sum + Number(number), 0)).find(sum => sum > 0) ?? 0;
    const summary = /^\s*Tests:?\s.*$/gm;
    const lines = (output.match(summary) ?? []).join("\n");
    const of = (word: string) => [...lines.matchAll(new RegExp(`(\\d+) ${word}`, "g"))]
        .reduce((sum, [, number]) => sum + Number(number), 0);
    return {
        passed: of("passed") || count(/^\s*(\d+) passing\b/gm, /^# pass (\d+)/gm, /^. pass (\d+)/gm),
        failed: of("failed") || count(/^\s*(\d+) failing\b/gm, /^# fail (\d+)/gm, /^. fail (\d+)/gm),
        skipped: of("skipped") || count(/^\s*(\d+) pending\b/gm, /^# skipped (\d+)/gm, /^. skipped (\d+)/gm),
    };
}

/** Has c8 count the lines of the program that the tests have run. */
async function measure(candidate: Candidate, coverageFolder: string): Promise<number | undefined> {
    const { folder, top, home } = candidate.copy;
    const c8 = createRequire(join(root, "package.json")).resolve("c8/bin/c8.js");
    const reports = join(home, "report");
    // In place of the candidate's own.
    const config = join(home, "c8.json");
    writeFileSync(config, "{}");
    const includes = candidate.program.map(({ path }) => relative(top, join(folder, path)))
        .flatMap(path => ["--include", path]);
    const { exitCode, ended } = await runLimited([
        process.execPath, c8, "report", "--all", "--config", config, "--reporter", "json-summary",
        "--reports-dir", reports, "--temp-directory", coverageFolder, ...includes,
    ], { cwd: top, env: limitedEnvironment(home), seconds: timeLimit });
    const file = join(reports, "coverage-summary.json");
    if (exitCode !== 0 || ended !== undefined || !existsSync(file)) {
        return undefined;
    }
    const { total } = JSON.parse(readFileSync(file, "utf8")) as { total: { lines: { pct: number } } };
    return total.lines.pct;
}

export function requireCoverage({ coverage }: TestRun): number {
    return coverage ?? notDecidable("coverage could not be counted");
}
