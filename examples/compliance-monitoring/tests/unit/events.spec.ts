import assert from "node:assert/strict";
import { InvalidEventError, parseEvent } from "../../lambda/events";
import { capturedAt, instance, makeChange, makeEvent, makeOversized, makeSchedule } from "../support/events";

describe("parseEvent", () => {
    it("returns rule, token, account, parameters and the changed item", () => {
        assert.deepEqual(parseEvent(makeChange({ tags: { Project: "p" } })), {
            ruleName: "rule",
            resultToken: "token",
            accountId: "123456789012",
            parameters: { requiredTags: "Project,Environment" },
            leftScope: false,
            subject: {
                item: {
                    resourceType: "AWS::EC2::Instance",
                    resourceId: "i-1",
                    status: "OK",
                    capturedAt: new Date(capturedAt),
                    tags: { Project: "p" },
                    configuration: { state: { name: "running" } },
                    supplementaryConfiguration: {},
                },
            },
        });
    });

    it("returns the summary of an item that is too large for the event", () => {
        const { resourceType, resourceId } = instance;
        assert.deepEqual(parseEvent(makeOversized()).subject, {
            summary: { resourceType, resourceId, status: "OK", capturedAt: new Date(capturedAt) } });
    });

    it("returns the time of a schedule", () => {
        assert.deepEqual(parseEvent(makeSchedule()).subject, { scheduledAt: new Date(capturedAt) });
    });

    it("takes a rule without parameters, and a resource that has left the scope", () => {
        const { parameters, leftScope } = parseEvent(
            makeChange({}, { ruleParameters: undefined, eventLeftScope: true }));
        assert.deepEqual({ parameters, leftScope }, { parameters: {}, leftScope: true });
    });

    const text = (key: string) => `event: ${key} must be a text`;
    const json = (key: string) => `event: ${key} must be an object as JSON`;
    const invalid: [title: string, event: unknown, message: string][] = [
        ["nothing", undefined, json("invokingEvent")],
        ["a text", "s3cret", json("invokingEvent")],
        ["an empty object", {}, json("invokingEvent")],
        ["what is no JSON", { ...makeChange(), invokingEvent: "s3cret" }, json("invokingEvent")],
        ["JSON that is no object", { ...makeChange(), invokingEvent: "7" }, json("invokingEvent")],
        ["JSON that is null", { ...makeChange(), invokingEvent: "null" }, json("invokingEvent")],
        ["parameters that are no JSON", makeChange({}, { ruleParameters: "s3cret" }), json("ruleParameters")],
        ["a missing rule", makeChange({}, { configRuleName: undefined }), text("configRuleName")],
        ["a missing token", makeChange({}, { resultToken: "" }), text("resultToken")],
        ["a missing account", makeChange({}, { accountId: 7 }), text("accountId")],
        ["a missing type of message", makeEvent({}), text("messageType")],
        ["another type of message", makeEvent({ messageType: "ConfigurationSnapshotDeliveryCompleted" }),
            "invokingEvent: messageType must be that of a change or a schedule"],
        ["a missing item", makeEvent({ messageType: "ConfigurationItemChangeNotification" }), text("resourceType")],
        ["a missing summary", makeEvent({ messageType: "OversizedConfigurationItemChangeNotification" }),
            text("resourceType")],
        ["an item without id", makeChange({ resourceId: undefined }), text("resourceId")],
        ["an item without status", makeChange({ configurationItemStatus: null }), text("configurationItemStatus")],
        ["an item without time", makeChange({ configurationItemCaptureTime: undefined }),
            text("configurationItemCaptureTime")],
        ["a time that is none", makeChange({ configurationItemCaptureTime: "yesterday" }),
            "event: configurationItemCaptureTime must be a time"],
        ["a schedule without time", makeEvent({ messageType: "ScheduledNotification" }),
            text("notificationCreationTime")],
    ];
    for (const [title, event, message] of invalid) {
        it(`refuses ${title}, and quotes none of it`, () => {
            assert.throws(() => parseEvent(event), error => {
                assert(error instanceof InvalidEventError);
                assert.equal(error.message, message);
                return true;
            });
        });
    }
});
