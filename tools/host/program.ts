import { spawn } from "node:child_process";
import { createRequire } from "node:module";
import { join } from "node:path";
import { UserError } from "./command";
import { type Diagnostic, Monitor, type Provider, type Resource } from "./monitor";
import type { StackSettings } from "./settings";

export interface ProgramOptions {
    settings: StackSettings;
    provider: Provider;
    /** Run as for `pulumi preview`: what the provider leaves open is unknown to the program. */
    dryRun?: boolean;
    /** Added to the few variables that the child inherits. */
    env?: Record<string, string | undefined>;
    signal?: AbortSignal;
}

export interface ProgramRun {
    /** In the order of registration, the stack itself first. */
    resources: Resource[];
    /** As `pulumi stack output --json` prints them. */
    outputs: Record<string, unknown>;
    diagnostics: Diagnostic[];
    exitCode: number;
}

/** All that the child inherits: no credentials, no endpoints. The coverage of index.ts is counted in the child. */
const inherited = ["PATH", "HOME", "TMPDIR", "NODE_V8_COVERAGE"];

/**
 * Runs a Pulumi program as the CLI does, with the SDK's own entry point in a process of its own, but with our monitor
 * in place of the engine. A program that fails has an exit code other than 0 and says why in the diagnostics.
 * @throws the provider's error, naming the resource, or the signal's reason.
 */
export async function runProgram({ settings, provider, dryRun, env, signal }: ProgramOptions): Promise<ProgramRun> {
    const { projectDir, project, stack } = settings;
    const stop = new AbortController();
    // The program is not told of the error but ended at once: it would report it once for every resource that waits.
    const monitor = new Monitor(project, stack, provider, (error, subject = "resource monitor") => {
        const message = `${subject}: ${error instanceof Error ? error.message : String(error)}`;
        stop.abort(error instanceof UserError
            ? new UserError(message, error.exitCode)
            : new Error(message, { cause: error }));
    });
    monitor.diagnostics.push(...settings.warnings.map(message => ({ severity: "warning" as const, message })));
    const entryPoint = createRequire(join(projectDir, "package.json")).resolve("@pulumi/pulumi/cmd/run");
    const address = await monitor.listen();
    const child = spawn(process.execPath, [
        ...settings.nodeArgs,
        `--require=${join(__dirname, "preload.cjs")}`,
        entryPoint,
        `--monitor=${address}`,
        `--engine=${address}`,
        `--project=${project}`,
        `--stack=${stack}`,
        `--dry-run=${String(dryRun ?? false)}`,
        "--organization=organization",
        "--parallel=16",
        `--pwd=${projectDir}`,
        ".",
    ], {
        stdio: ["ignore", "pipe", "pipe"],
        signal: AbortSignal.any([stop.signal, ...(signal ? [signal] : [])]),
        killSignal: "SIGKILL",
        env: {
            ...Object.fromEntries(inherited.map(name => [name, process.env[name]])),
            PULUMI_CONFIG: JSON.stringify(settings.config),
            PULUMI_CONFIG_SECRET_KEYS: JSON.stringify(settings.secretKeys),
            PULUMI_NODEJS_TYPESCRIPT: "true",
            PULUMI_NODEJS_TSCONFIG_PATH: settings.tsconfig,
            ...env,
        },
    });
    try {
        for (const stream of [child.stdout, child.stderr]) {
            stream.setEncoding("utf8").on("data", (text: string) => {
                monitor.diagnostics.push({ severity: "info", message: text.trimEnd() });
            });
        }
        const exitCode = await new Promise<number>((resolve, reject) => {
            child.on("error", reject);
            child.on("close", code => resolve(code ?? 1));
        });
        stop.signal.throwIfAborted();
        return { resources: monitor.resources, outputs: monitor.outputs, diagnostics: monitor.diagnostics, exitCode };
    } catch (error) {
        stop.signal.throwIfAborted();
        signal?.throwIfAborted();
        throw error;
    } finally {
        monitor.close();
    }
}
