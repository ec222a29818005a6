import type { Candidate } from "../candidate";
import { type Evidence, type Findings, nothingToJudge, notShown } from "../verdict";

/** What keeps the stack from being deployed into the emulated AWS. */
export async function findFailedDeployment(candidate: Candidate): Promise<Evidence[]> {
    await candidate.graphs();
    const { problem, stack } = await candidate.deploy();
    return problem === undefined ? [] : [{ what: problem.split("\n").slice(0, 3).join("; "), where: `stack ${stack}` }];
}

/** Integration tests of the profile's reference that fail on what was deployed. */
export async function findFailedIntegration(candidate: Candidate): Promise<Findings> {
    await candidate.graphs();
    if (candidate.profile.reference === undefined) {
        nothingToJudge("the profile has no integration tests");
    }
    const { tests, stack, problem } = await candidate.deploy();
    if (!tests) {
        return notShown(`the stack could not be deployed: ${problem}`);
    }
    const evidence = tests.failed > 0 ? tests.titles.map(what => ({ what, where: `stack ${stack}` })) : [];
    return { evidence, earned: tests.passed / (tests.passed + tests.failed) };
}
