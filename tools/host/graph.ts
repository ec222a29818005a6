import type { Resource } from "./monitor";

/** Questions about what a program registered. */
export class Graph {
    constructor(readonly resources: Resource[]) {}

    /** The one resource of this logical name that is no component. */
    get(name: string): Resource {
        const [found, ...others] = this.resources.filter(resource => resource.name === name && resource.custom);
        if (!found || others.length > 0) {
            throw new Error(`${others.length + (found ? 1 : 0)} resources are named ${name}`);
        }
        return found;
    }

    ofType(type: string): Resource[] {
        return this.resources.filter(resource => resource.type === type);
    }

    /** Names of all that must be there before this one is created, directly or through others. */
    waitsFor(name: string): Set<string> {
        const found = new Map<string, Resource>();
        const visit = ({ dependencies, parent }: Resource) => {
            for (const urn of [...dependencies, parent]) {
                const next = this.resources.find(resource => resource.urn === urn);
                if (next && !found.has(urn)) {
                    found.set(urn, next);
                    visit(next);
                }
            }
        };
        visit(this.get(name));
        return new Set([...found.values()].filter(({ custom }) => custom).map(resource => resource.name));
    }
}
