import { setImmediate, setTimeout } from "node:timers/promises";
import { takeCoverage } from "node:v8";

/**
 * Preloaded by mocha. A failed assertion in an `apply` that no test awaits is an unhandled rejection, which mocha alone
 * would let pass: here it fails the test that was running, or the run if it comes later.
 */
const rejections: Error[] = [];
process.on("unhandledRejection", reason => {
    rejections.push(reason instanceof Error ? reason : new Error(`unhandled rejection: ${JSON.stringify(reason)}`));
});

/** Code under test that ends the process would end the run too, with the tests that are left, and with exit code 0. */
let isRunning = false;
process.on("exit", code => {
    if (isRunning && code === 0) {
        console.error("the process ended before its tests did");
        process.exitCode = 1;
    }
});

export const mochaHooks = {
    beforeAll() {
        isRunning = true;
    },
    async afterEach() {
        await setImmediate();
        throwRejections();
    },
    async afterAll() {
        await setTimeout(200);
        // mocha may end a parallel worker before it has written what it covered.
        takeCoverage();
        isRunning = false;
        throwRejections();
    },
};

function throwRejections(): void {
    const [first, ...others] = rejections.splice(0);
    others.forEach(error => console.error(error));
    if (first) {
        throw first;
    }
}
