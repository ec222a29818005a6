import type { Clients } from "../host/clients";
import { UserError } from "../host/command";
import type { Provider } from "../host/monitor";
import { recordReads } from "./resource-type";
import { providerFunction, resourceTypeOf } from "./services";

export interface ProviderOptions {
    clientsOf: (region: string) => Clients;
    /** The stack's region, for what names no other. */
    region: string;
    /** Is told what the emulator leaves out. */
    notEmulated: (what: string) => void;
}

/** Creates resources in the emulated AWS that the clients lead to. */
export function createProvider({ clientsOf, region, notEmulated }: ProviderOptions): Provider {
    /** A resource's or call's own region wins over its provider's. */
    const contextOf = (own: unknown, provider: Record<string, unknown> | undefined) => {
        const [target = region] = [own, provider?.region].filter(value => typeof value === "string");
        return { clients: clientsOf(target), region: target };
    };
    return {
        create: async ({ type, name, inputs: { region: own, ...inputs }, provider }) => {
            const { create } = resourceTypeOf(type);
            const reads = recordReads(inputs);
            const created = await asUserError(create(reads.inputs as never, { ...contextOf(own, provider), name }));
            reads.unread().forEach(key => notEmulated(`${key} of ${type}`));
            return created;
        },
        invoke: (token, args, provider) => {
            const { call } = providerFunction(token);
            return asUserError(call(args as never, contextOf(args.region, provider)));
        },
    };
}

/** What AWS refuses is the program's fault, and said without a stack trace. */
async function asUserError<T>(answer: Promise<T>): Promise<T> {
    try {
        return await answer;
    } catch (error) {
        const refused = error instanceof Error && "$fault" in error;
        throw refused ? new UserError(`${error.name}: ${error.message}`, 1) : error;
    }
}
