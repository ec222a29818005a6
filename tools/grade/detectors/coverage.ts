import ts from "typescript";
import { isMapping, type Mapping } from "../../host/yaml";
import type { Candidate } from "../candidate";
import { matchesGlob } from "../globs";
import { type SourceFile } from "../sources";
import { type Evidence, notShown } from "../verdict";
import { requireCoverage } from "../stages/tests";
import { specsOf } from "./tests";

/** Files that say how coverage is counted. */
const files = [".c8rc.json", ".c8rc", ".nycrc", ".nycrc.json", "jest.config.js", "jest.config.ts", "jest.config.cjs",
    "jest.config.mjs", "vitest.config.ts", "vitest.config.js", "package.json"];
const gate = new RegExp("check-?coverage[\"']?\\s*[:=\\s]\\s*true|--check-coverage|coverageThreshold"
    + "|thresholds?[\"']?\\s*:|--test-coverage-(lines|branches|functions)", "i");

/** Texts of them, of the project and of the workspace that it is part of. */
function configurations(candidate: Candidate): { file: string; text: string }[] {
    return candidate.topFiles(files);
}

export function findNoCoverageGate(candidate: Candidate): Evidence[] {
    const texts = configurations(candidate);
    const scripts = candidate.packages.map(({ content }) => JSON.stringify(content.scripts ?? {})).join();
    return texts.some(({ text }) => gate.test(text)) || gate.test(scripts)
        ? []
        : [{ what: "nothing fails when coverage falls", where: texts[0]?.file ?? "package.json" }];
}

const least = 80;

/** What the candidate's unit tests do when they are run. */
export async function findFailedTests(candidate: Candidate): Promise<Evidence[]> {
    specsOf(candidate);
    const { command, exitCode, passed, failed, output } = await candidate.runTests();
    if (failed > 0 || exitCode !== 0) {
        const lines = candidate.short(output).trim().split("\n")
            .filter(line => /\b(Error|failing|Cannot)\b/.test(line));
        return [{ what: `${failed} tests fail: ${lines.slice(0, 2).join("; ").trim()}`, where: command }];
    }
    return passed === 0 ? [{ what: "no test was run", where: command }] : [];
}

export async function findUntestedCode(candidate: Candidate): Promise<Evidence[]> {
    specsOf(candidate);
    const run = await candidate.runTests();
    if (run.exitCode !== 0) {
        notShown("the tests fail");
    }
    const coverage = requireCoverage(run);
    return coverage < least
        ? [{ what: `the unit tests run ${coverage} % of the program's lines, not ${least} %`, where: run.command }]
        : [];
}

/** Code that is left out when coverage is counted: by configuration, or by a comment. */
export function findUncountedCode(candidate: Candidate): Evidence[] {
    const sources = candidate.sources.filter(({ isTest, path }) => !isTest && !/(^|\/)\w+\.config\.\w+$/.test(path));
    const excluded = candidate.configurationFiles(/(^|\/)\.(c8rc|nycrc)(\.json)?$|(^|\/)package\.json$/)
        .flatMap(({ file, content }) => exclusionsOf(content).flatMap(glob =>
            sources.filter(({ path }) => matchesGlob(path, glob.replace(/^\/|^<rootDir>\//g, ""))).filter(hasCode)
                .map(({ path }) => ({ what: `${path} is left out of coverage`, where: file }))));
    const ignored = sources.flatMap(({ path, text }) => text.split("\n").flatMap((line, index) =>
        /(\/\*|\/\/)\s*(istanbul|c8|v8) ignore/.test(line)
            ? [{ what: "code is left out of coverage by a comment", where: `${path}:${index + 1}` }]
            : []));
    return [...excluded, ...ignored, ...findUntestedDetectors(candidate, sources)];
}

function exclusionsOf(content: Mapping): string[] {
    const { jest, nyc, c8 } = content;
    const lists = [content.exclude, ...[jest, nyc, c8].filter(isMapping)
        .flatMap(settings => [settings.exclude, settings.coveragePathIgnorePatterns])];
    return lists.flatMap(list => Array.isArray(list) ? list.map(String) : []);
}

/** Types alone are nothing to run. */
function hasCode({ tree }: SourceFile): boolean {
    return tree.statements.some(statement => !ts.isImportDeclaration(statement) && !ts.isInterfaceDeclaration(statement)
        && !ts.isTypeAliasDeclaration(statement) && !ts.isExportDeclaration(statement));
}

/** Detectors of drift that no test imports. */
function findUntestedDetectors(candidate: Candidate, sources: SourceFile[]): Evidence[] {
    const detectors = sources.filter(({ path }) => /drift/i.test(path) && !/(^|\/)index\.ts$/.test(path))
        .filter(hasCode);
    const specs = candidate.sources.filter(({ isSpec }) => isSpec);
    const reached = new Set(specs.flatMap(spec => candidate.reach(spec)).map(({ path }) => path));
    return detectors.filter(({ path }) => !reached.has(path))
        .map(({ path }) => ({ what: "no test runs the drift detector", where: path }));
}
