import ts from "typescript";
import type { Candidate } from "../candidate";
import { findNodes, type SourceFile } from "../sources";
import { type Evidence, nothingToJudge } from "../verdict";

/** Resources that hang below no component, though the program has components. */
export async function findOrphans(candidate: Candidate): Promise<Evidence[]> {
    const graphs = await candidate.graphs();
    const isStrict = candidate.profile.contract !== undefined;
    const files = new Map(candidate.parts.map(source => [source.path, source]));
    if (!isStrict && graphs.every(({ components }) => components.length === 0)) {
        nothingToJudge("there are no components");
    }
    return graphs.flatMap(graph => {
        const stackUrn = graph.graph.resources[0]?.urn;
        const orphans = graph.resources.filter(({ parent }) => parent === "" || parent === stackUrn);
        return orphans.filter(({ source }) => isStrict || isInComponent(files.get(graph.pathOf(source)), source?.line))
            .map(resource => ({
                what: "it hangs below the stack instead of a component", where: graph.place(resource) }));
    });
}

/** Whether a line lies in a class of components. */
function isInComponent(source: SourceFile | undefined, line = 0): boolean {
    return source !== undefined && findNodes(source.tree, ts.isClassDeclaration).some(node => {
        const [first, last] = [node.getStart(source.tree), node.getEnd()]
            .map(place => source.tree.getLineAndCharacterOfPosition(place).line + 1);
        return node.heritageClauses !== undefined && line >= (first ?? 0) && line <= (last ?? 0);
    });
}
