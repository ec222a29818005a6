import { ConditionalCheckFailedException } from "@aws-sdk/client-dynamodb";
import { NoSuchKey } from "@aws-sdk/client-s3";
import { AuthorizationErrorException, ThrottledException } from "@aws-sdk/client-sns";
import { RequestThrottled } from "@aws-sdk/client-sqs";
import assert from "node:assert/strict";
import { InvalidMessageError } from "../../lambda/events";
import { classifyFailure } from "../../lambda/failures";
import { makeError } from "../support/fake-aws";

const details = { message: "refused", $metadata: {} };

describe("classifyFailure", () => {
    const cases: [kind: string, retryable: boolean, ...errors: Error[]][] = [
        ["invalid message", false, new InvalidMessageError("refused")],
        ["missing object", false,
            new NoSuchKey(details), makeError("NoSuchVersion"), makeError("NoSuchBucket"), makeError("NotFound")],
        ["access denied", true, makeError("AccessDenied"), makeError("AccessDeniedException"),
            new AuthorizationErrorException(details), makeError("KMSAccessDeniedException")],
        ["throttled", true, makeError("SlowDown"), makeError("ThrottlingException"), new ThrottledException(details),
            makeError("ProvisionedThroughputExceededException"), new RequestThrottled(details)],
        ["out of time", true, makeError("AbortError"), makeError("TimeoutError")],
        ["delivered twice at once", true, new ConditionalCheckFailedException(details)],
        ["InvalidObjectState", true, makeError("InvalidObjectState")],
    ];
    for (const [kind, retryable, ...errors] of cases) {
        for (const error of errors) {
            it(`D8 takes ${error.name} for ${kind}, ${retryable ? "retryable" : "not retryable"}`, () => {
                assert.deepEqual(classifyFailure(error), { kind, retryable, message: "refused" });
            });
        }
    }

    it("D8 retries after what is thrown and is no error", () => {
        assert.deepEqual(classifyFailure("a text"), { kind: "Error", retryable: true, message: "a text" });
    });
});
