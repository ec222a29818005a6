import { dirname } from "node:path";
import { UserError } from "../host/command";
import { Candidate, type CandidateOptions } from "./candidate";
import { copyCandidate } from "./copy";
import { detectors } from "./detectors";
import { endStragglers } from "./limits";
import { type Item, readRubric, type StageName, stageNames } from "./read-rubric";
import { type GradedItem, type Score, scoreOf } from "./score";
import { NoVerdict, type Verdict } from "./verdict";

export interface StageState {
    stage: StageName;
    state: "passed" | "failed" | "not run";
    why: string;
    /** When it was done, in seconds from the beginning; all stages run at the same time. */
    seconds: number;
}

export interface Grade {
    folder: string;
    profile: string;
    score: Score;
    stages: StageState[];
    items: GradedItem[];
    notes: string[];
    seconds: number;
}

/** Grades what is in a folder, in a temporary copy of it. */
export async function gradeFolder(folder: string, options: CandidateOptions): Promise<Grade> {
    const begin = Date.now();
    const copy = copyCandidate(folder);
    try {
        const candidate = new Candidate(copy, options);
        const items = readRubric().filter(({ profiles }) => profiles.includes(options.profile.name));
        const graded = await judgeAll(candidate, items);
        return {
            folder,
            profile: options.profile.name,
            score: scoreOf(graded),
            stages: stageNames.map(stage => stageState(stage, graded.filter(({ item }) => item.stage === stage))),
            items: graded,
            notes: copy.notes,
            seconds: (Date.now() - begin) / 1000,
        };
    } finally {
        endStragglers(copy.home);
        copy.remove();
    }
}

/** What takes longest is begun first; each thing is found out once, whoever asks for it. */
export function judgeAll(candidate: Candidate, items: Item[]): Promise<GradedItem[]> {
    const begin: (() => Promise<unknown>)[] = [
        () => candidate.runTests(), () => candidate.graphs(), () => candidate.deploy(), () => candidate.compile(),
    ];
    // Whoever asks for it is told what goes wrong.
    begin.forEach(start => void Promise.resolve().then(start).catch(() => undefined));
    return Promise.all(items.map(item => judge(candidate, item)));
}

export async function judge(candidate: Candidate, item: Item): Promise<GradedItem> {
    const begin = Date.now();
    const verdict = await decide(candidate, item);
    return { item, verdict, seconds: (Date.now() - begin) / 1000 };
}

async function decide(candidate: Candidate, { id, profiles }: Item): Promise<Verdict> {
    const detect = detectors[id];
    try {
        const found = detect ? await detect(candidate) : noDetector(id);
        const { evidence, earned } = Array.isArray(found) ? { evidence: found, earned: 0 } : found;
        return evidence.length === 0 ? { state: "passed" } : { state: "failed", evidence, earned };
    } catch (error) {
        if (error instanceof UserError) {
            return { state: "not shown", why: candidate.short(error) };
        }
        if (isGone(error, candidate.copy.home)) {
            return { state: "not shown", why: "files are gone: the program or its tests remove them" };
        }
        if (!(error instanceof NoVerdict)) {
            // A fault of the grader's own must not cost the candidate anything, and must not be overlooked.
            return { state: "not decidable", why: `the grader failed: ${String((error as Error).stack ?? error)}` };
        }
        const { state, message: why } = error;
        return state === "nothing to judge" && candidate.profile.name !== "generic" && profiles.length > 0
            ? { state: "failed", evidence: [{ what: why, where: candidate.profile.name }], earned: 0 }
            : { state, why };
    }
}

/** Whether a file is missing that lay in the copy, or beside it. */
function isGone(error: unknown, home: string): boolean {
    const { code, path } = error as NodeJS.ErrnoException;
    return code === "ENOENT" && path?.startsWith(dirname(home)) === true;
}

function noDetector(id: string): never {
    throw new Error(`no detector has the id ${id}`);
}

/** A stage without a verdict was not run. */
export function stageState(stage: StageName, graded: GradedItem[]): StageState {
    const verdicts = graded.map(({ verdict }) => verdict);
    const failed = verdicts.filter(({ state }) => state === "failed").length;
    const judged = verdicts.filter(({ state }) => state === "passed" || state === "failed").length;
    const silent = verdicts.find(verdict => "why" in verdict);
    const seconds = Math.max(0, ...graded.map(item => item.seconds));
    if (judged === 0) {
        const why = silent && "why" in silent ? silent.why : "no item needs it";
        return { stage, state: "not run", why, seconds };
    }
    return failed > 0
        ? { stage, state: "failed", why: `${failed} of ${judged} items`, seconds }
        : { stage, state: "passed", why: `${judged} items`, seconds };
}
