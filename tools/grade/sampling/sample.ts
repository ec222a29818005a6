import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import type { Candidate } from "../candidate";
import { type Copy, copyCandidate } from "../copy";
import { runLimited } from "../limits";
import { findTestScript, testEnvironment } from "../stages/tests";
import { runTrial, type Trial } from "../trial";
import { notDecidable } from "../verdict";
import type { Change } from "./changes";
import { commandFor, pathOf } from "./runner";

/** Whether the candidate's tests fail after a change of its program. */
export interface Tried {
    change: Change;
    noticed: boolean;
}

/** Seconds that the tests may take for one change. */
const timeLimit = 120;

/**
 * Tries so many changes, one after the other in each of a few copies. Those that no test notices count only if they
 * change what the program registers; others are tried in their place.
 */
export async function sampleChanges(
    candidate: Candidate, changes: Change[], wanted: number, specsFor: (path: string) => string[][],
): Promise<Tried[]> {
    const workers = Array.from({ length: Math.min(availableParallelism(), wanted) }, () => new Worker(candidate));
    const script = findTestScript(candidate).text;
    try {
        const [first] = changes;
        if (first && await workers[0]?.fails(script, specsFor(first.path))) {
            notDecidable("test files fail when they are run alone");
        }
        // Two for one are enough: a list that holds more of what nothing depends on tells nothing about tests.
        const queue = changes.slice(0, wanted * 2);
        const tried: Tried[] = [];
        while (tried.length < wanted && queue.length > 0) {
            const batch = queue.splice(0, wanted - tried.length);
            const results = await Promise.all(workers.map(async (worker, index) => {
                const own = batch.filter((_, place) => place % workers.length === index);
                const found: [Change, boolean | undefined][] = [];
                for (const change of own) {
                    found.push([change, await worker.try(change, script, specsFor(change.path))]);
                }
                return found;
            }));
            const states = new Map(results.flat());
            tried.push(...batch.flatMap(change => {
                const noticed = states.get(change);
                return noticed === undefined ? [] : [{ change, noticed }];
            }));
        }
        return tried;
    } finally {
        workers.forEach(worker => worker.close());
    }
}

/** A copy of the candidate's copy, which is changed again and again. */
class Worker {
    private readonly copy: Copy;

    constructor(private readonly candidate: Candidate) {
        this.copy = copyCandidate(candidate.copy.folder);
    }

    close(): void {
        this.copy.remove();
    }

    /** Whether tests notice a change; undefined if it changes nothing that the program registers. */
    async try(change: Change, script: string, specs: string[][]): Promise<boolean | undefined> {
        const file = join(this.copy.folder, change.path);
        const text = readFileSync(file, "utf8");
        writeFileSync(file, text.slice(0, change.start) + change.replacement + text.slice(change.end));
        try {
            return await this.fails(script, specs) || (await this.changesProgram() ? false : undefined);
        } finally {
            rmSync(file, { force: true });
            writeFileSync(file, text);
        }
    }

    /** Whether the tests of a group of files fail; all tests, without any group. */
    async fails(script: string, groups: string[][]): Promise<boolean> {
        const all = ["npm", "run", "-s", findTestScript(this.candidate).name];
        const commands = groups.map(specs => commandFor(script, specs));
        for (const command of commands.length > 0 && !commands.includes(undefined) ? commands : [all]) {
            const { exitCode } = await runLimited(command ?? all, {
                cwd: this.copy.folder,
                env: { ...testEnvironment(this.copy.home), PATH: pathOf(this.copy) },
                seconds: timeLimit,
            });
            if (exitCode !== 0) {
                return true;
            }
        }
        return false;
    }

    private async changesProgram(): Promise<boolean> {
        const { mainStack: stack } = this.candidate;
        const settings = this.candidate.settings(stack);
        const former = await this.candidate.try(stack, settings);
        const changed = await runTrial({ ...settings, projectDir: this.copy.folder },
            { home: this.copy.home, timeLimit: this.candidate.options.timeLimit });
        return changed.exitCode === 0
            && describe(changed, this.copy.top) !== describe(former, this.candidate.copy.top);
    }
}

/** What a program registers and exports, in any order, without the place of its copy. */
function describe({ resources, outputs }: Trial, top: string): string {
    const texts = resources.map(resource => JSON.stringify({ ...resource, source: undefined })).sort();
    return [JSON.stringify(outputs), ...texts].join("\n").replaceAll(top, "");
}
