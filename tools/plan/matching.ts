import type { Resource } from "../host/monitor";

type Alias = Exclude<Resource["options"]["aliases"][number], string>;

/**
 * Finds for each resource, by its URN, what it was before: the one of its URN, else the first of its aliases, own ones
 * and those that follow from its parent's, as the engine makes them. What isn't found is new.
 */
export function matchResources(before: Resource[], after: Resource[]): Map<string, Resource> {
    const former = new Map(before.map(resource => [resource.urn, resource]));
    const matches = new Map<string, Resource>();
    const take = (urn: string, old: Resource | undefined) => {
        if (old !== undefined) {
            matches.set(urn, old);
            former.delete(old.urn);
        }
    };
    for (const { urn } of after) {
        take(urn, former.get(urn));
    }
    // Parents are registered before their children.
    const names = new Map(after.map(({ urn, name }) => [urn, name]));
    for (const resource of after.filter(({ urn }) => !matches.has(urn))) {
        const parent = { name: names.get(resource.parent) ?? "", former: matches.get(resource.parent) };
        take(resource.urn, listFormerUrns(resource, parent).map(urn => former.get(urn)).find(old => old !== undefined));
    }
    return matches;
}

function listFormerUrns(resource: Resource, parent: { name: string; former: Resource | undefined }): string[] {
    const inherited = parent.former === undefined
        ? {}
        : { parent: parent.former.urn, name: replacePrefix(resource.name, parent.name, parent.former.name) };
    const own = resource.options.aliases.flatMap(alias => typeof alias === "string"
        ? [alias]
        // Each alias alone, and for a parent that has moved: that it moved along, too.
        : [createUrn(resource, alias), createUrn(resource, alias, inherited)]);
    return [...own, createUrn(resource, inherited)];
}

/** Children are named after their parents, as a rule. */
function replacePrefix(name: string, prefix: string, former: string): string {
    return name.startsWith(prefix) ? former + name.slice(prefix.length) : name;
}

function createUrn(resource: Resource, alias: Alias, inherited: Alias = {}): string {
    const [, stack = "", project = ""] = /^urn:pulumi:([^:]+)::([^:]+)::/.exec(resource.urn) ?? [];
    const parentType = (alias.parent ?? inherited.parent ?? resource.parent).split("::")[2] ?? "";
    const above = parentType === "" || parentType === "pulumi:pulumi:Stack" ? "" : `${parentType}$`;
    const type = `${above}${alias.type ?? resource.type}`;
    const name = alias.name ?? inherited.name ?? resource.name;
    return `urn:pulumi:${alias.stack ?? stack}::${alias.project ?? project}::${type}::${name}`;
}
