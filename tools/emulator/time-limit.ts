import { UserError } from "../host/command";

/** Aborts its signal when `renew` has not been called for a time. */
export class TimeLimit {
    private readonly controller = new AbortController();
    private timer: NodeJS.Timeout | undefined;
    private ended = false;

    /** @param what Completes "<what> for 300 s". */
    constructor(private readonly seconds: number, private readonly what: string) {
        this.renew();
    }

    get signal(): AbortSignal {
        return this.controller.signal;
    }

    renew(): void {
        clearTimeout(this.timer);
        // What is still on its way when all ends must not keep the process waiting.
        if (this.ended) {
            return;
        }
        this.timer = setTimeout(
            () => this.controller.abort(new UserError(`${this.what} for ${this.seconds} s`)), this.seconds * 1000);
    }

    end(): void {
        this.ended = true;
        clearTimeout(this.timer);
    }
}
