import { fileURLToPath } from "node:url";
import type { Alias as AliasMessage } from "@pulumi/pulumi/proto/alias_pb";
import type * as resourcepb from "@pulumi/pulumi/proto/resource_pb";
import type { SourcePosition } from "@pulumi/pulumi/proto/source_pb";
import type { Properties } from "./properties";

/** What a program asks for: one resource or component. */
export interface Registration {
    urn: string;
    type: string;
    name: string;
    /** False for components. */
    custom: boolean;
    /** URN, or "" for the stack itself. */
    parent: string;
    /** URNs of all that it waits for. */
    dependencies: string[];
    /** URNs by input. */
    propertyDependencies: Record<string, string[]>;
    inputs: Properties;
    /** Names of the inputs that are secret, or hold a secret. */
    secretInputs: string[];
    /** Inputs of the explicit provider, if the program gives one. */
    provider: Properties | undefined;
    options: RegistrationOptions;
    /** Where the program registers it. */
    source: { file: string; line: number } | undefined;
}

export interface RegistrationOptions {
    protect: boolean;
    retainOnDelete: boolean;
    deleteBeforeReplace: boolean;
    ignoreChanges: string[];
    replaceOnChanges: string[];
    hideDiffs: string[];
    additionalSecretOutputs: string[];
    /** Names that it had before. */
    aliases: Alias[];
    /** Only those that the program sets. */
    customTimeouts: { create?: string; update?: string; delete?: string; read?: string };
    /** Id of the existing resource to adopt, or "". */
    import: string;
    /** URN of the resource that takes this one with it when it is deleted, or "". */
    deletedWith: string;
}

/** A whole URN, or the parts of it that were different. */
export type Alias = string | {
    name?: string;
    type?: string;
    stack?: string;
    project?: string;
    /** URN, or "" for none. */
    parent?: string;
};

/** What exists outside the stack, and the program reads: `X.get`, StackReference. */
export interface Existing extends Pick<Registration,
    "urn" | "type" | "name" | "parent" | "dependencies" | "inputs" | "provider" | "source"> {
    id: string;
}

/** Options of a request, in the form in which transforms change them. */
type Options = resourcepb.TransformResourceOptions;

/** What becomes of a request once transforms have seen it. */
export interface Request {
    message: resourcepb.RegisterResourceRequest;
    inputs: Properties;
    secretInputs: string[];
    options: Options;
}

export interface Scope {
    project: string;
    stack: string;
    /** URN of the stack. */
    root: string;
    /** What the program has given to the explicit provider of this reference. */
    providerInputs: (reference: string) => Properties | undefined;
}

export function readRegistration({ message, inputs, secretInputs, options }: Request, scope: Scope): Registration {
    const propertyDependencies: Record<string, string[]> = {};
    message.getPropertydependenciesMap().forEach((urns, key) => {
        propertyDependencies[key] = urns.getUrnsList();
    });
    return {
        urn: createUrn(message, scope),
        type: message.getType(),
        name: message.getName(),
        custom: message.getCustom(),
        parent: message.getParent(),
        dependencies: options.getDependsOnList(),
        propertyDependencies,
        inputs,
        secretInputs,
        provider: scope.providerInputs(options.getProvider()),
        options: readOptions(options),
        source: readSource(message.getSourceposition()),
    };
}

export function readExisting(message: resourcepb.ReadResourceRequest, inputs: Properties, scope: Scope): Existing {
    return {
        urn: createUrn(message, scope),
        type: message.getType(),
        name: message.getName(),
        id: message.getId(),
        parent: message.getParent(),
        dependencies: message.getDependenciesList(),
        inputs,
        provider: scope.providerInputs(message.getProvider()),
        source: readSource(message.getSourceposition()),
    };
}

/** A URN as the engine makes it: the types of all parents but the stack are part of it. */
export function createUrn(
    message: { getType: () => string; getName: () => string; getParent: () => string },
    { project, stack, root }: Scope,
): string {
    const parent = message.getParent();
    const parentType = parent === root ? "" : parent.split("::")[2];
    const type = parentType ? `${parentType}$${message.getType()}` : message.getType();
    return `urn:pulumi:${stack}::${project}::${type}::${message.getName()}`;
}

function readSource(position: SourcePosition | undefined): Registration["source"] {
    return position && { file: fileURLToPath(position.getUri()), line: position.getLine() };
}

function readOptions(options: Options): RegistrationOptions {
    const timeouts = options.getCustomTimeouts()?.toObject() ?? {};
    return {
        protect: options.getProtect() ?? false,
        retainOnDelete: options.getRetainOnDelete() ?? false,
        deleteBeforeReplace: options.getDeleteBeforeReplace() ?? false,
        ignoreChanges: options.getIgnoreChangesList(),
        replaceOnChanges: options.getReplaceOnChangesList(),
        hideDiffs: options.getHideDiffList(),
        additionalSecretOutputs: options.getAdditionalSecretOutputsList(),
        aliases: options.getAliasesList().map(readAlias),
        customTimeouts: Object.fromEntries(Object.entries(timeouts).filter(([, value]) => value)),
        import: options.getImport(),
        deletedWith: options.getDeletedWith(),
    };
}

function readAlias(alias: AliasMessage): Alias {
    const spec = alias.getSpec();
    if (!spec) {
        return alias.getUrn();
    }
    const parts = { name: spec.getName(), type: spec.getType(), stack: spec.getStack(), project: spec.getProject() };
    const parent = spec.getNoparent() ? { parent: "" } : spec.hasParenturn() ? { parent: spec.getParenturn() } : {};
    return { ...Object.fromEntries(Object.entries(parts).filter(([, value]) => value)), ...parent };
}
