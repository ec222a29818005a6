import { type Resource, unknownValue } from "../host/monitor";
import type { StackSettings } from "../host/settings";

export type Sketch = Partial<Omit<Resource, "options">> & { options?: Partial<Resource["options"]>; of?: Resource };

/** A resource as a dry run records it, in the stack "dev" of a project "shop", or in a component there. */
export function sketchResource(type: string, name: string, { of, options, ...rest }: Sketch = {}): Resource {
    const above = of === undefined || of.type === "pulumi:pulumi:Stack" ? "" : `${of.urn.split("::")[2] ?? ""}$`;
    return {
        urn: `urn:pulumi:dev::shop::${above}${type}::${name}`,
        type, name, custom: true, parent: of?.urn ?? "", dependencies: [], propertyDependencies: {}, inputs: {},
        secretInputs: [],
        provider: undefined, source: undefined, id: "", state: {}, ...rest,
        options: {
            protect: false, retainOnDelete: false, deleteBeforeReplace: false, ignoreChanges: [], replaceOnChanges: [],
            hideDiffs: [], additionalSecretOutputs: [], aliases: [], customTimeouts: {}, import: "", deletedWith: "",
            ...options,
        },
    };
}

/** A resource of which an input is an output of others. */
export function sketchDependent(
    type: string, name: string, input: string, sources: Resource[], others: Sketch = {},
): Resource {
    return sketchResource(type, name, {
        ...others,
        inputs: { [input]: unknownValue, ...others.inputs },
        propertyDependencies: { [input]: sources.map(({ urn }) => urn) },
    });
}

/** Settings of a stack with other values, by their names without the project's. */
export function override(settings: StackSettings, values: Record<string, string>): StackSettings {
    const changes = Object.entries(values).map(([key, value]) => [`${settings.project}:${key}`, value] as const);
    return { ...settings, config: { ...settings.config, ...Object.fromEntries(changes) } };
}
