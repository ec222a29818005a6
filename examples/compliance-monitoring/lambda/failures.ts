/** Why an event could not be processed, and whether a later attempt can succeed. */
export interface Failure {
    kind: string;
    retryable: boolean;
    message: string;
}

/** Kinds of errors by their names, which each service chooses for itself. */
const kinds: { kind: string; retryable: boolean; names: string[] }[] = [
    { kind: "invalid event", retryable: false, names: ["InvalidEventError"] },
    // Config has given out another one since, or the event does not come from Config.
    { kind: "unknown result token", retryable: false, names: ["InvalidResultTokenException"] },
    { kind: "deleted rule", retryable: false, names: ["NoSuchConfigRuleException"] },
    {
        kind: "access denied",
        // A change of permissions takes a while to reach all of AWS, and operators can mend a missing one.
        retryable: true,
        names: ["AccessDeniedException", "AuthorizationErrorException", "KMSAccessDeniedException"],
    },
    {
        kind: "throttled",
        retryable: true,
        names: [
            "KMSThrottlingException", "ProvisionedThroughputExceededException", "RequestLimitExceeded",
            "ThrottledException", "Throttling", "ThrottlingException",
        ],
    },
    { kind: "out of time", retryable: true, names: ["AbortError", "TimeoutError"] },
];

/** Errors that are not known are retried, as Lambda does with events of Config. */
export function classifyError(error: unknown): Failure {
    const { name, message } = error instanceof Error ? error : new Error(String(error));
    const { kind, retryable } = kinds.find(({ names }) => names.includes(name)) ?? { kind: name, retryable: true };
    return { kind, retryable, message };
}
