import { join } from "node:path";
import { root } from "../host/project";
import type { Candidate } from "./candidate";
import type { CompileProblem } from "./compile-program";
import { limitedEnvironment, runLimited } from "./limits";
import { importsOf, type SourceFile } from "./sources";
import { notDecidable, nothingToJudge } from "./verdict";

export interface CompileResult {
    problems: CompileProblem[];
}

/** Files whose types are checked: the program, and what it imports. */
export function filesToCompile(candidate: Candidate): string[] {
    return listPaths(candidate.program);
}

function listPaths(sources: SourceFile[]): string[] {
    return sources.filter(source => !/^(tools|scripts)\//.test(source.path)
        && (/\.[cm]?tsx?$/.test(source.path) || importsOf(source).some(name => name.startsWith("@pulumi/"))))
        .map(({ path }) => path);
}

/** Checks the candidate's types. */
export async function compile(candidate: Candidate): Promise<CompileResult> {
    const { folder, top, home } = candidate.copy;
    const paths = filesToCompile(candidate);
    if (paths.length === 0) {
        nothingToJudge("there is no code whose types could be checked");
    }
    const { output, exitCode, ended } = await runLimited([
        process.execPath, "--require", join(root, "tools/host/typescript.cjs"), join(__dirname, "compile-worker.ts"),
        folder, top, JSON.stringify(paths), JSON.stringify(listPaths(candidate.tests)),
    ], {
        cwd: root,
        env: { ...limitedEnvironment(home), TS_NODE_PROJECT: join(root, "tsconfig.json") },
        seconds: candidate.options.timeLimit * 2,
    });
    if (exitCode !== 0) {
        notDecidable(`the compiler ${ended ?? `ended with exit code ${exitCode}`}`);
    }
    return { problems: JSON.parse(output) as CompileProblem[] };
}
