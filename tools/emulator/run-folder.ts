import { mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/**
 * Makes a folder for one run's log and outputs below the project, and removes those of runs that have ended. It is
 * named after the process, so that runs at the same time never meet.
 */
export function createRunFolder(projectDir: string): string {
    const folder = join(projectDir, ".emulator");
    const own = join(folder, String(process.pid));
    mkdirSync(folder, { recursive: true });
    removeLeftovers(folder, /^(\d+)$/);
    rmSync(own, { recursive: true, force: true });
    mkdirSync(own);
    // A project of somebody else may not know that nothing here belongs into its repository.
    writeFileSync(join(folder, ".gitignore"), "*\n");
    return own;
}

/** Removes what processes have left that no longer run. The pattern's group is the process's id. */
export function removeLeftovers(folder: string, pattern: RegExp): void {
    for (const name of readdirSync(folder)) {
        const owner = pattern.exec(name)?.[1];
        if (owner !== undefined && !isRunning(Number(owner))) {
            rmSync(join(folder, name), { recursive: true, force: true });
        }
    }
}

function isRunning(processId: number): boolean {
    try {
        return process.kill(processId, 0);
    } catch (error) {
        // It runs, but for another user.
        return (error as NodeJS.ErrnoException).code === "EPERM";
    }
}
