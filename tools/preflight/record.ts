import { previewProgram } from "../emulator/preview";
import { providerFunction } from "../emulator/services";
import type { Resource } from "../host/monitor";
import type { StackSettings } from "../host/settings";
import { limitCalls, withTimeLimit } from "./calls";
import type { ClientsOf } from "./caller";
import { textOf } from "./check";

export interface RecordOptions {
    settings: StackSettings;
    /** The stack's own region. */
    region: string;
    clientsOf: ClientsOf;
    /** That AWS may take to answer a function of the provider. */
    seconds: number;
}

/** What the program of a stack registers. What it asks the provider for, AWS itself answers. */
export async function recordResources(
    { settings, region, clientsOf, seconds }: RecordOptions,
): Promise<Resource[]> {
    const { resources } = await previewProgram(settings, {
        invoke: (token, args, provider) => withTimeLimit(seconds, signal => {
            const asked = textOf(args.region) ?? textOf(provider?.region) ?? region;
            const clients = limitCalls(clientsOf(asked), asked, signal);
            return providerFunction(token).call(args as never, { clients, region: asked });
        }),
    });
    return resources.filter(({ custom }) => custom);
}
