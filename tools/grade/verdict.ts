/** What shows that an item isn't fulfilled. */
export interface Evidence {
    what: string;
    /** File and line, or the name of a resource, output or key. */
    where: string;
}

/** `earned` is the part of the item's weight that is earned in spite of the evidence, 0 to 1. */
export interface Findings {
    evidence: Evidence[];
    earned: number;
}

export type Verdict
    = | { state: "passed" }
        | ({ state: "failed" } & Findings)
    /** Earns nothing: an earlier stage failed by the candidate's own fault. */
        | { state: "not shown"; why: string }
    /** Don't count: the grader can't tell, or there is nothing of the kind. */
        | { state: "not decidable" | "nothing to judge"; why: string };

/** Thrown by what a detector asks for, where there is no answer. */
export class NoVerdict extends Error {
    constructor(readonly state: "not shown" | "not decidable" | "nothing to judge", why: string) {
        super(why);
    }
}

export function notShown(why: string): never {
    throw new NoVerdict("not shown", why);
}

export function notDecidable(why: string): never {
    throw new NoVerdict("not decidable", why);
}

export function nothingToJudge(why: string): never {
    throw new NoVerdict("nothing to judge", why);
}
