import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";

/** A file of a candidate. */
export interface SourceFile {
    /** Relative to the project. */
    path: string;
    text: string;
    tree: ts.SourceFile;
    isTest: boolean;
    /** Whether it declares tests, or should by its name. */
    isSpec: boolean;
}

const leftOut = ["node_modules", ".git", "coverage", "cfn-outputs", ".emulator", ".pulumi"];
const textFiles = /\.([cm]?[jt]sx?|json|ya?ml|md|py|sh|html|css|txt)$|(^|\/)(\.gitignore|\.gitattributes|\.npmrc)$/;

/** Paths of a project's own text files; nested projects are not part of it. */
export function listTextFiles(folder: string, fits = textFiles): string[] {
    const list = (below: string): string[] => readdirSync(join(folder, below), { withFileTypes: true })
        .sort((one, other) => one.name < other.name ? -1 : 1)
        .flatMap(entry => {
            const path = join(below, entry.name);
            if (entry.isDirectory()) {
                return leftOut.includes(entry.name) || isNested(join(folder, path)) ? [] : list(path);
            }
            return entry.isFile() && fits.test(path) && statSync(join(folder, path)).size < 2 ** 20 ? [path] : [];
        });
    return list("");
}

function isNested(folder: string): boolean {
    return readdirSync(folder).some(name => name === "Pulumi.yaml" || name === "PulumiPolicy.yaml");
}

const codeFiles = /\.[cm]?[jt]sx?$/;

export function isCode(path: string): boolean {
    return codeFiles.test(path) && !/\.d\.[cm]?ts$/.test(path);
}

/** By place: of the same text, the tree is the same. */
const parsed = new Map<string, SourceFile>();

export function parseSource(folder: string, path: string): SourceFile {
    const text = readFileSync(join(folder, path), "utf8");
    const former = parsed.get(join(folder, path));
    if (former?.text === text) {
        return former;
    }
    const kind = /\.[cm]?jsx?$/.test(path) ? ts.ScriptKind.JS : ts.ScriptKind.TS;
    const tree = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true, kind);
    const isSpec = isNamedSpec(path) || declaresTests(tree);
    const source = { path, text, tree, isSpec, isTest: isSpec || /(^|\/)tests?\//.test(path) };
    parsed.set(join(folder, path), source);
    return source;
}

export function isNamedSpec(path: string): boolean {
    return /([._](spec|test)s?|-(spec|test))\.[cm]?[jt]sx?$|(^|\/)__tests__\//.test(path);
}

/** Whether a file calls what test runners declare tests with, by a title and a function. */
function declaresTests(tree: ts.SourceFile): boolean {
    return findNodes(tree, ts.isCallExpression).some(({ expression, arguments: [title, body] }) =>
        ts.isIdentifier(expression) && /^(describe|suite|it|test)$/.test(expression.text)
        && title !== undefined && ts.isStringLiteralLike(title)
        && body !== undefined && (ts.isArrowFunction(body) || ts.isFunctionExpression(body)));
}

/** `file:line` of a node. */
export function placeOf(source: SourceFile, node: ts.Node): string {
    return `${source.path}:${lineOf(source, node)}`;
}

export function lineOf({ tree }: SourceFile, node: ts.Node): number {
    return tree.getLineAndCharacterOfPosition(node.getStart(tree)).line + 1;
}

/** All nodes below a node for which `test` holds. */
export function findNodes<T extends ts.Node>(node: ts.Node, test: (node: ts.Node) => node is T): T[] {
    const found: T[] = [];
    const visit = (next: ts.Node): void => {
        if (test(next)) {
            found.push(next);
        }
        ts.forEachChild(next, visit);
    };
    visit(node);
    return found;
}

/** Whether `test` holds for one of the nodes that a node is in. */
export function isWithin(node: ts.Node, test: (node: ts.Node) => boolean): boolean {
    let above = node.parent as ts.Node | undefined;
    while (above && !test(above)) {
        above = above.parent;
    }
    return above !== undefined;
}

const imports = new WeakMap<ts.SourceFile, string[]>();

/** Names of modules that a file imports, by `import`, `export ... from`, `import()` or `require`. */
export function importsOf({ tree }: SourceFile): string[] {
    const known = imports.get(tree) ?? findImports(tree);
    imports.set(tree, known);
    return known;
}

function findImports(tree: ts.SourceFile): string[] {
    const declared = findNodes(tree, node => ts.isImportDeclaration(node) || ts.isExportDeclaration(node))
        .flatMap(({ moduleSpecifier }) => moduleSpecifier ? [moduleSpecifier] : []);
    const called = findNodes(tree, ts.isCallExpression)
        .filter(({ expression }) => /^(require|import|load)$/.test(expression.getText(tree)))
        .flatMap(call => call.arguments.slice(0, 1));
    return [...declared, ...called].filter(ts.isStringLiteralLike).map(({ text }) => text);
}

const endings = ["", ".ts", ".tsx", ".js", ".mjs", ".cjs", "/index.ts", "/index.js"];

/**
 * Files that one imports, directly or through others, itself included. Paths are relative to the project, and may lead
 * out of it, but not out of `top`.
 */
export function reach(from: SourceFile, folder: string, top: string): SourceFile[] {
    const found = new Map<string, SourceFile>();
    const visit = (source: SourceFile): void => {
        if (!found.has(source.path)) {
            found.set(source.path, source);
            for (const name of importsOf(source).filter(module => module.startsWith("."))) {
                const path = endings.map(ending => join(source.path, "..", name) + ending)
                    .find(place => isCode(place) && isFile(join(folder, place), top));
                if (path !== undefined) {
                    visit(parseSource(folder, path));
                }
            }
        }
    };
    visit(from);
    return [...found.values()];
}

function isFile(path: string, top: string): boolean {
    return path.startsWith(`${top}/`) && statSync(path, { throwIfNoEntry: false })?.isFile() === true;
}
