import { UserError } from "./command";
import { spawnProgram, type StartProgram, waitForEnd } from "./program-process";

export interface ProgramLimits {
    /** Command that runs what comes behind it, such as prlimit with its options; nothing without it. */
    launcher: readonly string[];
    /** Characters that the program may print. */
    output: number;
}

/** For programs that nobody vouches for: each runs in a process group of its own, in which all ends with it. */
export function startWithLimits({ launcher, output }: ProgramLimits): StartProgram {
    return async program => {
        const child = spawnProgram(program, { launcher, detached: true });
        const endGroup = () => killGroup(child.pid);
        let printed = 0;
        for (const stream of [child.stdout, child.stderr]) {
            stream.on("data", ({ length }: Buffer) => {
                printed += length;
                if (printed > output) {
                    endGroup();
                }
            });
        }
        process.once("exit", endGroup);
        program.signal.addEventListener("abort", endGroup);
        // What it has left running keeps its streams open.
        child.on("exit", endGroup);
        try {
            const end = await waitForEnd(child);
            if (printed > output) {
                throw new UserError(`the program has printed more than ${output} characters`, 1);
            }
            return end;
        } finally {
            process.off("exit", endGroup);
        }
    };
}

/** Ends a process and all that it has started, but for what has left its group. */
export function killGroup(pid: number | undefined): void {
    killProcess(-(pid ?? NaN));
}

export function killProcess(pid: number): void {
    try {
        process.kill(pid, "SIGKILL");
    } catch {
        // It has ended by itself, or never started.
    }
}
