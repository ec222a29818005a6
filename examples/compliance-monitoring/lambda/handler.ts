import { PublishCommand } from "@aws-sdk/client-sns";
import { setMaxListeners } from "node:events";
import { log } from "../../../lib/lambda/log";
import type { Check } from "./checks";
import type { Clients, Settings, Tools } from "./environment";
import { type Evaluation, isTest, putEvaluations } from "./evaluations";
import { parseEvent, type RuleEvent } from "./events";
import { classifyFailure } from "./failures";
import { fetchItem, type Item, type ItemSummary, listItems } from "./items";
import { markAnnounced, recordEvaluation } from "./records";

export interface Context {
    getRemainingTimeInMillis(): number;
}

/** What became of an event: how many resources were evaluated, or why none could be. */
export type Answer = { evaluations: number } | { failure: string };

/** Time that is left for the log, once the evaluation is aborted. */
const reservedMs = 1000;
const goneStatuses = ["ResourceDeleted", "ResourceDeletedNotRecorded", "ResourceNotRecorded"];

/**
 * Returns a function that evaluates what Config asks for. Where another attempt can help it throws, and Lambda makes
 * two more; all steps can be repeated.
 */
export function createHandler(check: Check, clients: Clients, settings: Settings) {
    return async (input: unknown, context: Context): Promise<Answer> => {
        const signal = AbortSignal.timeout(Math.max(0, context.getRemainingTimeInMillis() - reservedMs));
        // Every request listens to it: Node.js would warn of a leak.
        setMaxListeners(0, signal);
        try {
            const evaluations = await handleEvent(parseEvent(input), check, { clients, settings, signal });
            return { evaluations };
        } catch (error) {
            const { kind, retryable, message } = classifyFailure(error);
            log(retryable ? "warn" : "error", "event failed", { kind, error: message });
            if (retryable) {
                throw error;
            }
            return { failure: kind };
        }
    };
}

async function handleEvent(event: RuleEvent, check: Check, tools: Tools): Promise<number> {
    let count = 0;
    for await (const evaluations of evaluate(event, check, tools)) {
        // Config first: it is told even while table or topic fail.
        await putEvaluations(evaluations, event, tools);
        await Promise.all(evaluations.map(evaluation => keep(evaluation, event, tools)));
        count += evaluations.length;
    }
    return count;
}

async function* evaluate(event: RuleEvent, check: Check, tools: Tools): AsyncGenerator<Evaluation[]> {
    const { subject, leftScope, parameters } = event;
    const judge = (item: Item): Evaluation => ({ ...summarize(item), ...check(item, parameters) });
    if ("scheduledAt" in subject) {
        for (const resourceType of tools.settings.resourceTypes) {
            for await (const items of listItems(resourceType, subject.scheduledAt, tools)) {
                yield items.map(judge);
            }
        }
        return;
    }
    const summary = "item" in subject ? subject.item : subject.summary;
    const gone = findAbsence(summary, leftScope, tools);
    if (gone !== undefined) {
        yield [dismiss(summary, gone)];
    } else if ("item" in subject) {
        yield [judge(subject.item)];
    } else {
        yield [await judgeOversized(subject.summary, judge, tools)];
    }
}

/** Why a resource is none that the rule is for. */
function findAbsence({ resourceType, status }: ItemSummary, leftScope: boolean, { settings }: Tools) {
    if (goneStatuses.includes(status)) {
        return "the resource is deleted, or no longer recorded";
    }
    return leftScope || !settings.resourceTypes.includes(resourceType)
        ? "the resource is outside of the rule's scope"
        : undefined;
}

async function judgeOversized(
    summary: ItemSummary, judge: (item: Item) => Evaluation, tools: Tools,
): Promise<Evaluation> {
    try {
        return judge(await fetchItem(summary, tools));
    } catch (error) {
        if ((error as Error).name === "ResourceNotDiscoveredException") {
            return dismiss(summary, "the resource is deleted, or no longer recorded");
        }
        throw error;
    }
}

function summarize({ resourceType, resourceId, status, capturedAt }: ItemSummary): ItemSummary {
    return { resourceType, resourceId, status, capturedAt };
}

function dismiss(summary: ItemSummary, annotation: string): Evaluation {
    return { ...summarize(summary), compliance: "NOT_APPLICABLE", annotation };
}

/** Records an evaluation, and announces a violation at least once: it counts as announced only after it has been. */
async function keep(evaluation: Evaluation, event: RuleEvent, tools: Tools): Promise<void> {
    const { resourceType, resourceId, compliance } = evaluation;
    const fields = { ruleName: event.ruleName, resourceType, resourceId };
    try {
        if (await recordEvaluation(evaluation, event, tools)) {
            await announce(evaluation, event, tools);
            await markAnnounced(evaluation, event, tools);
        }
        log("info", compliance, fields);
    } catch (error) {
        if ((error as Error).name !== "ConditionalCheckFailedException") {
            throw error;
        }
        log("info", "a later evaluation is recorded", fields);
    }
}

async function announce(evaluation: Evaluation, event: RuleEvent, { clients, settings, signal }: Tools) {
    const { resourceType, resourceId, compliance, annotation, capturedAt } = evaluation;
    const { accountId, ruleName } = event;
    await clients.sns.send(new PublishCommand({
        TopicArn: settings.topicArn,
        Message: JSON.stringify({
            accountId, ruleName, resourceType, resourceId, compliance, annotation, capturedAt, testMode: isTest(event),
        }),
    }), { abortSignal: signal });
}
