import { UserError } from "../host/command";
import { type Provider, type Registration, unknownValue } from "../host/monitor";
import { type ProgramRun, runProgram } from "../host/program";
import type { StackSettings } from "../host/settings";
import { providerFunction } from "./services";

/** Leaves open what AWS decides. */
const unknowns: Provider = {
    create: () => Promise.resolve({ id: "", state: {} }),
    read: () => Promise.resolve({}),
    invoke: token => Promise.resolve(providerFunction(token).mock),
};

/** What is unknown but known to be a secret: without it, a program could export it as if it were none. */
function listSecrets({ inputs, options }: Registration): Record<string, string> {
    const names = options.additionalSecretOutputs.filter(name => !(name in inputs));
    return Object.fromEntries(names.map(name => [name, unknownValue]));
}

/** In milliseconds, for a program that asks nobody. */
const usualTimeLimit = 120_000;

/**
 * Runs a program as `pulumi preview` does for a new stack, without AWS and network: what only a deployment knows stays
 * unknown to it. `invoke` answers functions of the provider; without it, they answer as in unit tests.
 * @throws UserError with the program's own message if it fails, and when it has not ended at the time limit.
 */
export async function previewProgram(
    settings: StackSettings, { timeLimit = usualTimeLimit, ...given }: Partial<Provider> & { timeLimit?: number } = {},
): Promise<ProgramRun> {
    const { create, ...provider } = { ...unknowns, ...given };
    const run = await runProgram({
        settings,
        provider: {
            ...provider,
            async create(registration) {
                const { id, state } = await create(registration);
                return { id, state: { ...listSecrets(registration), ...state } };
            },
        },
        dryRun: true,
        timeLimit,
        env: { ENVIRONMENT_SUFFIX: process.env.ENVIRONMENT_SUFFIX },
    });
    if (run.exitCode !== 0) {
        const errors = run.diagnostics.filter(({ severity }) => severity === "error");
        throw new UserError(`${settings.stack}: ${errors.map(({ message }) => message).join("\n")}`);
    }
    return run;
}
