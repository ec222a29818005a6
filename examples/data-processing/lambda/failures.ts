import { classifyError, type Failure, type FailureKind } from "../../../lib/lambda/failures";

const kinds: FailureKind[] = [
    { kind: "invalid message", retryable: false, names: ["InvalidMessageError"] },
    { kind: "missing object", retryable: false, names: ["NoSuchBucket", "NoSuchKey", "NoSuchVersion", "NotFound"] },
    // The other delivery may announce the object, or may have been killed before it could: the next attempt sees which.
    { kind: "delivered twice at once", retryable: true, names: ["ConditionalCheckFailedException"] },
];

/** SQS moves a message to the dead-letter queue when errors persist that are retried. */
export function classifyFailure(error: unknown): Failure {
    return classifyError(error, kinds);
}
