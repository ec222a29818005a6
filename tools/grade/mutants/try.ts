import { join } from "node:path";
import type ts from "typescript";
import { root } from "../../host/project";
import { Candidate } from "../candidate";
import { filesToCompile } from "../compile";
import { createProgram, findProblems } from "../compile-program";
import { copyCandidate } from "../copy";
import { judge } from "../grade";
import { findProfile } from "../profile";
import { readRubric } from "../read-rubric";
import { applyEdits, type Mutant } from "./mutant";

/** What became of one mutant. */
export interface Outcome {
    mutant: Mutant;
    /** What was found for its item. */
    found: string | undefined;
    /** Other items that fail without reason, with what was found. */
    unrelated: string[];
    /** Items that were judged. */
    judged: number;
    error: string | undefined;
    seconds: number;
}

/** A copy of one system, which each mutant changes for a while. */
export class Breeder {
    private readonly copy;
    private readonly profile;
    /** Of the unchanged system; types of unchanged files are not read again. */
    private program: ts.Program | undefined;

    constructor(private readonly system: string) {
        this.copy = copyCandidate(join(root, system));
        this.profile = findProfile(system === "." ? "core" : system.replace("examples/", ""));
    }

    close(): void {
        this.copy.remove();
    }

    async try(mutant: Mutant): Promise<Outcome> {
        const begin = Date.now();
        const { folder } = this.copy;
        const outcome: Outcome = { mutant, found: undefined, unrelated: [], judged: 0, error: undefined, seconds: 0 };
        let undo: (() => void) | undefined;
        try {
            this.program ??= this.needsTypes(mutant) ? this.compileAll() : undefined;
            undo = applyEdits(folder, mutant.edits);
            await this.judge(mutant, outcome);
        } catch (error) {
            outcome.error = (error as Error).message;
        } finally {
            undo?.();
        }
        outcome.seconds = (Date.now() - begin) / 1000;
        return outcome;
    }

    private async judge(mutant: Mutant, outcome: Outcome): Promise<void> {
        const candidate = this.createCandidate(mutant);
        for (const item of readRubric().filter(({ profiles }) => profiles.includes(this.profile.name))) {
            const { verdict } = await judge(candidate, item);
            if (verdict.state !== "failed") {
                if (verdict.state === "not decidable" && verdict.why.startsWith("the grader failed")) {
                    throw new Error(`${item.id}: ${verdict.why}`);
                }
                outcome.judged += verdict.state === "passed" ? 1 : 0;
                continue;
            }
            outcome.judged += 1;
            const [first] = verdict.evidence;
            const text = `${first?.where}: ${first?.what}`;
            if (item.id === mutant.item) {
                outcome.found = text;
            } else if (!(item.id in (mutant.also ?? {}))) {
                outcome.unrelated.push(`${item.id} (${text})`);
            }
        }
    }

    private createCandidate(mutant: Mutant): Candidate {
        const { scope } = mutant;
        return new Candidate(this.copy, {
            stack: undefined,
            profile: this.profile,
            timeLimit: 300,
            sample: scope === "sampling" ? 4 : 0,
            without: [
                ...scope === "policy" ? [] : ["policy"],
                ...scope === "tests" || scope === "sampling" ? [] : ["tests"],
                ...scope === "deployment" ? [] : ["deployment"],
                ...scope === "files" ? ["program"] : [],
            ],
            compile: candidate => Promise.resolve({
                problems: this.needsTypes(mutant) ? this.compileChanged(candidate, mutant) : [] }),
        });
    }

    private needsTypes({ edits, scope }: Mutant): boolean {
        return scope !== "files" && edits.some(({ file }) => /\.ts$|tsconfig/.test(file));
    }

    private compileAll(): ts.Program {
        const candidate = this.createCandidate({ failure: "", system: this.system, item: "", edits: [] });
        const { folder, top } = this.copy;
        return createProgram(folder, top, filesToCompile(candidate));
    }

    /** Changed files. */
    private compileChanged(candidate: Candidate, { edits }: Mutant) {
        const { folder, top } = this.copy;
        const program = createProgram(folder, top, filesToCompile(candidate), this.program);
        const changed = edits.map(({ file }) => join(folder, file));
        return findProblems(program, top, path => changed.includes(join(top, path)));
    }
}
