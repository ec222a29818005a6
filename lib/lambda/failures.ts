/** Why a function could not do its work, and whether a later attempt can succeed. */
export interface Failure {
    kind: string;
    retryable: boolean;
    message: string;
}

export interface FailureKind {
    kind: string;
    retryable: boolean;
    /** Names of the errors, which each service chooses for itself. */
    names: string[];
}

/** What can happen to every request. */
const commonKinds: FailureKind[] = [
    {
        kind: "access denied",
        // A change of permissions takes a while to reach all of AWS, and operators can mend a missing one.
        retryable: true,
        names: ["AccessDenied", "AccessDeniedException", "AuthorizationErrorException", "KMSAccessDeniedException"],
    },
    {
        kind: "throttled",
        retryable: true,
        names: [
            "KMSThrottlingException", "ProvisionedThroughputExceededException", "RequestLimitExceeded",
            "RequestThrottled", "SlowDown", "ThrottledException", "Throttling", "ThrottlingException",
            "TooManyRequestsException",
        ],
    },
    { kind: "out of time", retryable: true, names: ["AbortError", "TimeoutError"] },
];

/** Tells errors apart by the function's own kinds, then by the common ones. Those that are not known are retried. */
export function classifyError(error: unknown, ownKinds: FailureKind[]): Failure {
    const { name, message } = error instanceof Error ? error : new Error(String(error));
    const { kind, retryable } = [...ownKinds, ...commonKinds].find(({ names }) => names.includes(name))
        ?? { kind: name, retryable: true };
    return { kind, retryable, message };
}
