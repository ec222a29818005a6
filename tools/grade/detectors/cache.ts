import type { Candidate } from "../candidate";
import { textsIn } from "../graph";
import { noConfigurationEndpoint } from "../trial";
import { type Evidence, nothingToJudge } from "../verdict";

/** What comes from the configuration endpoint of a cache without cluster mode, which has none. */
export async function findEmptyEndpoints(candidate: Candidate): Promise<Evidence[]> {
    const graphs = await candidate.graphs();
    if (graphs.every(graph => graph.ofType("elasticache/replicationGroup:ReplicationGroup").length === 0)) {
        nothingToJudge("there is no replication group");
    }
    const what = "comes from configurationEndpointAddress, which is empty without cluster mode";
    const isEmpty = (value: unknown) => textsIn(value).some(text => text.includes(noConfigurationEndpoint));
    return graphs.flatMap(graph => [
        ...Object.keys(graph.outputs).filter(key => isEmpty(graph.outputs[key]))
            .map(key => ({ what, where: `output ${key} (${graph.stack})` })),
        ...graph.resources.flatMap(resource => Object.keys(resource.inputs)
            .filter(key => isEmpty(resource.inputs[key]))
            .map(key => ({ what: `${key} ${what}`, where: graph.place(resource) }))),
    ]);
}
