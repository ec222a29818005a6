import { groupBy } from "./group-by";
import type { Resource } from "./monitor";

/**
 * Draws the resources of one stack, each below its parent, as lines of text. Siblings stand in the order in which they
 * depend on each other, then by name: the order of arrival is another one in each run. `describe` adds lines to each.
 */
export function drawTree(resources: Resource[], describe: (resource: Resource) => string[] = () => []): string[] {
    const width = Math.max(...resources.map(({ name }) => name.length)) + 4;
    const children = groupBy(resources, ({ parent }) => parent);
    const ranks = rankByDependency(resources, children);
    const rank = ({ urn }: Resource) => ranks.get(urn) ?? 0;
    const branch = (parent: string, indent: string): string[] => (children.get(parent) ?? [])
        .sort((a, b) => rank(a) - rank(b) || a.name.localeCompare(b.name) || a.type.localeCompare(b.type))
        .flatMap(resource => [
            `${indent}${resource.name}`.padEnd(width) + `  ${nameType(resource.type)}`,
            ...describe(resource).map(line => `${indent}    ${line}`),
            ...branch(resource.urn, `${indent}  `),
        ]);
    return branch("", "");
}

/** A type as programs write it: `aws.ec2.Vpc` for `aws:ec2/vpc:Vpc`. */
export function nameType(type: string): string {
    return type.replace(/^(\w+):(\w+).*:/, "$1.$2.");
}

/** How many resources wait for each other before this one, by URN; a component ranks as the last of its children. */
function rankByDependency(resources: Resource[], children: Map<string, Resource[]>): Map<string, number> {
    const byUrn = new Map(resources.map(resource => [resource.urn, resource]));
    const ranks = new Map<string, number>();
    const visit = (urn: string): number => {
        const known = ranks.get(urn);
        if (known !== undefined) {
            return known;
        }
        // Components may wait for each other's parts: whoever is met again on the way counts nothing.
        ranks.set(urn, 0);
        const own = byUrn.get(urn)?.dependencies.map(dependency => visit(dependency) + 1) ?? [];
        const below = children.get(urn)?.map(child => visit(child.urn)) ?? [];
        const rank = Math.max(0, ...own, ...below);
        ranks.set(urn, rank);
        return rank;
    };
    resources.map(({ urn }) => urn).sort().forEach(visit);
    return ranks;
}
