import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";
import { createInterface } from "node:readline";

/** What the SDK's entry point is started with. */
export interface Program {
    entryPoint: string;
    nodeArgs: string[];
    args: string[];
    /** Added to the few variables that a program inherits. */
    env: Record<string, string | undefined>;
    /** Called with each line that the program prints. */
    onLine: (line: string) => void;
    signal: AbortSignal;
}

/** An exit code, or the signal by which the program was killed. */
export interface ProgramEnd {
    code: number | null;
    killedBy: NodeJS.Signals | null;
}

export type StartProgram = (program: Program) => Promise<ProgramEnd>;

export const preload = `--require=${join(__dirname, "preload.cjs")}`;

/** All that a program inherits: no credentials, no endpoints. The coverage of index.ts is counted in its process. */
export function inheritedVariables(): Record<string, string | undefined> {
    return Object.fromEntries(["PATH", "HOME", "TMPDIR", "NODE_V8_COVERAGE"].map(name => [name, process.env[name]]));
}

export function spawnProgram(
    { entryPoint, nodeArgs, args, env, onLine, signal }: Program,
    { launcher = [], detached = false }: { launcher?: readonly string[]; detached?: boolean } = {},
) {
    const [command, ...before] = [...launcher, process.execPath];
    const child = spawn(command, [...before, ...nodeArgs, preload, entryPoint, ...args], {
        stdio: ["ignore", "pipe", "pipe"],
        signal,
        killSignal: "SIGKILL",
        detached,
        env: { ...inheritedVariables(), ...env },
    });
    [child.stdout, child.stderr].forEach(input => createInterface({ input }).on("line", onLine));
    return child;
}

/** Runs a program in a process of its own, as the CLI does. */
export const runAlone: StartProgram = program => waitForEnd(spawnProgram(program));

export function waitForEnd(child: ChildProcess): Promise<ProgramEnd> {
    return new Promise((resolve, reject) => {
        child.on("error", reject);
        child.on("close", (code, killedBy) => resolve({ code, killedBy }));
    });
}
