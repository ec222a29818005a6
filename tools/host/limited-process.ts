import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { UserError } from "./command";
import { inheritedVariables, preload, type StartProgram, waitForEnd } from "./program-process";

export interface ProgramLimits {
    /** Command that runs what comes behind it, such as prlimit with its options; nothing without it. */
    launcher: readonly string[];
    /** Characters that the program may print. */
    output: number;
}

/** For programs that nobody vouches for: each runs in a process group of its own, in which all ends with it. */
export function startWithLimits({ launcher, output }: ProgramLimits): StartProgram {
    return async ({ entryPoint, nodeArgs, args, env, onLine, signal }) => {
        const [command, ...before] = [...launcher, process.execPath];
        const child = spawn(command, [...before, ...nodeArgs, preload, entryPoint, ...args], {
            stdio: ["ignore", "pipe", "pipe"],
            signal,
            killSignal: "SIGKILL",
            detached: true,
            env: { ...inheritedVariables(), ...env },
        });
        const endGroup = () => {
            try {
                process.kill(-(child.pid ?? NaN), "SIGKILL");
            } catch {
                // It has ended by itself, or never started.
            }
        };
        let printed = 0;
        for (const input of [child.stdout, child.stderr]) {
            createInterface({ input }).on("line", onLine);
            input.on("data", ({ length }: Buffer) => {
                printed += length;
                if (printed > output) {
                    endGroup();
                }
            });
        }
        process.once("exit", endGroup);
        signal.addEventListener("abort", endGroup);
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
