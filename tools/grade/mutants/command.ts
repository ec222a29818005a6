import { fork } from "node:child_process";
import { parseArgs } from "node:util";
import { join } from "node:path";
import { UserError } from "../../host/command";
import { root } from "../../host/project";
import { readRubric } from "../read-rubric";
import { mutants } from "./all";
import type { Mutant } from "./mutant";
import { drawOutcomes } from "./report";
import type { Outcome } from "./try";

const usage = `usage: npm run grade:self -- [--jobs N] [--every N] [ID ...]

Breaks the reference systems failure by failure, and sees that the item for it fails and no other does.
    --jobs     how many at once, by default 2
    --every    tries one of N mutants alone
Ids name failures, such as C8, or items, such as buckets.`;

/** Tries mutants in several processes, and returns 1 if one isn't found or something unrelated is. */
export async function gradeMutants(args: string[]): Promise<number> {
    const { values, positionals } = parse(args);
    const chosen = mutants
        .filter(({ failure, item }) => positionals.length === 0 || [failure, item].some(id => positionals.includes(id)))
        .filter((_, index) => index % Number(values.every ?? 1) === 0);
    if (chosen.length === 0) {
        throw new UserError(`no mutant is chosen\n${usage}`);
    }
    // The slowest first, and each system's together.
    const queue = [...chosen].sort((one, other) => one.system < other.system ? 1 : one.system > other.system ? -1 : 0);
    const outcomes: Outcome[] = [];
    const jobs = Array.from({ length: Math.min(Number(values.jobs ?? 2), queue.length) }, (_, index) =>
        work(() => index % 2 === 0 ? queue.shift() : queue.pop(), outcome => {
            outcomes.push(outcome);
            const { found, seconds, mutant: { failure, item } } = outcome;
            console.log(`${outcomes.length} of ${chosen.length}: ${failure} ${item} ${found ? "found" : "NOT FOUND"}`
                + ` (${seconds.toFixed(1)} s)`);
        }));
    await Promise.all(jobs);
    const { lines, succeeded } = drawOutcomes(outcomes, readRubric(), chosen.length);
    lines.forEach(line => console.log(line));
    return succeeded ? 0 : 1;
}

function work(next: () => Mutant | undefined, onOutcome: (outcome: Outcome) => void): Promise<void> {
    const child = fork(join(__dirname, "worker.ts"), {
        execArgv: ["--max-old-space-size=4096", "--require", join(root, "tools/host/typescript.cjs")],
        env: { ...process.env, TS_NODE_PROJECT: join(root, "tsconfig.json") },
        cwd: root,
        // Edits hold patterns.
        serialization: "advanced",
    });
    return new Promise((resolve, reject) => {
        const send = () => child.send(next() ?? { end: true });
        child.on("message", (outcome: Outcome) => {
            onOutcome(outcome);
            send();
        });
        child.on("error", reject);
        child.on("exit", code =>
            code === 0 ? resolve() : reject(new UserError(`a worker ended with exit code ${code}`)));
        send();
    });
}

function parse(args: string[]) {
    const text = { type: "string" } as const;
    try {
        return parseArgs({ args, allowPositionals: true, options: { jobs: text, every: text } });
    } catch (error) {
        throw new UserError(`${(error as Error).message}\n${usage}`);
    }
}
