import {
    BatchGetResourceConfigCommand, GetResourceConfigHistoryCommand, ListDiscoveredResourcesCommand,
    type ResourceKey, type ResourceType,
} from "@aws-sdk/client-config-service";
import { readPath } from "../../../lib/lambda/values";
import type { Tools } from "./environment";
import { parseIfText } from "./values";

/** What Config has recorded of one resource at one moment. */
export interface Item {
    resourceType: string;
    resourceId: string;
    /** Such as OK, ResourceDiscovered, ResourceDeleted. */
    status: string;
    capturedAt: Date;
    tags: Record<string, string>;
    /** As the service describes the resource. */
    configuration: unknown;
    supplementaryConfiguration: Record<string, unknown>;
}

/** An item that is too large for an event. */
export type ItemSummary = Pick<Item, "resourceType" | "resourceId" | "status" | "capturedAt">;

/** Resources that Config lists or describes in one call, and whose evaluations it takes in one call, at most. */
const batchSize = 100;

/** Brings together the forms in which Config shows an item in events, histories and batches. */
export function makeItem(summary: ItemSummary, source: unknown): Item {
    const configuration = parseIfText(readPath(source, "configuration"));
    const supplements = Object.entries(readPath(source, "supplementaryConfiguration") ?? {});
    return {
        ...summary,
        // In batches, only the service's own description has them.
        tags: (readPath(source, "tags") ?? listTags(readPath(configuration, "tags"))) as Record<string, string>,
        configuration,
        supplementaryConfiguration: Object.fromEntries(supplements.map(([key, value]) => [key, parseIfText(value)])),
    };
}

function listTags(tags: unknown): Record<string, string> {
    return Array.isArray(tags)
        ? Object.fromEntries((tags as { key: string; value: string }[]).map(({ key, value }) => [key, value]))
        : {};
}

/** The item behind a summary. @throws ResourceNotDiscoveredException where Config does not know the resource. */
export async function fetchItem(summary: ItemSummary, { clients, signal }: Tools): Promise<Item> {
    const { configurationItems: [item] = [] } = await clients.config.send(new GetResourceConfigHistoryCommand({
        resourceType: summary.resourceType as ResourceType,
        resourceId: summary.resourceId,
        laterTime: summary.capturedAt,
        limit: 1,
    }), { abortSignal: signal });
    return makeItem(summary, item);
}

/** The items that resources of a type have at a time, for all that exist, a batch after the other. */
export async function* listItems(
    resourceType: string, capturedAt: Date, { clients, signal }: Tools,
): AsyncGenerator<Item[]> {
    let nextToken: string | undefined;
    do {
        const page = await clients.config.send(new ListDiscoveredResourcesCommand({
            resourceType: resourceType as ResourceType, limit: batchSize, nextToken,
        }), { abortSignal: signal });
        const keys = (page.resourceIdentifiers ?? []).map(({ resourceId }) =>
            ({ resourceType: resourceType as ResourceType, resourceId }));
        yield await fetchItems(keys, capturedAt, { clients, signal });
        nextToken = page.nextToken;
    } while (nextToken);
}

/** What Config leaves unprocessed is evaluated at the next change, or on the next day. */
async function fetchItems(
    resourceKeys: ResourceKey[], capturedAt: Date, { clients, signal }: Omit<Tools, "settings">,
): Promise<Item[]> {
    if (resourceKeys.length === 0) {
        return [];
    }
    const { baseConfigurationItems = [] } = await clients.config.send(
        new BatchGetResourceConfigCommand({ resourceKeys }), { abortSignal: signal });
    return baseConfigurationItems.map(item => makeItem({
        resourceType: String(item.resourceType),
        resourceId: String(item.resourceId),
        status: String(item.configurationItemStatus),
        capturedAt,
    }, item));
}
