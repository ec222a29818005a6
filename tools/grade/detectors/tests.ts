import ts from "typescript";
import type { Candidate } from "../candidate";
import { findNodes, isNamedSpec, isWithin, placeOf, type SourceFile } from "../sources";
import { type Evidence, nothingToJudge, notShown } from "../verdict";

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

const integration = /integration|e2e|deployed|live|smoke|acceptance|\bint\b/i;

function integrationSpecs(candidate: Candidate): SourceFile[] {
    return specsOf(candidate).filter(({ path }) => integration.test(path));
}

/** What asks AWS: its SDK, or whatever makes clients of it. */
const asksAws = /@aws-sdk\/|["']aws-sdk["']|\bfetch\(|node:http|axios|createClients\(|\bclients\b/;
const readsOutputs = /outputs?\.json|stack output|OUTPUTS_FILE|readOutputs\(|\boutputs\b/i;

export function findNoDeployedTests(candidate: Candidate): Evidence[] {
    const asking = specsOf(candidate).filter(source => {
        const text = candidate.reach(source).map(file => file.text).join("\n");
        return asksAws.test(text) && readsOutputs.test(text) && integration.test(source.path);
    });
    return asking.length > 0
        ? []
        : [{ what: "no test reads the outputs of a deployment and asks AWS", where: "tests" }];
}

const mocking = new RegExp("setMocks\\(|mockClient\\(|jest\\.mock\\(|vi\\.mock\\(|sinon\\.stub\\("
    + "|aws-sdk-client-mock|readFileSync\\([^)]*Pulumi\\.\\w+\\.yaml");

/** Integration tests on mocks or on files of the project. */
export function findPretendedTests(candidate: Candidate): Evidence[] {
    const specs = integrationSpecs(candidate);
    if (specs.length === 0) {
        nothingToJudge("there are no integration tests");
    }
    return specs.flatMap(source => {
        const mock = mocking.exec(source.text);
        const text = candidate.reach(source).map(file => file.text).join("\n");
        if (mock) {
            return [{ what: `an integration test uses ${mock[0].replace(/\($/, "")}`, where: source.path }];
        }
        return asksAws.test(text) ? [] : [{ what: "an integration test asks nobody", where: source.path }];
    });
}

const dnsAttribute = /^[eE]nableDns(Support|Hostnames)$/;

/** DNS attributes of a VPC that are read from an answer that doesn't have them. */
export function findWrongDnsReads(candidate: Candidate): Evidence[] {
    const reading = candidate.tests.filter(({ text }) => /describeVpcs|DescribeVpcs/.test(text)
        && /EnableDns(Support|Hostnames)/.test(text));
    if (!candidate.tests.some(({ text }) => /EnableDns(Support|Hostnames)/i.test(text))) {
        nothingToJudge("no test looks at DNS attributes");
    }
    return reading.flatMap(source => findNodes(source.tree, ts.isPropertyAccessExpression)
        .filter(({ name }) => dnsAttribute.test(name.text))
        .filter(node => !comesFromAttribute(node, source))
        .map(node => ({
            what: `${node.name.text} is not in the answer of DescribeVpcs`, where: placeOf(source, node) })));
}

/** Whether the function around it asks for attributes. */
function comesFromAttribute(node: ts.Node, { tree }: SourceFile): boolean {
    return isWithin(node, above => ts.isArrowFunction(above) && above.getText(tree).includes("escribeVpcAttribute")
        && !/escribeVpcs\b/.test(above.getText(tree)));
}
