import ts from "typescript";
import type { Candidate } from "../candidate";
import { findNodes, placeOf } from "../sources";
import { type Evidence, nothingToJudge } from "../verdict";

const comparing = new RegExp("^(validate|compare|check|verify)\\w*"
    + "(config|environment|graph|setting|stack|deploy|consisten|parity)", "i");

type Named = ts.FunctionDeclaration | ts.MethodDeclaration;

const isNamed = (node: ts.Node): node is Named => ts.isFunctionDeclaration(node) || ts.isMethodDeclaration(node);

/** Functions that should compare environments, and return what doesn't depend on anything. */
export function findEmptyComparisons(candidate: Candidate): Evidence[] {
    const functions = candidate.sources.filter(({ isTest }) => !isTest).flatMap(source =>
        findNodes(source.tree, isNamed)
            .filter(({ name, body }) => body && comparing.test(name?.getText(source.tree) ?? ""))
            .map(node => ({ source, node })));
    if (functions.length === 0) {
        nothingToJudge("nothing compares environments");
    }
    return functions.filter(({ node }) => isConstant(node)).map(({ source, node }) => ({
        what: `${node.name?.getText(source.tree)} returns the same, whatever it gets`, where: placeOf(source, node) }));
}

/** Whether no variable, call or member has a part in what it returns. */
function isConstant({ body }: Named): boolean {
    const returned = body ? findNodes(body, ts.isReturnStatement).flatMap(({ expression }) => expression ?? []) : [];
    const throws = body ? findNodes(body, ts.isThrowStatement).length > 0 : false;
    return !throws && returned.length > 0 && returned.every(isLiteral)
        && body !== undefined && findNodes(body, ts.isIfStatement).length === 0;
}

function isLiteral(node: ts.Expression): boolean {
    if (ts.isArrayLiteralExpression(node)) {
        return node.elements.every(isLiteral);
    }
    if (ts.isObjectLiteralExpression(node)) {
        return node.properties.every(property => ts.isPropertyAssignment(property) && isLiteral(property.initializer));
    }
    if (ts.isCallExpression(node)) {
        return /^Promise\.resolve$/.test(node.expression.getText()) && node.arguments.every(isLiteral);
    }
    return ts.isLiteralExpression(node)
        || [ts.SyntaxKind.TrueKeyword, ts.SyntaxKind.FalseKeyword, ts.SyntaxKind.NullKeyword].includes(node.kind);
}
