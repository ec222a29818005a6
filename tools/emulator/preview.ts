import { UserError } from "../host/command";
import { addNote, createFailure, nameStack } from "../host/failure";
import { type Provider, type Registration, unknownResults, unknownValue } from "../host/monitor";
import { type ProgramRun, runProgram } from "../host/program";
import { SharedProcess } from "../host/shared-process";
import type { StackSettings } from "../host/settings";
import { providerFunction } from "./services";

export interface Preview extends ProgramRun {
    /** Functions and methods whose results are unknown here. */
    unknownFunctions: string[];
}

/** What is unknown but known to be a secret: without it, a program could export it as if it were none. */
function listSecrets({ inputs, options }: Registration): Record<string, string> {
    const names = options.additionalSecretOutputs.filter(name => !(name in inputs));
    return Object.fromEntries(names.map(name => [name, unknownValue]));
}

interface Options extends Pick<Partial<Provider>, "create" | "invoke"> {
    /** In milliseconds. */
    timeLimit?: number;
    /** Variables of the program. */
    env?: Record<string, string | undefined>;
}

/** Two thirds of the time that a program takes can be spared for all but the first. */
const sharedProcess = new SharedProcess();

/** For a program that asks nobody. */
const usualTimeLimit = 120_000;

/**
 * Runs a program as `pulumi preview` does for a new stack, without AWS and network: what only a deployment knows stays
 * unknown to it. `invoke` answers functions of the provider; without it, they answer as in unit tests, or not at all.
 * @throws UserError with the program's own message if it fails, and when it has not ended at the time limit.
 */
export async function previewProgram(
    settings: StackSettings, {
        create = () => Promise.resolve({ id: "", state: {} }),
        invoke,
        timeLimit = usualTimeLimit,
        env = { ENVIRONMENT_SUFFIX: process.env.ENVIRONMENT_SUFFIX },
    }: Options = {},
): Promise<Preview> {
    const unknownFunctions = new Set<string>();
    const leaveOpen = (token: string) => {
        unknownFunctions.add(token);
        return Promise.resolve(unknownResults(token));
    };
    const provider: Provider = {
        async create(registration) {
            const { id, state } = await create(registration);
            return { id, state: { ...listSecrets(registration), ...state } };
        },
        read: () => Promise.resolve({}),
        invoke: invoke ?? (token => findMock(token) ?? leaveOpen(token)),
        call: leaveOpen,
    };
    try {
        const run = await runProgram({
            settings, provider, stackOutputs: () => unknownValue, dryRun: true, timeLimit, env, sharedProcess });
        if (run.exitCode !== 0) {
            throw createFailure(run, settings);
        }
        return { ...run, unknownFunctions: [...unknownFunctions].sort() };
    } catch (error) {
        if (!(error instanceof UserError)) {
            throw error;
        }
        const unknowns = [...unknownFunctions].sort()
            .map(token => `\nnot known here: ${token}, its results are unknown`);
        throw nameStack(settings.stack, addNote(error, unknowns.join("")), 2);
    }
}

/** What a function answers in unit tests; undefined if the emulator doesn't know it. */
function findMock(token: string): ReturnType<Provider["invoke"]> | undefined {
    try {
        return Promise.resolve(providerFunction(token).mock);
    } catch {
        return undefined;
    }
}
