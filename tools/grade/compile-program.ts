import { existsSync } from "node:fs";
import { join, relative } from "node:path";
import ts from "typescript";

export interface CompileProblem {
    file: string;
    line: number;
    code: number;
    message: string;
}

const usual: ts.CompilerOptions = {
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    strict: true,
    esModuleInterop: true,
};

/** What of a project's configuration of the compiler decides about types. */
function readOptions(folder: string): { options: ts.CompilerOptions; files: string[] | undefined } {
    const file = join(folder, "tsconfig.json");
    if (!existsSync(file)) {
        return { options: usual, files: undefined };
    }
    const { config } = ts.readConfigFile(file, path => ts.sys.readFile(path)) as { config?: unknown };
    const { options, fileNames } = ts.parseJsonConfigFileContent(config ?? {}, ts.sys, folder);
    return { options, files: fileNames };
}

/** Codes of what is declared and not used. */
export const unused = [6133, 6138, 6192, 6196, 6198, 6199, 6205];

/**
 * Unused names of files whose types are not checked: those of the SDKs that tests import take longer to read than all
 * of the program's.
 */
export function findUnusedNames(folder: string, top: string, paths: string[]): CompileProblem[] {
    const { target, module, jsx } = { ...usual, jsx: ts.JsxEmit.Preserve };
    const options = { target, module, jsx, noEmit: true, noResolve: true, noLib: true, noUnusedLocals: true, types: [] };
    const program = ts.createProgram(paths.map(path => join(folder, path)), options);
    return findProblems(program, top).filter(({ code }) => unused.includes(code));
}

/**
 * Checks the types of a project's files with its own compiler options, or those of the folder above that has some.
 * `former` is a program of the same folder, of which unchanged files are used again.
 */
export function createProgram(folder: string, top: string, paths: string[], former?: ts.Program): ts.Program {
    const own = readOptions(folder);
    const { options: chosen } = own.files === undefined && folder !== top ? readOptions(top) : own;
    const options = {
        ...chosen, noEmit: true, noCheck: false, skipLibCheck: true, noUnusedLocals: true, incremental: false,
        composite: false,
    };
    const host = ts.createCompilerHost(options, true);
    const read = host.getSourceFile.bind(host);
    host.getSourceFile = (path, ...rest) => {
        const known = former?.getSourceFile(path);
        const isSame = known && (path.includes("/node_modules/") || host.readFile(path) === known.text);
        return isSame ? known : read(path, ...rest);
    };
    return ts.createProgram({
        rootNames: paths.map(path => join(folder, path)), options, host, oldProgram: former });
}

/** Problems of those files of the program that lie in the folder; `only` names the files to look at. */
export function findProblems(program: ts.Program, folder: string, only?: (path: string) => boolean): CompileProblem[] {
    const files = program.getSourceFiles().filter(({ fileName }) =>
        fileName.startsWith(`${folder}/`) && !fileName.includes("/node_modules/")
        && (only?.(relative(folder, fileName)) ?? true));
    return files.flatMap(file => [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)])
        .map(({ file, start, code, messageText }) => ({
            file: relative(folder, file?.fileName ?? ""),
            line: file ? file.getLineAndCharacterOfPosition(start ?? 0).line + 1 : 0,
            code,
            message: ts.flattenDiagnosticMessageText(messageText, " "),
        }));
}
