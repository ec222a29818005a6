import { UserError } from "../host/command";

/** Aborts at the signals that ask a command to stop. */
export function stopWithSignals(stop: AbortController): void {
    for (const [name, exitCode] of [["SIGHUP", 129], ["SIGINT", 130], ["SIGTERM", 143]] as const) {
        process.once(name, () => stop.abort(new UserError(`stopped by ${name}`, exitCode)));
    }
}

/** Aborts when npm ends: a signal that reaches npm alone ends it, but not what it runs. */
export function stopWithParent(stop: AbortController): void {
    const parent = process.ppid;
    if (process.env.npm_lifecycle_event !== undefined) {
        const timer = setInterval(() => {
            if (process.ppid !== parent) {
                clearInterval(timer);
                stop.abort(new UserError("stopped, because npm has ended", 143));
            }
        }, 200);
        timer.unref();
    }
}
