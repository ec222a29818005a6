import ts from "typescript";
import type { Candidate } from "../candidate";
import { findNodes, isNamedSpec, isWithin, placeOf, type SourceFile } from "../sources";
import { type Evidence, notShown } from "../verdict";

/** Files that declare tests; where some have names of such, others help them. */
export function specsOf(candidate: Candidate): SourceFile[] {
    const named = candidate.sources.filter(({ path }) => isNamedSpec(path));
    const specs = named.length > 0 ? named : candidate.sources.filter(({ isSpec }) => isSpec);
    return specs.length > 0 ? specs : notShown("there are no tests");
}

export function findNoTests(candidate: Candidate): Evidence[] {
    return candidate.sources.some(({ isSpec }) => isSpec)
        ? []
        : [{ what: "there are no tests", where: "tests" }];
}

const leavingOut = /^((it|test|describe|suite|context)\.(skip|todo|only)|x(it|describe|test)|f(it|describe))$/;

/** Tests that are commented out or left out. */
export function findDisabledTests(candidate: Candidate): Evidence[] {
    return specsOf(candidate).flatMap(source => {
        const comments = source.text.split("\n").flatMap((line, index) =>
            /^\s*(\/\/|\*|\/\*)\s*(it|test|describe)\(\s*["'`]/.test(line)
                ? [{ what: "a test is commented out", where: `${source.path}:${index + 1}` }]
                : []);
        const left = findNodes(source.tree, ts.isCallExpression)
            .filter(({ expression }) => leavingOut.test(expression.getText(source.tree)))
            .map(call => ({
                what: `${call.expression.getText(source.tree)} leaves tests out`, where: placeOf(source, call) }));
        return [...comments, ...left];
    });
}

/** Assertions in callbacks that no test waits for, or on an Output instead of its value. */
export function findUnawaitedAssertions(candidate: Candidate): Evidence[] {
    return specsOf(candidate).flatMap(source => {
        const applied = findNodes(source.tree, ts.isExpressionStatement)
            .filter(({ expression }) => ts.isCallExpression(expression)
                && /\.(apply|then)$/.test(expression.expression.getText(source.tree))
                && /\b(assert|expect)\b/.test(expression.arguments.map(node => node.getText(source.tree)).join()))
            .filter(node => !usesDone(node, source))
            .map(node => ({ what: "no test waits for this assertion", where: placeOf(source, node) }));
        const compared = findNodes(source.tree, ts.isCallExpression)
            .filter(call => /^expect\(\(?[\w.]+ as any\)?\.(__\w+|outputs?)\b/.test(call.getText(source.tree)))
            .map(call => ({ what: "the assertion looks into an Output", where: placeOf(source, call) }));
        return [...applied, ...compared];
    });
}

/** Whether the test around a node ends by a callback, or makes a promise of it. */
function usesDone(node: ts.Node, { tree }: SourceFile): boolean {
    return isWithin(node, above => (ts.isArrowFunction(above) || ts.isFunctionExpression(above))
        && above.parameters.length > 0 && /^(done|resolve)/.test(above.parameters[0]?.name.getText(tree) ?? ""));
}
