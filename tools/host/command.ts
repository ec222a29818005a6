/** A problem that the user can solve: shown as its message alone, without a stack trace. */
export class UserError extends Error {
    /** @param exitCode 1 when something was found to be wrong, 2 when the command couldn't do its work. */
    constructor(message: string, readonly exitCode = 2) {
        super(message);
    }
}

/** Runs a command's main function, and turns what it throws into a message and an exit code. */
export async function runCommand(main: () => Promise<number>): Promise<void> {
    try {
        process.exitCode = await main();
    } catch (error) {
        console.error(error instanceof UserError ? error.message : error);
        process.exitCode = error instanceof UserError ? error.exitCode : 2;
    }
}
