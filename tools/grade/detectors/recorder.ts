import ts from "typescript";
import type { Candidate } from "../candidate";
import { findNodes, placeOf, type SourceFile } from "../sources";
import { type Evidence, nothingToJudge } from "../verdict";

/** Recorders of AWS Config that every deployment creates, though an account and region can have but one. */
export async function findFixedRecorders(candidate: Candidate): Promise<Evidence[]> {
    const graphs = await candidate.graphs();
    if (graphs.every(graph => graph.ofType("cfg/recorder:Recorder").length === 0)) {
        nothingToJudge("there is no configuration recorder");
    }
    return candidate.program.flatMap(source => findNodes(source.tree, ts.isNewExpression)
        .filter(node => /\bcfg\.Recorder$/.test(node.expression.getText(source.tree)))
        .filter(node => !isConditional(node, candidate.program, new Set()))
        .map(node => ({
            what: "every stack creates a recorder: in an account that has one, the deployment fails",
            where: placeOf(source, node),
        })));
}

const isUse = (node: ts.Node): node is ts.NewExpression | ts.CallExpression =>
    ts.isNewExpression(node) || ts.isCallExpression(node);

/** Whether a node is reached under a condition, in its own function or where that is called or its class is made. */
function isConditional(node: ts.Node, sources: SourceFile[], seen: Set<string>): boolean {
    let name: string | undefined;
    for (let above = node.parent, below = node; ; below = above, above = above.parent) {
        const isBranch = ts.isIfStatement(above) || ts.isConditionalExpression(above) || ts.isSwitchStatement(above)
            || (ts.isBinaryExpression(above) && /^(&&|\|\||\?\?)$/.test(above.operatorToken.getText()));
        if (isBranch && !(ts.isIfStatement(above) && above.expression === below)) {
            return true;
        }
        if ((ts.isFunctionDeclaration(above) || ts.isClassDeclaration(above)) && above.name) {
            name = above.name.text;
            break;
        }
        if (ts.isVariableDeclaration(above) && ts.isArrowFunction(below) && ts.isIdentifier(above.name)) {
            name = above.name.text;
            break;
        }
        if (ts.isSourceFile(above)) {
            return false;
        }
    }
    if (seen.has(name)) {
        return false;
    }
    seen.add(name);
    const uses = sources.flatMap(({ tree }) => findNodes(tree, isUse)
        .filter(({ expression }) => expression.getText(tree).split(".").at(-1) === name));
    return uses.length > 0 && uses.every(use => isConditional(use, sources, seen));
}
