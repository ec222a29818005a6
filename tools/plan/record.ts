import { UserError } from "../host/command";
import { type Provider, type Resource } from "../host/monitor";
import { runProgram } from "../host/program";
import type { StackSettings } from "../host/settings";
import { providerFunction } from "../emulator/services";

/** Leaves open what AWS decides, as a preview of a new stack does. */
const provider: Provider = {
    create: () => Promise.resolve({ id: "", state: {} }),
    invoke: token => Promise.resolve(providerFunction(token).mock),
};

/** What a program registers with these settings, the stack itself first. No AWS, no network. */
export async function recordResources(settings: StackSettings): Promise<Resource[]> {
    const { resources, exitCode, diagnostics } = await runProgram({ settings, provider, dryRun: true });
    if (exitCode !== 0) {
        const messages = diagnostics.filter(({ severity }) => severity === "error").map(({ message }) => message);
        throw new UserError(`${settings.stack}: the program has failed\n${messages.join("\n")}`, 1);
    }
    return resources;
}

/** Settings of a stack with other values, by their names without the project's. */
export function override(settings: StackSettings, values: Record<string, string>): StackSettings {
    const changes = Object.entries(values).map(([key, value]) => [`${settings.project}:${key}`, value] as const);
    return { ...settings, config: { ...settings.config, ...Object.fromEntries(changes) } };
}
