import { classifyError, type Failure, type FailureKind } from "../../../lib/lambda/failures";

const kinds: FailureKind[] = [
    { kind: "invalid event", retryable: false, names: ["InvalidEventError"] },
    // Config has given out another one since, or the event does not come from Config.
    { kind: "unknown result token", retryable: false, names: ["InvalidResultTokenException"] },
    { kind: "deleted rule", retryable: false, names: ["NoSuchConfigRuleException"] },
];

export function classifyFailure(error: unknown): Failure {
    return classifyError(error, kinds);
}
