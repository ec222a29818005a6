import ts from "typescript";
import { hasUnknown } from "../../host/monitor";
import type { Candidate } from "../candidate";
import { findNodes, isWithin, placeOf, type SourceFile } from "../sources";
import { type Evidence, nothingToJudge } from "../verdict";

const functionType = "lambda/function:Function";

/** Functions whose runtime no key of the configuration says. */
export async function findFixedRuntimes(candidate: Candidate): Promise<Evidence[]> {
    const graphs = (await candidate.graphs()).filter(graph => graph.ofType(functionType).length > 0);
    if (graphs.length === 0) {
        nothingToJudge("there is no function");
    }
    return graphs.flatMap(graph => graph.ofType(functionType)
        .filter(({ inputs: { runtime } }) => typeof runtime === "string" && !hasUnknown(runtime)
            && !Object.values(graph.settings.config).includes(runtime))
        .map(resource => ({
            what: `no key of the configuration says its runtime, ${String(resource.inputs.runtime)}`,
            where: graph.place(resource),
        })));
}

/** Code of functions: what exports a handler, and what that imports. */
function functionCode(candidate: Candidate): SourceFile[] {
    const handlers = candidate.program.filter(source => /(^|\/)(lambdas?|functions?|handlers?)\//.test(source.path)
        || findNodes(source.tree, ts.isVariableStatement).some(node =>
            /^export const handler\b/.test(node.getText(source.tree))));
    return [...new Set(handlers.flatMap(source => candidate.reach(source)))]
        .filter(({ text }) => !/from ["']@pulumi\//.test(text));
}

/** What tells errors apart: their name, class or code, or a function that does. */
const tellsApart = new RegExp("\\.(name|code|statusCode|\\$metadata|\\$retryable|\\$fault)\\b|\\binstanceof\\b"
    + "|\\b(classify|isRetryable|is\\w*Error)\\w*\\(");

/** Errors that are all treated alike, and messages that get lost. */
export async function findLostErrors(candidate: Candidate): Promise<Evidence[]> {
    const code = functionCode(candidate);
    const graphs = await candidate.graphs();
    if (code.length === 0 && graphs.every(graph => graph.ofType(functionType).length === 0)) {
        nothingToJudge("there is no function");
    }
    const swallowed = code.flatMap(source => findNodes(source.tree, ts.isCatchClause)
        .filter(clause => clause.variableDeclaration !== undefined || isHandler(clause))
        .filter(clause => !tellsApart.test(clause.block.getText(source.tree))
            && findNodes(clause.block, ts.isThrowStatement).length === 0)
        .map(clause => ({ what: "all errors are treated alike", where: placeOf(source, clause) })));
    const constants = code.flatMap(source => findNodes(source.tree, ts.isFunctionDeclaration)
        .filter(({ name, parameters: [error], body }) =>
            /^classify|^isRetryable/.test(name?.text ?? "") && error && body
            && !findNodes(body, ts.isIdentifier).some(({ text }) => text === error.name.getText(source.tree)))
        .map(node => ({ what: `${node.name?.text} doesn't look at the error`, where: placeOf(source, node) })));
    const lost = graphs.flatMap(graph => graph.ofType("lambda/eventSourceMapping:EventSourceMapping")
        .flatMap(mapping => graph.refer(mapping, "eventSourceArn", "sqs/queue:Queue"))
        .filter(queue => queue.inputs.redrivePolicy === undefined
            && !graph.ofType("sqs/redrivePolicy:RedrivePolicy")
                .some(policy => graph.refer(policy, "queueUrl").includes(queue)))
        .map(queue => ({ what: "the queue has no dead-letter queue", where: graph.place(queue) })));
    return [...swallowed, ...constants, ...lost];
}

/** Whether it is the outermost catch of a function that Lambda calls. */
function isHandler(clause: ts.CatchClause): boolean {
    return isWithin(clause, node => ts.isVariableDeclaration(node) && node.name.getText() === "handler");
}
