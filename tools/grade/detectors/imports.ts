import ts from "typescript";
import type { Candidate } from "../candidate";
import { findNodes, placeOf, type SourceFile } from "../sources";
import type { Evidence } from "../verdict";

interface Import {
    module: string;
    style: "import * as" | "default import" | "import = require" | "require";
    quote: string;
    where: string;
}

/** How a module as a whole is imported. Imports of single names go with each. */
function importsOf(source: SourceFile): Import[] {
    const { tree } = source;
    const make = (node: ts.Node, specifier: ts.Node, style: Import["style"]): Import => ({
        module: (specifier as ts.StringLiteral).text,
        quote: specifier.getText(tree)[0] ?? "",
        style,
        where: placeOf(source, node),
    });
    const declared = findNodes(tree, ts.isImportDeclaration).flatMap(node => {
        const { name, namedBindings, phaseModifier } = node.importClause ?? {};
        if (phaseModifier === ts.SyntaxKind.TypeKeyword) {
            return [];
        }
        const namespace = namedBindings && ts.isNamespaceImport(namedBindings);
        return [
            ...namespace ? [make(node, node.moduleSpecifier, "import * as")] : [],
            ...name ? [make(node, node.moduleSpecifier, "default import")] : [],
        ];
    });
    const assigned = findNodes(tree, ts.isImportEqualsDeclaration)
        .flatMap(({ moduleReference }) => ts.isExternalModuleReference(moduleReference)
            ? [make(moduleReference, moduleReference.expression, "import = require")]
            : []);
    const called = findNodes(tree, ts.isCallExpression)
        .filter(({ expression, arguments: [first] }) =>
            ts.isIdentifier(expression) && expression.text === "require" && first && ts.isStringLiteralLike(first))
        .map(node => make(node, node.arguments[0] as ts.Node, "require"));
    return [...declared, ...assigned, ...called];
}

/** Modules that are imported in several ways, and code that mixes `require` with `import`. */
export function findMixedImports(candidate: Candidate): Evidence[] {
    const first = new Map<string, Import>();
    const evidence: Evidence[] = [];
    for (const source of candidate.sources.filter(({ path }) => !path.endsWith(".cjs"))) {
        const imports = importsOf(source);
        const hasImport = findNodes(source.tree, ts.isImportDeclaration).length > 0;
        for (const one of imports) {
            const other = first.get(one.module) ?? one;
            first.set(one.module, other);
            if (one.style === "require" && hasImport && /tsx?$/.test(source.path)) {
                evidence.push({ what: `${one.module} comes by require, in a file that imports`, where: one.where });
            } else if (other.style !== one.style) {
                evidence.push({
                    what: `${one.module} comes by ${one.style}, in ${other.where} by ${other.style}`,
                    where: one.where,
                });
            }
        }
    }
    return [...evidence, ...findMixedQuotes(candidate)];
}

function findMixedQuotes({ sources }: Candidate): Evidence[] {
    const specifiers = sources.flatMap(source => findNodes(source.tree, ts.isImportDeclaration).map(node => ({
        quote: node.moduleSpecifier.getText(source.tree)[0] ?? "", where: placeOf(source, node) })));
    const single = specifiers.filter(({ quote }) => quote === "'");
    const double = specifiers.filter(({ quote }) => quote === '"');
    const fewer = single.length < double.length ? single : double;
    return single.length > 0 && double.length > 0
        ? fewer.map(({ where }) => ({ what: "the module's name is in other quotes than most", where }))
        : [];
}
