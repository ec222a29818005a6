import type { Resource } from "./monitor";

/** Draws the resources of one stack, each below its parent, as lines of text. */
export function drawTree(resources: Resource[]): string[] {
    const width = Math.max(...resources.map(({ name }) => name.length)) + 4;
    const branch = (parent: string, indent: string): string[] =>
        resources.filter(resource => resource.parent === parent).flatMap(resource => [
            `${indent}${resource.name}`.padEnd(width) + `  ${resource.type.replace(/^(\w+):(\w+).*:/, "$1.$2.")}`,
            ...branch(resource.urn, `${indent}  `),
        ]);
    return branch("", "");
}
