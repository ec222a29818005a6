import { existsSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, dirname, join, relative } from "node:path";
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
    /** How its process is started, in place of one that is for it alone. */
    start?: StartProgram;
    /** A process that it shares with other programs. */
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
    const { sharedProcess, start = runAlone } = options;
    const attempt = (startIn: StartProgram) => runIn(startIn, options);
    return sharedProcess?.run(attempt) ?? attempt(start);
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

/** As the CLI does: a program runs in the folder of its main, and finds its tsconfig.json there. */
function findMain({ projectDir, main = "." }: StackSettings): { folder: string; main: string } {
    const place = join(projectDir, main);
    if (relative(projectDir, place).startsWith("..")) {
        throw new UserError(`Pulumi.yaml: main must lie below the project's folder, got ${main}`);
    }
    if (!existsSync(place)) {
        throw new UserError(`Pulumi.yaml: main doesn't exist, got ${main}`);
    }
    return statSync(place).isDirectory()
        ? { folder: place, main: "." }
        : { folder: dirname(place), main: basename(place) };
}

async function runProcess(
    start: StartProgram, { settings, dryRun, env }: ProgramOptions, monitor: Monitor, signal: AbortSignal,
): Promise<number> {
    const { folder, main } = findMain(settings);
    const { diagnostics } = monitor.engine;
    const address = await monitor.server.listen();
    const { code, killedBy } = await start({
        entryPoint: findEntryPoint(folder),
        nodeArgs: settings.nodeArgs,
        args: [
            `--monitor=${address}`,
            `--engine=${address}`,
            `--project=${settings.project}`,
            `--stack=${settings.stack}`,
            `--dry-run=${String(dryRun ?? false)}`,
            "--organization=organization",
            "--parallel=16",
            `--pwd=${folder}`,
            main,
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
