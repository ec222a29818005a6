import type { Resource } from "../../host/monitor";
import { shortenType } from "./names";

/** Questions about what inputs of recorded resources are made of. */
export class References {
    private readonly byUrn: Map<string, Resource>;

    constructor(readonly resources: Resource[]) {
        this.byUrn = new Map(resources.map(resource => [resource.urn, resource]));
    }

    /** Resources of a type, as programs write it. */
    ofType(...types: string[]): Resource[] {
        return this.resources.filter(({ type }) => types.includes(shortenType(type)));
    }

    /** What an input is made of; every input whose name fits. */
    sourcesOf({ propertyDependencies }: Resource, input: RegExp): Resource[] {
        const urns = Object.entries(propertyDependencies).filter(([name]) => input.test(name))
            .flatMap(([, urns]) => urns);
        return [...new Set(urns)].flatMap(urn => this.byUrn.get(urn) ?? []);
    }

    /** What is of this type among that. */
    find(resource: Resource, input: RegExp, ...types: string[]): Resource[] {
        return this.sourcesOf(resource, input).filter(({ type }) => types.includes(shortenType(type)));
    }
}
