import type { Clients } from "../host/clients";
import { UserError } from "../host/command";
import type { Provider } from "../host/monitor";
import { type ReadInputs, recordReads } from "./resource-type";
import { providerFunction, resourceTypeOf } from "./services";

export interface ProviderOptions {
    clientsOf: (region: string) => Clients;
    /** The stack's region, for what names no other. */
    region: string;
    /** The folder in which the program runs. */
    projectDir: string;
    /** Tags that the provider gives to all resources. */
    defaultTags: Record<string, string>;
    /** Receives which inputs of a type were emulated and which were left out. */
    onCreated: (type: string, inputs: ReadInputs) => void;
    /** The last exception that the emulated AWS has logged, or "". */
    lastError: () => string;
}

/** Creates resources in the emulated AWS that the clients lead to. */
export function createProvider(
    { clientsOf, region, projectDir, defaultTags, onCreated, lastError }: ProviderOptions,
): Provider {
    /** A resource's or call's own region wins over its provider's. */
    const contextOf = (own: unknown, provider: Record<string, unknown> | undefined) => {
        const [target = region] = [own, provider?.region].filter(value => typeof value === "string");
        return { clients: clientsOf(target), region: target };
    };
    return {
        create: async ({ type, name, inputs: { region: own, ...inputs }, provider }) => {
            const { create, taggable } = resourceTypeOf(type);
            const tags = provider ? tagsIn(provider.defaultTags) : defaultTags;
            const reads = recordReads(taggable ? withDefaultTags(inputs, tags) : inputs);
            const context = { ...contextOf(own, provider), clientsOf, projectDir, name };
            const created = await asUserError(create(reads.inputs as never, context), lastError);
            onCreated(type, reads);
            return created;
        },
        read: (type, id, { provider }) => {
            const { read } = resourceTypeOf(type);
            if (read === undefined) {
                throw new UserError(`the emulator can't read ${type}: teach it with its type`, 1);
            }
            return asUserError(read(id, contextOf(undefined, provider)), lastError);
        },
        invoke: (token, args, provider) => {
            const { call } = providerFunction(token);
            return asUserError(call(args as never, contextOf(args.region, provider)), lastError);
        },
    };
}

/** The tags of a provider's `defaultTags`, which may be JSON. */
export function tagsIn(defaultTags: unknown): Record<string, string> {
    const value: unknown = typeof defaultTags === "string" ? JSON.parse(defaultTags) : defaultTags;
    return (value as { tags?: Record<string, string> } | undefined)?.tags ?? {};
}

/** As the provider does; a group's tags, a list, are the one kind that it leaves alone. */
function withDefaultTags(inputs: Record<string, unknown>, defaultTags: Record<string, string>) {
    return Array.isArray(inputs.tags) || Object.keys(defaultTags).length === 0
        ? inputs
        : { ...inputs, tags: { ...defaultTags, ...inputs.tags as object } };
}

/** What the AWS SDK adds to an error. */
interface SdkError extends Error {
    /** The service's own refusal. */
    $fault?: string;
    $metadata?: { httpStatusCode?: number };
}

/** What AWS refuses is the program's fault, and said without a stack trace; so is what the emulated AWS can't do. */
async function asUserError<T>(answer: Promise<T>, lastError: () => string): Promise<T> {
    try {
        return await answer;
    } catch (error) {
        const { name, message, $fault, $metadata: { httpStatusCode: status = 0 } = {} } = error as SdkError;
        if (status >= 500) {
            throw new UserError(`the emulated AWS failed with HTTP ${status}: ${lastError() || message}`);
        }
        throw $fault === undefined ? error : new UserError(`${name}: ${message}`, 1);
    }
}
