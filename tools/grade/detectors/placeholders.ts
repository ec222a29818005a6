import ts from "typescript";
import type { Candidate } from "../candidate";
import { findNodes, placeOf, type SourceFile } from "../sources";
import type { Evidence } from "../verdict";
import { specsOf } from "./tests";

const testNames = /^(it|test|itLive|specify)(\.only)?$/;

const isFunction = (node: ts.Node) => ts.isArrowFunction(node) || ts.isFunctionExpression(node);

interface DeclaredTest {
    source: SourceFile;
    call: ts.CallExpression;
    body: ts.Node | undefined;
}

function testsIn(source: SourceFile): DeclaredTest[] {
    return findNodes(source.tree, ts.isCallExpression)
        .filter(({ expression }) => testNames.test(expression.getText(source.tree)))
        .map(call => ({ source, call, body: call.arguments.find(isFunction) }));
}

const assertion = new RegExp("\\b(assert|expect|should|t\\.(is|equal|deepEqual|ok|true))\\b|\\bassert\\w*\\("
    + "|\\bproperty\\(|\\.(rejects|throws)\\("
    // By hand.
    + "|\\bdone\\(\\s*[^\\s)]|\\bthrow\\b|\\breject\\(");
/** Arguments of an assertion that hold whatever the program does. */
const constant = new RegExp("^(?:assert(?:\\.ok)?\\(true\\b"
    + "|expect\\((true|1|\"[^\"]*\")\\)\\.(?:toBe|toEqual|to\\.(?:equal|be))\\S*\\(?\\1?"
    + "|assert\\.(?:equal|strictEqual)\\((\\w+), \\2\\b)");
/** What holds for everything that is there at all. */
const existence = new RegExp("\\.(toBeDefined|toBeTruthy|toBeInstanceOf|to\\.exist|to\\.be\\.ok)\\b"
    + "|assert\\.ok\\(\\w+\\)"
    + "|typeof \\w[\\w.]*( ?===? ?|, )[\"']function[\"']|typeof [\\w.]+\\)?\\.to(Be|Equal)\\([\"']function[\"']");

/** Tests that assert nothing, or only that something is there; files that are no code. */
export function findPlaceholders(candidate: Candidate): Evidence[] {
    return specsOf(candidate).flatMap(source => {
        const fences = source.text.split("\n").flatMap((line, index) => /^\s*```/.test(line)
            ? [{ what: "Markdown in a test file", where: `${source.path}:${index + 1}` }]
            : []);
        const tests = testsIn(source);
        const none = fences.length + tests.length === 0 && !/describe\w*\(|assert\w*\(|promise\w*\(/.test(source.text)
            ? [{ what: "the file declares no test", where: source.path }]
            : [];
        const weak = tests.flatMap(({ call, body }) => {
            const what = body && weaknessOf(source, body);
            return what ? [{ what, where: placeOf(source, call) }] : [];
        });
        return [...fences, ...none, ...weak];
    });
}

function weaknessOf(source: SourceFile, body: ts.Node): string | undefined {
    const calls = findNodes(body, ts.isCallExpression)
        // Of expect(...).toBe(...), the whole.
        .filter(({ parent }) => !ts.isPropertyAccessExpression(parent)).map(call => call.getText(source.tree))
        .filter(text => /^(assert|expect|chai|should)/.test(text));
    if (!assertion.test(body.getText(source.tree))) {
        return "the test asserts nothing";
    }
    if (calls.length > 0 && calls.every(text => constant.test(text))) {
        return "the test can't fail";
    }
    return calls.length > 0 && calls.every(text => existence.test(text))
        ? "the test asserts only that something is there"
        : undefined;
}
