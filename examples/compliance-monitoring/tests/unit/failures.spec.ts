import { InvalidResultTokenException, NoSuchConfigRuleException } from "@aws-sdk/client-config-service";
import { ProvisionedThroughputExceededException } from "@aws-sdk/client-dynamodb";
import { AuthorizationErrorException, KMSThrottlingException, ThrottledException } from "@aws-sdk/client-sns";
import assert from "node:assert/strict";
import { InvalidEventError } from "../../lambda/events";
import { classifyFailure } from "../../lambda/failures";
import { makeError } from "../support/fake-aws";

const details = { message: "refused", $metadata: {} };

describe("classifyFailure", () => {
    const cases: [kind: string, retryable: boolean, ...errors: Error[]][] = [
        ["invalid event", false, new InvalidEventError("refused")],
        ["unknown result token", false, new InvalidResultTokenException(details)],
        ["deleted rule", false, new NoSuchConfigRuleException(details)],
        ["access denied", true, makeError("AccessDeniedException"), new AuthorizationErrorException(details)],
        ["throttled", true, makeError("ThrottlingException"), new ThrottledException(details),
            new KMSThrottlingException(details), new ProvisionedThroughputExceededException(details)],
        ["out of time", true, makeError("AbortError"), makeError("TimeoutError")],
        ["InternalServerError", true, makeError("InternalServerError")],
    ];
    for (const [kind, retryable, ...errors] of cases) {
        for (const error of errors) {
            it(`takes ${error.name} for ${kind}, ${retryable ? "retryable" : "not retryable"}`, () => {
                assert.deepEqual(classifyFailure(error), { kind, retryable, message: "refused" });
            });
        }
    }

    it("retries after what is thrown and is no error", () => {
        assert.deepEqual(classifyFailure("a text"), { kind: "Error", retryable: true, message: "a text" });
    });
});
