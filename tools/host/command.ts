/** A problem that the user can solve: shown as its message alone, without a stack trace. */
export class UserError extends Error {
    /**
     * @param exitCode 1 when something was found to be wrong, 2 when the command couldn't do its work.
     * @param details What `--debug` shows instead, such as traces of a program.
     */
    constructor(message: string, readonly exitCode = 2, readonly details?: string) {
        super(message);
    }
}

/** A variable or key that is set to nothing counts as unset. */
export function nonEmpty(text: string | undefined): string | undefined {
    return text === "" ? undefined : text;
}

/**
 * Runs a command's main function, and turns what it throws into a message and an exit code. With `--debug` among the
 * arguments, which the main function doesn't see, traces are shown.
 */
export async function runCommand(main: () => Promise<number>): Promise<void> {
    // Whoever read the output wants no more of it.
    for (const stream of [process.stdout, process.stderr]) {
        stream.on("error", () => process.exit(2));
    }
    const debug = process.argv.includes("--debug", 2);
    process.argv = process.argv.filter(arg => arg !== "--debug");
    try {
        process.exitCode = await main();
    } catch (error) {
        console.error(describe(error, debug));
        process.exitCode = error instanceof UserError ? error.exitCode : 2;
    }
}

function describe(error: unknown, debug: boolean): unknown {
    if (debug && error instanceof UserError && error.details !== undefined) {
        return error.details;
    }
    return isForUsers(error) && !debug ? error.message : error;
}

/** What the operating system refuses names itself, such as "EACCES: permission denied, mkdir '/srv/project'". */
function isForUsers(error: unknown): error is Error {
    return error instanceof UserError || (error instanceof Error && "syscall" in error);
}
