import type { Resource } from "../host/monitor";
import { type CreateTime, findCreateTime } from "./create-times";

export interface Stage extends CreateTime {
    type: string;
    name: string;
}

export interface Duration {
    /** Of the longest chain of resources that wait for each other. */
    seconds: number;
    /** The chain, in the order of creation. */
    path: Stage[];
    /** Of all resources one after the other. */
    sequential: number;
}

/** Estimates how long the creation of recorded resources takes, if all that can be created at once is. */
export function estimateDuration(resources: Resource[]): Duration {
    const ends = new Map<string, { seconds: number; resource: Resource; after: string | undefined }>();
    // Whatever a resource waits for is registered before it.
    for (const resource of resources) {
        const { parent, dependencies, propertyDependencies } = resource;
        const before = [parent, ...dependencies, ...Object.values(propertyDependencies).flat()]
            .map(urn => ({ urn, seconds: ends.get(urn)?.seconds ?? 0 }))
            .reduce((last, item) => item.seconds > last.seconds ? item : last, { urn: "", seconds: 0 });
        const seconds = before.seconds + findCreateTime(resource).seconds;
        ends.set(resource.urn, { seconds, resource, after: before.urn });
    }
    const path: Stage[] = [];
    const [last] = [...ends.values()].sort((a, b) => b.seconds - a.seconds);
    for (let end = last; end !== undefined; end = ends.get(end.after ?? "")) {
        const { type, name } = end.resource;
        path.unshift({ type, name, ...findCreateTime(end.resource) });
    }
    return {
        seconds: last?.seconds ?? 0,
        path: path.filter(({ seconds }) => seconds > 0),
        sequential: resources.reduce((sum, resource) => sum + findCreateTime(resource).seconds, 0),
    };
}
