export const capturedAt = "2026-01-02T03:04:05.678Z";

/** An instance without tags, as Config shows it in an event. */
export const instance = {
    resourceType: "AWS::EC2::Instance",
    resourceId: "i-1",
    configurationItemStatus: "OK",
    configurationItemCaptureTime: capturedAt,
    tags: {} as Record<string, string>,
    configuration: { state: { name: "running" } },
    supplementaryConfiguration: {},
};

/** An event in which Config invokes a rule's function. */
export function makeEvent(notification: object, changes: object = {}): Record<string, unknown> {
    return {
        version: "1.0",
        invokingEvent: JSON.stringify(notification),
        ruleParameters: JSON.stringify({ requiredTags: "Project,Environment" }),
        resultToken: "token",
        eventLeftScope: false,
        accountId: "123456789012",
        configRuleName: "rule",
        ...changes,
    };
}

export function makeChange(item: object = {}, changes: object = {}) {
    const configurationItem = { ...instance, ...item };
    return makeEvent({ messageType: "ConfigurationItemChangeNotification", configurationItem }, changes);
}

export function makeOversized(summary: object = {}) {
    const { resourceType, resourceId, configurationItemStatus, configurationItemCaptureTime } = instance;
    return makeEvent({
        messageType: "OversizedConfigurationItemChangeNotification",
        configurationItemSummary: {
            resourceType, resourceId, configurationItemStatus, configurationItemCaptureTime, ...summary },
    });
}

export function makeSchedule() {
    return makeEvent({ messageType: "ScheduledNotification", notificationCreationTime: capturedAt });
}
