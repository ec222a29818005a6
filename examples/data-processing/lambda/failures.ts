/** Why a message could not be processed, and whether a later attempt can succeed. */
export interface Failure {
    kind: string;
    retryable: boolean;
    message: string;
}

interface Kind {
    kind: string;
    retryable: boolean;
    /** Names of the errors, which each service chooses for itself. */
    names: string[];
}

const kinds: Kind[] = [
    { kind: "invalid message", retryable: false, names: ["InvalidMessageError"] },
    { kind: "missing object", retryable: false, names: ["NoSuchBucket", "NoSuchKey", "NoSuchVersion", "NotFound"] },
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
    // The other delivery may announce the object, or may have been killed before it could: the next attempt sees which.
    { kind: "delivered twice at once", retryable: true, names: ["ConditionalCheckFailedException"] },
];

/** Errors that are not known are retried: SQS moves the message to the dead-letter queue when they persist. */
export function classifyError(error: unknown): Failure {
    const { name, message } = error instanceof Error ? error : new Error(String(error));
    const { kind, retryable } = kinds.find(({ names }) => names.includes(name)) ?? { kind: name, retryable: true };
    return { kind, retryable, message };
}
