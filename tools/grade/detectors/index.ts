import type { Candidate } from "../candidate";
import type { Evidence, Findings } from "../verdict";
import { findApiRaces } from "./api";
import { findEmptyEndpoints } from "./cache";
import { findEmptyComparisons } from "./comparison";
import { findOptionsAmongArguments, findTypeErrors, findUnusedCode, findWrongSources } from "./compile";
import { findFailedTests, findNoCoverageGate, findUncountedCode, findUntestedCode } from "./coverage";
import { findReservedUsers, findWrongStandbys, findWrongVersions } from "./database";
import { findFailedDeployment, findFailedIntegration } from "./deployment";
import { findUndestroyable } from "./destroy";
import {
    findLongLines, findMissingNewlines, findMissingScripts, findMissingSteps, findRepeatedComments, findWindowsLines,
} from "./files";
import { findFixedRuntimes, findLostErrors } from "./functions";
import { findMixedImports } from "./imports";
import { findNoDeployedTests, findPretendedTests, findWrongDnsReads } from "./integration-tests";
import { findCollisions } from "./names";
import { findWrongTiers } from "./network";
import { findFlatLists, findMissingOutputs, findNoOutputs, findNoStackOutput } from "./outputs";
import { findOrphans } from "./parents";
import {
    findEnvironmentDefaults, findFailedRuns, findOutputsInTexts, findTexts, findUnreadKeys,
} from "./program";
import { findMissingEntryPoint, findProjectProblems } from "./project";
import { findFixedRecorders } from "./recorder";
import { findUnusableRegions } from "./region";
import { findPlaceholders } from "./placeholders";
import { findViolations } from "./policy";
import { findUnnoticedChanges } from "../sampling";
import { findSecrets } from "./secrets";
import { findOpenBuckets, findPretendedReplicas } from "./storage";
import { findDisabledTests, findNoTests, findUnawaitedAssertions } from "./tests";

/** Looks for what shows that an item isn't fulfilled. What it asks of the candidate may throw a NoVerdict. */
export type Detector = (candidate: Candidate) => Evidence[] | Findings | Promise<Evidence[] | Findings>;

/** By the id of the rubric's item. */
export const detectors: Record<string, Detector> = {
    "project-files": findProjectProblems,
    "entry-point": findMissingEntryPoint,
    "line-ends": findWindowsLines,
    "long-lines": findLongLines,
    "final-newlines": findMissingNewlines,
    "imports": findMixedImports,
    "repeated-comments": findRepeatedComments,
    "documented-commands": findMissingScripts,
    "quick-start": findMissingSteps,
    "types": findTypeErrors,
    "unused-code": findUnusedCode,
    "options": findOptionsAmongArguments,
    "rule-sources": findWrongSources,
    "runs": findFailedRuns,
    "unread-keys": findUnreadKeys,
    "environment": findEnvironmentDefaults,
    "region": findUnusableRegions,
    "typed-values": findTexts,
    "outputs-in-texts": findOutputsInTexts,
    "parents": findOrphans,
    "buckets": findOpenBuckets,
    "tiers": findWrongTiers,
    "names": findCollisions,
    "standby": findWrongStandbys,
    "database-version": findWrongVersions,
    "database-user": findReservedUsers,
    "cache-endpoint": findEmptyEndpoints,
    "api-order": findApiRaces,
    "runtime": findFixedRuntimes,
    "function-errors": findLostErrors,
    "recorder": findFixedRecorders,
    "replicas": findPretendedReplicas,
    "comparison": findEmptyComparisons,
    "exports": findNoOutputs,
    "contract": findMissingOutputs,
    "stack-output": findNoStackOutput,
    "lists": findFlatLists,
    "policy": findViolations,
    "deployment": findFailedDeployment,
    "integration": findFailedIntegration,
    "tests": findNoTests,
    "placeholders": findPlaceholders,
    "disabled-tests": findDisabledTests,
    "awaited-assertions": findUnawaitedAssertions,
    "deployed-tests": findNoDeployedTests,
    "real-integration": findPretendedTests,
    "vpc-dns": findWrongDnsReads,
    "coverage-gate": findNoCoverageGate,
    "passing-tests": findFailedTests,
    "coverage": findUntestedCode,
    "noticed-changes": findUnnoticedChanges,
    "counted-code": findUncountedCode,
    "destroy": findUndestroyable,
    "secrets": findSecrets,
};
