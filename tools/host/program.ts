import { spawn } from "node:child_process";
import { existsSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, dirname, join, relative } from "node:path";
import { createInterface } from "node:readline";
import { UserError } from "./command";
import type { Diagnostic } from "./engine";
import { Monitor, type StackOutputs } from "./monitor";
import { hasUnknown } from "./properties";
import type { Provider, Resource } from "./provider";
import type { Existing } from "./registration";
import type { StackSettings } from "./settings";

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
    /** For programs that nobody vouches for. */
    limits?: ProgramLimits;
}

export interface ProgramLimits {
    /** Command that runs what comes behind it, such as prlimit with its options; nothing without it. */
    launcher: readonly string[];
    /** Characters that the program may print. */
    output: number;
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

/** All that the child inherits: no credentials, no endpoints. The coverage of index.ts is counted in the child. */
const inherited = [
    "PATH", "HOME", "TMPDIR", "NODE_V8_COVERAGE", "PULUMI_NODEJS_TRANSPILE_ONLY", "TS_NODE_IGNORE_DIAGNOSTICS",
];

/**
 * Runs a Pulumi program as the CLI does, with the SDK's own entry point in a process of its own, but with our monitor
 * in place of the engine. A program that fails has an exit code other than 0 and says why in the diagnostics.
 * @throws the provider's error, naming the resource, a UserError at the time limit, or the signal's reason.
 */
export async function runProgram(options: ProgramOptions): Promise<ProgramRun> {
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
        const exitCode = await runChild(options, monitor, AbortSignal.any([stop.signal, ...(signal ? [signal] : [])]));
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

async function runChild(
    { settings, dryRun, env, limits }: ProgramOptions, monitor: Monitor, signal: AbortSignal,
): Promise<number> {
    const { diagnostics } = monitor.engine;
    const { folder, main } = findMain(settings);
    const entryPoint = findEntryPoint(folder);
    const address = await monitor.server.listen();
    const [command, ...args] = [...limits?.launcher ?? [], process.execPath];
    const child = spawn(command, [
        ...args,
        ...settings.nodeArgs,
        `--require=${join(__dirname, "preload.cjs")}`,
        entryPoint,
        `--monitor=${address}`,
        `--engine=${address}`,
        `--project=${settings.project}`,
        `--stack=${settings.stack}`,
        `--dry-run=${String(dryRun ?? false)}`,
        "--organization=organization",
        "--parallel=16",
        `--pwd=${folder}`,
        main,
    ], {
        stdio: ["ignore", "pipe", "pipe"],
        signal,
        killSignal: "SIGKILL",
        // A process group of its own, in which all ends that the program has started.
        detached: limits !== undefined,
        env: {
            ...Object.fromEntries(inherited.map(name => [name, process.env[name]])),
            PULUMI_CONFIG: JSON.stringify(settings.config),
            PULUMI_CONFIG_SECRET_KEYS: JSON.stringify(settings.secretKeys),
            PULUMI_NODEJS_TYPESCRIPT: String(settings.typescript),
            PULUMI_NODEJS_TSCONFIG_PATH: settings.tsconfig,
            ...env,
        },
    });
    const endGroup = () => {
        try {
            process.kill(-(child.pid ?? NaN), "SIGKILL");
        } catch {
            // It has ended by itself, or never started.
        }
    };
    for (const input of [child.stdout, child.stderr]) {
        createInterface({ input }).on("line", message => diagnostics.push({ severity: "info", message }));
    }
    return new Promise((resolve, reject) => {
        if (limits) {
            let printed = 0;
            for (const stream of [child.stdout, child.stderr]) {
                stream.on("data", ({ length }: Buffer) => {
                    printed += length;
                    if (printed > limits.output) {
                        reject(new UserError(`the program has printed more than ${limits.output} characters`, 1));
                        endGroup();
                    }
                });
            }
            process.once("exit", endGroup);
            signal.addEventListener("abort", endGroup);
            // What it has left running keeps its streams open.
            child.on("exit", endGroup);
        }
        child.on("error", reject);
        child.on("close", (code, killedBy) => {
            process.off("exit", endGroup);
            const failed = code !== 0 || !monitor.outputs;
            if (failed && !diagnostics.some(({ severity }) => severity === "error")) {
                const end = killedBy ? `was ended by ${killedBy}` : `ended with exit code ${code} and without outputs`;
                diagnostics.push({ severity: "error", message: `the program ${end}` });
            }
            resolve(failed && code === 0 ? 1 : code ?? 1);
        });
    });
}
