import { PutEvaluationsCommand, type Evaluation as ConfigEvaluation } from "@aws-sdk/client-config-service";
import type { Verdict } from "./checks";
import type { Tools } from "./environment";
import type { RuleEvent } from "./events";
import type { ItemSummary } from "./items";

/** What was found about one resource. */
export type Evaluation = ItemSummary & Verdict;

const longestAnnotation = 256;

/** Tells Config what was found. It takes at most 100 evaluations at once; none would be an error. */
export async function putEvaluations(
    evaluations: Evaluation[], event: RuleEvent, { clients, signal }: Tools,
): Promise<void> {
    if (evaluations.length === 0) {
        return;
    }
    const { FailedEvaluations = [] } = await clients.config.send(new PutEvaluationsCommand({
        Evaluations: evaluations.map(toConfigEvaluation),
        ResultToken: event.resultToken,
        TestMode: isTest(event),
    }), { abortSignal: signal });
    if (FailedEvaluations.length > 0) {
        throw new FailedEvaluationsError(`Config did not take ${FailedEvaluations.length} evaluations`);
    }
}

/** Config took a call, but not all of its evaluations. */
export class FailedEvaluationsError extends Error {
    override readonly name = "FailedEvaluationsError";
}

/** Whoever invokes the function in place of Config has no token that Config knows. */
export function isTest({ resultToken }: RuleEvent): boolean {
    return resultToken === "TESTMODE";
}

function toConfigEvaluation({ resourceType, resourceId, capturedAt, compliance, annotation }: Evaluation) {
    return {
        ComplianceResourceType: resourceType,
        ComplianceResourceId: resourceId,
        ComplianceType: compliance,
        Annotation: annotation.slice(0, longestAnnotation),
        OrderingTimestamp: capturedAt,
    } satisfies ConfigEvaluation;
}
