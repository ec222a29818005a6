import { createRequire } from "node:module";
import { join } from "node:path";
import { UserError } from "./command";
import type { Diagnostic } from "./engine";
import { Monitor, type StackOutputs } from "./monitor";
import { runAlone, type StartProgram } from "./program-process";
import { hasUnknown } from "./properties";
import type { Provider, Resource } from "./provider";
import type { Existing } from "./registration";
import type { StackSettings } from "./settings";
import type { SharedProcess } from "./shared-process";

export interface ProgramOptions {
    settings: StackSettings;
    provider: Provider;
    /** Outputs of another stack, by the name that a StackReference gives. */
    stackOutputs?: StackOutputs;
    /** Run as for `pulumi preview`: what the provider leaves open is unknown to the program. */
    dryRun?: boolean;
    /** Added to the few variables that the child inherits. */
    env?: Record<string, string | undefined>;
    signal?: AbortSignal;
    /** In milliseconds. A program that takes longer is ended. */
    timeLimit?: number;
    /** In place of a process of its own. */
    sharedProcess?: SharedProcess;
}

export interface ProgramRun {
    /** In the order of registration, the stack itself first. */
    resources: Resource[];
    /** What the program reads of other stacks and of what no stack manages. */
    existing: Existing[];
    /** As `pulumi stack output --json` prints them. */
    outputs: Record<string, unknown>;
    diagnostics: Diagnostic[];
    exitCode: number;
}

/**
 * Runs a Pulumi program as the CLI does, with the SDK's own entry point in a process of its own, but with our monitor
 * in place of the engine. A program that fails has an exit code other than 0 and says why in the diagnostics.
 * @throws the provider's error, naming the resource, a UserError at the time limit, or the signal's reason.
 */
export function runProgram(options: ProgramOptions): Promise<ProgramRun> {
    const attempt = (start: StartProgram) => runIn(start, options);
    return options.sharedProcess?.run(attempt) ?? attempt(runAlone);
}

async function runIn(start: StartProgram, options: ProgramOptions): Promise<ProgramRun> {
    const { settings, provider, stackOutputs, signal, timeLimit } = options;
    const { project, stack } = settings;
    const stop = new AbortController();
    // The program is not told of the error but ended at once: it would report it once for every resource that waits.
    const monitor = new Monitor({ project, stack, provider, stackOutputs, onError: (error, subject) => {
        const message = `${subject ?? "resource monitor"}: ${error instanceof Error ? error.message : String(error)}`;
        stop.abort(error instanceof UserError
            ? new UserError(message, error.exitCode)
            : new Error(message, { cause: error }));
    } });
    monitor.engine.diagnostics.push(...settings.warnings.map(message => ({ severity: "warning" as const, message })));
    const timer = setTimeout(() => {
        const pending = [...monitor.server.pending].join(", ");
        const reason = pending && `: it waits for ${pending}`;
        stop.abort(new UserError(`the program has not ended within ${(timeLimit ?? 0) / 1000} s${reason}`, 1));
    }, timeLimit ?? 2 ** 31 - 1);
    try {
        const exitCode = await runProcess(
            start, options, monitor, AbortSignal.any([stop.signal, ...(signal ? [signal] : [])]));
        stop.signal.throwIfAborted();
        const { resources, existing, engine } = monitor;
        const outputs = { ...monitor.outputs };
        for (const name of engine.secretOutputs) {
            // The SDK marks secrets among the outputs only if all of an output is known.
            outputs[name] = hasUnknown(outputs[name]) ? "[secret]" : outputs[name];
        }
        return { resources, existing, outputs, diagnostics: engine.diagnostics, exitCode };
    } catch (error) {
        stop.signal.throwIfAborted();
        signal?.throwIfAborted();
        throw error;
    } finally {
        clearTimeout(timer);
        monitor.close();
    }
}

/** Of the SDK that the project has installed. */
function findEntryPoint(projectDir: string): string {
    try {
        return createRequire(join(projectDir, "package.json")).resolve("@pulumi/pulumi/cmd/run");
    } catch (error) {
        const [reason] = (error as Error).message.split("\n");
        throw new UserError(`packages of ${projectDir} are not installed, or can't be found: ${reason}`);
    }
}

async function runProcess(
    start: StartProgram, { settings, dryRun, env }: ProgramOptions, monitor: Monitor, signal: AbortSignal,
): Promise<number> {
    const { projectDir } = settings;
    const { diagnostics } = monitor.engine;
    const address = await monitor.server.listen();
    const { code, killedBy } = await start({
        entryPoint: findEntryPoint(projectDir),
        nodeArgs: settings.nodeArgs,
        args: [
            `--monitor=${address}`,
            `--engine=${address}`,
            `--project=${settings.project}`,
            `--stack=${settings.stack}`,
            `--dry-run=${String(dryRun ?? false)}`,
            "--organization=organization",
            "--parallel=16",
            `--pwd=${projectDir}`,
            ".",
        ],
        env: {
            PULUMI_CONFIG: JSON.stringify(settings.config),
            PULUMI_CONFIG_SECRET_KEYS: JSON.stringify(settings.secretKeys),
            PULUMI_NODEJS_TYPESCRIPT: String(settings.typescript),
            PULUMI_NODEJS_TSCONFIG_PATH: settings.tsconfig,
            ...env,
        },
        onLine: message => diagnostics.push({ severity: "info", message }),
        signal,
    });
    const failed = code !== 0 || !monitor.outputs;
    if (failed && !diagnostics.some(({ severity }) => severity === "error")) {
        const end = killedBy ? `was ended by ${killedBy}` : `ended with exit code ${code} and without outputs`;
        diagnostics.push({ severity: "error", message: `the program ${end}` });
    }
    return failed && code === 0 ? 1 : code ?? 1;
}
