import ts from "typescript";
import type { Candidate } from "../candidate";
import { findNodes, isWithin, placeOf, type SourceFile } from "../sources";
import { type Evidence, nothingToJudge } from "../verdict";
import { specsOf } from "./tests";

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
