import { basename } from "node:path";
import type { Candidate } from "../candidate";
import { findEntryPoint } from "../detectors/project";
import { specsOf } from "../detectors/tests";
import type { SourceFile } from "../sources";
import { type Findings, notDecidable, nothingToJudge, notShown } from "../verdict";
import { listChanges } from "./changes";
import { orderChanges } from "./choose";
import { sampleChanges } from "./sample";

/** Part of the changes that tests have to notice. */
const least = 0.8;

const needsDeployment = /integration|e2e|deployed|live|emulated/i;

/** Changes of the program that its unit tests don't notice. */
export async function findUnnoticedChanges(candidate: Candidate): Promise<Findings> {
    const specs = specsOf(candidate).filter(({ path }) => !needsDeployment.test(path));
    const { exitCode, command } = await candidate.runTests();
    const { sample } = candidate.options;
    if (sample === 0) {
        notDecidable("no changes of the program are tried");
    }
    if (exitCode !== 0) {
        notShown(`${command} fails`);
    }
    await candidate.graphs();
    const entryPoint = findEntryPoint(candidate);
    const program = candidate.program.filter(({ path }) => path === entryPoint)
        .flatMap(source => candidate.reach(source)).filter(({ path }) => !path.startsWith(".."));
    const changes = orderChanges(program.flatMap(source => listChanges(source, source.path === entryPoint)));
    const tried = await sampleChanges(candidate, changes, sample, path => groupSpecs(candidate, specs, path));
    if (tried.length === 0) {
        nothingToJudge("there is nothing to change in the program");
    }
    const unnoticed = tried.filter(({ noticed }) => !noticed);
    const share = 1 - unnoticed.length / tried.length;
    return {
        evidence: unnoticed.filter(() => share < least).map(({ change: { what, where } }) =>
            ({ what: `no test notices: ${what.replace(/\s+/g, " ").slice(0, 120)}`, where })),
        earned: share,
    };
}

/** Test files that reach a file of the program: first those that are named after it, which are the likeliest. */
function groupSpecs(candidate: Candidate, specs: SourceFile[], path: string): string[][] {
    const reaching = specs.filter(spec => candidate.reach(spec).some(file => file.path === path));
    const isNamed = (spec: SourceFile) => nameOf(spec.path) === nameOf(path);
    return [reaching.filter(isNamed), reaching.filter(spec => !isNamed(spec))].filter(group => group.length > 0)
        .map(group => group.map(spec => spec.path));
}

function nameOf(path: string): string {
    return basename(path).split(".")[0] ?? "";
}
