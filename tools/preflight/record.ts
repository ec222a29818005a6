import { providerFunction } from "../emulator/services";
import { UserError } from "../host/command";
import type { Resource } from "../host/monitor";
import { runProgram } from "../host/program";
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
    const { exitCode, diagnostics, resources } = await runProgram({
        settings,
        dryRun: true,
        env: { ENVIRONMENT_SUFFIX: process.env.ENVIRONMENT_SUFFIX },
        provider: {
            create: () => Promise.resolve({ id: "", state: {} }),
            read: () => Promise.resolve({}),
            invoke: (token, args, provider) => withTimeLimit(seconds, signal => {
                const asked = textOf(args.region) ?? textOf(provider?.region) ?? region;
                const clients = limitCalls(clientsOf(asked), asked, signal);
                return providerFunction(token).call(args as never, { clients, region: asked });
            }),
        },
    });
    if (exitCode !== 0) {
        const errors = diagnostics.filter(({ severity }) => severity === "error");
        throw new UserError(`${settings.stack}: ${errors.map(({ message }) => message).join("\n")}`);
    }
    return resources.filter(({ custom }) => custom);
}
