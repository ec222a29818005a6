import { UserError } from "../host/command";
import type { Provider } from "../host/monitor";
import { type ProgramRun, runProgram } from "../host/program";
import type { StackSettings } from "../host/settings";
import { providerFunction } from "./services";

/** Leaves open what AWS decides. */
const unknowns: Provider = {
    create: () => Promise.resolve({ id: "", state: {} }),
    read: () => Promise.resolve({}),
    invoke: token => Promise.resolve(providerFunction(token).mock),
};

interface Options extends Pick<Partial<Provider>, "invoke"> {
    timeLimit?: number;
    /** Variables of the program. */
    env?: Record<string, string | undefined>;
}

/** In milliseconds, for a program that asks nobody. */
const usualTimeLimit = 120_000;

/**
 * Runs a program as `pulumi preview` does for a new stack, without AWS and network: what only a deployment knows stays
 * unknown to it. `invoke` answers functions of the provider; without it, they answer as in unit tests.
 * @throws UserError with the program's own message if it fails, and when it has not ended at the time limit.
 */
export async function previewProgram(
    settings: StackSettings,
    { invoke, timeLimit = usualTimeLimit, env = { ENVIRONMENT_SUFFIX: process.env.ENVIRONMENT_SUFFIX } }: Options = {},
): Promise<ProgramRun> {
    const run = await runProgram({
        settings,
        provider: { ...unknowns, ...invoke && { invoke } },
        dryRun: true,
        timeLimit,
        env,
    });
    if (run.exitCode !== 0) {
        const errors = run.diagnostics.filter(({ severity }) => severity === "error");
        throw new UserError(`${settings.stack}: ${errors.map(({ message }) => message).join("\n")}`);
    }
    return run;
}
