import { UserError } from "../host/command";
import type { Deployed, Fault } from "./fault";

export interface TestRun {
    passed: number;
    /** Titles of the tests that failed. */
    failed: string[];
}

/**
 * Inflicts one fault after the other, and sees to it that the tests notice each of them, and nothing once it is mended.
 * Returns an exit code.
 */
export async function inflictAll<Outputs>(
    faults: Fault<Outputs>[],
    deployed: Deployed<Outputs>,
    runTests: () => Promise<TestRun>,
    log: (line: string) => void,
): Promise<number> {
    const expectHealth = async (when: string) => {
        const { passed, failed } = await runTests();
        if (failed.length > 0 || passed === 0) {
            throw new UserError(failed.length > 0
                ? `integration tests fail ${when}: ${failed.join(", ")}`
                : `no integration test passes ${when}`, 1);
        }
    };
    const count = { passing: 0, failing: 0, pending: 0 };
    await expectHealth("before the first fault");
    for (const { name, impossible, inflict } of faults) {
        const reason = impossible?.(deployed);
        if (reason) {
            count.pending++;
            log(`  left out  ${name}: ${reason}`);
            continue;
        }
        const restore = await inflict(deployed).catch((error: unknown) => {
            throw new UserError(`${name}: can't be inflicted: ${String(error)}`);
        });
        const { failed: [first, ...others] } = await runTests();
        if (first === undefined) {
            count.failing++;
            log(`  MISSED    ${name}`);
        } else {
            count.passing++;
            log(`  caught    ${name}`);
            log(`            by "${first}"${others.length > 0 ? ` and ${others.length} more` : ""}`);
        }
        await restore();
        await expectHealth(`after mending: ${name}`);
    }
    log("");
    Object.entries(count).forEach(([what, number]) => {
        if (number > 0) {
            log(`  ${number} ${what}`);
        }
    });
    return count.failing > 0 || count.passing === 0 ? 1 : 0;
}
