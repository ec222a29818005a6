import ts from "typescript";
import type { Candidate } from "../candidate";
import { type CompileProblem, unusedCodes } from "../compile-program";
import { findNodes, lineOf } from "../sources";
import type { Evidence } from "../verdict";
import { findStrangeArguments, optionNames } from "./arguments";

/** The argument that a type doesn't know, if that is the problem. */
function strangeArgument({ message }: CompileProblem): string | undefined {
    return /'(\w+)' does not exist in type/.exec(message)?.[1];
}

/** Which of the three items on arguments a problem is of. */
function kindOf(argument: string | undefined): "option" | "source" | "other" {
    if (argument !== undefined && optionNames.includes(argument)) {
        return "option";
    }
    return argument === "sourceIdentifiers" ? "source" : "other";
}

async function findArguments(candidate: Candidate, kind: "option" | "source" | "other"): Promise<Evidence[]> {
    const { problems } = await candidate.compile().catch(() => ({ problems: [] as CompileProblem[] }));
    const compiled = problems.filter(({ code }) => !unusedCodes.includes(code))
        .filter(problem => kindOf(strangeArgument(problem)) === kind)
        .map(({ file, line, message }) =>
            ({ what: message.split(/ {2,}|\. /)[0] ?? message, where: `${file}:${line}` }));
    // Of an argument that both find, the compiler knows the line, even if the program doesn't run.
    return compiled.length > 0
        ? compiled
        : (await candidate.graphs()).flatMap(findStrangeArguments)
                .filter(({ argument }) => kindOf(argument) === kind)
                .map(({ what, where }) => ({ what, where }));
}

/** Type errors, and arguments that the provider doesn't know. */
export async function findTypeErrors(candidate: Candidate): Promise<Evidence[]> {
    return findArguments(candidate, "other");
}

export async function findOptionsAmongArguments(candidate: Candidate): Promise<Evidence[]> {
    return findArguments(candidate, "option");
}

export async function findWrongSources(candidate: Candidate): Promise<Evidence[]> {
    return findArguments(candidate, "source");
}

export async function findUnusedCode(candidate: Candidate): Promise<Evidence[]> {
    const { problems } = await candidate.compile();
    return problems.filter(({ code }) => unusedCodes.includes(code))
        .filter(problem => !makesResource(candidate, problem))
        .map(({ file, line, message }) => ({ what: message, where: `${file}:${line}` }));
}

/** Whether a variable stands only for the resource that its line makes, which Pulumi's own documents do, too. */
function makesResource(candidate: Candidate, { file, line }: CompileProblem): boolean {
    const source = candidate.sources.find(({ path }) => path === file);
    return source !== undefined && findNodes(source.tree, ts.isVariableDeclaration).some(node =>
        lineOf(source, node) === line && node.initializer !== undefined
        && findNodes(node.initializer, ts.isNewExpression).length > 0);
}
