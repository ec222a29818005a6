import { readPath } from "../../../lib/lambda/values";
import { type Item, type ItemSummary, makeItem } from "./items";

/** What Config asks a rule's function to evaluate. */
export type Subject = { item: Item } | { summary: ItemSummary } | { scheduledAt: Date };

/** An event in which Config invokes a rule's function. */
export interface RuleEvent {
    ruleName: string;
    resultToken: string;
    accountId: string;
    parameters: Record<string, string>;
    /** Whether the resource has left the scope of the rule. */
    leftScope: boolean;
    subject: Subject;
}

/** An event that no retry makes readable. */
export class InvalidEventError extends Error {
    override readonly name = "InvalidEventError";
}

/** @throws InvalidEventError */
export function parseEvent(event: unknown): RuleEvent {
    const notification = parseJson(event, "invokingEvent");
    const parameters = readPath(event, "ruleParameters") ? parseJson(event, "ruleParameters") : {};
    return {
        ruleName: requireText(event, "configRuleName"),
        resultToken: requireText(event, "resultToken"),
        accountId: requireText(event, "accountId"),
        parameters: parameters as Record<string, string>,
        leftScope: readPath(event, "eventLeftScope") === true,
        subject: parseSubject(notification),
    };
}

function parseSubject(notification: unknown): Subject {
    const messageType = requireText(notification, "messageType");
    switch (messageType) {
        case "ConfigurationItemChangeNotification": {
            const item = readPath(notification, "configurationItem");
            return { item: makeItem(parseSummary(item), item) };
        }
        case "OversizedConfigurationItemChangeNotification":
            return { summary: parseSummary(readPath(notification, "configurationItemSummary")) };
        case "ScheduledNotification":
            return { scheduledAt: requireTime(notification, "notificationCreationTime") };
        default:
            throw new InvalidEventError("invokingEvent: messageType must be that of a change or a schedule");
    }
}

function parseSummary(item: unknown): ItemSummary {
    return {
        resourceType: requireText(item, "resourceType"),
        resourceId: requireText(item, "resourceId"),
        status: requireText(item, "configurationItemStatus"),
        capturedAt: requireTime(item, "configurationItemCaptureTime"),
    };
}

/** An object that is in the event as JSON. */
function parseJson(event: unknown, key: string): object {
    let value: unknown;
    try {
        value = JSON.parse(requireText(event, key));
    } catch {
        // The parser's own message quotes the text.
    }
    if (typeof value !== "object" || value === null) {
        throw new InvalidEventError(`event: ${key} must be an object as JSON`);
    }
    return value;
}

function requireTime(value: unknown, key: string): Date {
    const time = new Date(requireText(value, key));
    if (Number.isNaN(time.getTime())) {
        throw new InvalidEventError(`event: ${key} must be a time`);
    }
    return time;
}

function requireText(value: unknown, key: string): string {
    const text = readPath(value, key);
    if (typeof text !== "string" || text === "") {
        throw new InvalidEventError(`event: ${key} must be a text`);
    }
    return text;
}
