import assert from "node:assert/strict";
import { setTimeout } from "node:timers/promises";
import { TimeLimit } from "./time-limit";

describe("time limit", () => {
    it("aborts when it is not renewed, and says what did not happen", async () => {
        const limit = new TimeLimit(0.02, "nothing happened");
        await setTimeout(60);
        assert.equal((limit.signal.reason as Error).message, "nothing happened for 0.02 s");
    });

    it("waits on when it is renewed", async () => {
        const limit = new TimeLimit(0.2, "nothing happened");
        for (let renewal = 0; renewal < 5; renewal++) {
            await setTimeout(80);
            limit.renew();
        }
        assert(!limit.signal.aborted);
        limit.end();
    });

    it("keeps no process waiting once it has ended, even if it is renewed", async () => {
        const limit = new TimeLimit(0.02, "nothing happened");
        limit.end();
        limit.renew();
        await setTimeout(60);
        assert(!limit.signal.aborted);
    });
});
