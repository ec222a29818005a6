import { existsSync } from "node:fs";
import { join, relative } from "node:path";
import ts from "typescript";

/** Of what the compiler says of names that nobody uses. */
export const unusedCodes = [6133, 6138, 6192, 6196, 6198, 6199, 6205];

export interface CompileProblem {
    file: string;
    line: number;
    code: number;
    message: string;
}

/** Defaults of the compilers before TypeScript 6, for which most projects are written. */
const former: ts.CompilerOptions = { strict: false, types: ["*"], noUncheckedSideEffectImports: false };

const usual: ts.CompilerOptions = {
    ...former,
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.CommonJS,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
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
    return { options: { ...former, ...options }, files: fileNames };
}

function isJavaScript(path: string): boolean {
    return /\.[cm]?jsx?$/.test(path);
}

/** What is as true of JavaScript: arguments that don't exist, names that nobody uses. */
const decided = [2353, 2561, ...unusedCodes];

/**
 * Unused names of files whose types are not checked: those of the SDKs that tests import take longer to read than all
 * of the program's.
 */
export function findUnusedNames(folder: string, top: string, paths: string[]): CompileProblem[] {
    const { target, module, jsx } = { ...usual, jsx: ts.JsxEmit.Preserve };
    const options = {
        target, module, jsx, noEmit: true, noResolve: true, noLib: true, noUnusedLocals: true, allowJs: true,
        checkJs: true, types: [],
    };
    const program = ts.createProgram(paths.map(path => join(folder, path)), options);
    return findProblems(program, top).filter(({ code }) => unusedCodes.includes(code));
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
        ...paths.some(isJavaScript) && { allowJs: true, checkJs: true },
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
        .filter(({ code, file }) => decided.includes(code) || !isJavaScript(file?.fileName ?? ""))
        .map(({ file, start, code, messageText }) => ({
            file: relative(folder, file?.fileName ?? ""),
            line: file ? file.getLineAndCharacterOfPosition(start ?? 0).line + 1 : 0,
            code,
            message: ts.flattenDiagnosticMessageText(messageText, " "),
        }));
}
