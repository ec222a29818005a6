import type { Resource } from "../../host/monitor";
import type { Candidate } from "../candidate";
import type { StackGraph } from "../graph";
import { type Evidence, nothingToJudge } from "../verdict";

const type = (name: string) => `apigateway/${name[0]?.toLowerCase()}${name.slice(1)}:${name}`;

/** Parts of a REST API that AWS may create before what they need. */
export async function findApiRaces(candidate: Candidate): Promise<Evidence[]> {
    const graphs = (await candidate.graphs()).filter(graph => graph.ofType(type("RestApi")).length > 0);
    if (graphs.length === 0) {
        nothingToJudge("there is no REST API");
    }
    return graphs.flatMap(graph => [
        ...needs(graph, "IntegrationResponse", ["Integration", "MethodResponse"], isOfSameMethod),
        ...needs(graph, "MethodResponse", ["Method"], isOfSameMethod),
        ...needs(graph, "Integration", ["Method"], isOfSameMethod),
        ...needs(graph, "Deployment", ["Method", "Integration", "IntegrationResponse"], isOfSameApi),
    ]);
}

type Test = (graph: StackGraph, one: Resource, other: Resource) => boolean;

function needs(graph: StackGraph, later: string, earlier: string[], belongs: Test): Evidence[] {
    return graph.ofType(type(later)).flatMap(resource => {
        const before = graph.waitsFor(resource);
        return earlier.flatMap(name => graph.ofType(type(name)))
            .filter(other => belongs(graph, resource, other) && !before.has(other.urn))
            .map(other => ({ what: `it doesn't wait for ${other.name}`, where: graph.place(resource) }));
    });
}

function isOfSameApi(graph: StackGraph, one: Resource, other: Resource): boolean {
    const apis = (resource: Resource) => graph.refer(resource, "restApi", type("RestApi"));
    return apis(one).some(api => apis(other).includes(api));
}

function isOfSameMethod(graph: StackGraph, one: Resource, other: Resource): boolean {
    const paths = (resource: Resource) => graph.refer(resource, "resourceId", type("Resource"), type("RestApi"));
    const verbs = [one.inputs.httpMethod, other.inputs.httpMethod].map(String);
    return isOfSameApi(graph, one, other) && verbs[0] === verbs[1]
        && paths(one).some(path => paths(other).includes(path));
}
