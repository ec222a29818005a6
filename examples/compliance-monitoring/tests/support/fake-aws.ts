import {
    BatchGetResourceConfigCommand, type Evaluation, GetResourceConfigHistoryCommand, ListDiscoveredResourcesCommand,
    PutEvaluationsCommand, type PutEvaluationsCommandInput, ResourceNotDiscoveredException,
} from "@aws-sdk/client-config-service";
import { type AttributeValue, ConditionalCheckFailedException, UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import { PublishCommand } from "@aws-sdk/client-sns";
import { setTimeout } from "node:timers/promises";
import type { Clients } from "../../lambda/environment";

type Attributes = Record<string, AttributeValue>;

/** Config, a table and a topic in memory, with the semantics that the handler relies on. */
export class FakeAws {
    /** Items of Config by type and id, in the form in which its API shows them. */
    readonly discovered = new Map<string, { resourceType: string; resourceId: string } & Record<string, unknown>>();
    readonly evaluations: PutEvaluationsCommandInput[] = [];
    /** By resource and rule. */
    readonly records = new Map<string, Attributes>();
    readonly announcements: Record<string, unknown>[] = [];
    /** Commands in the order in which they were sent. */
    readonly sent: string[] = [];
    /** Evaluations that Config fails. */
    failedEvaluations: Evaluation[] = [];
    /** Time that each command takes. */
    delayMs = 0;
    /** Called with each command before it takes effect; what it throws is the answer. */
    intercept: (command: string) => void = () => undefined;

    readonly clients = { config: this, dynamodb: this, sns: this } as unknown as Clients;

    async send(command: object, { abortSignal }: { abortSignal?: AbortSignal } = {}): Promise<unknown> {
        const name = command.constructor.name.replace(/Command$/, "");
        this.sent.push(name);
        await setTimeout(this.delayMs);
        abortSignal?.throwIfAborted();
        this.intercept(name);
        return this.execute(command);
    }

    private execute(command: object): unknown {
        if (command instanceof GetResourceConfigHistoryCommand) {
            const { resourceType, resourceId } = command.input;
            const item = this.discovered.get(`${resourceType}/${resourceId}`);
            if (item === undefined) {
                throw new ResourceNotDiscoveredException({ message: "not discovered", $metadata: {} });
            }
            return { configurationItems: [item] };
        }
        if (command instanceof ListDiscoveredResourcesCommand) {
            return this.listResources(command.input);
        }
        if (command instanceof BatchGetResourceConfigCommand) {
            const keys = command.input.resourceKeys ?? [];
            return { baseConfigurationItems: keys.map(({ resourceType, resourceId }) =>
                this.discovered.get(`${resourceType}/${resourceId}`)) };
        }
        if (command instanceof PutEvaluationsCommand) {
            this.evaluations.push(command.input);
            return { FailedEvaluations: this.failedEvaluations };
        }
        if (command instanceof UpdateItemCommand) {
            return this.updateItem(command.input);
        }
        if (command instanceof PublishCommand) {
            const message = JSON.parse(command.input.Message ?? "") as object;
            return this.announcements.push({ topic: command.input.TopicArn, ...message });
        }
        throw new Error(`${command.constructor.name} is not in tests/support/fake-aws.ts`);
    }

    private listResources({ resourceType, limit = 100, nextToken }: ListDiscoveredResourcesCommand["input"]) {
        const all = [...this.discovered.values()].filter(item => item.resourceType === resourceType);
        const first = Number(nextToken ?? 0);
        const end = first + limit;
        return {
            resourceIdentifiers: all.length > 0 ? all.slice(first, end) : undefined,
            nextToken: end < all.length ? String(end) : undefined,
        };
    }

    private updateItem(input: UpdateItemCommand["input"]): unknown {
        const { Key, ConditionExpression, UpdateExpression = "", ExpressionAttributeValues: values = {} } = input;
        const key = `${Key?.resource?.S} ${Key?.ruleName?.S}`;
        const old = this.records.get(key);
        const [, assignments = "", removed] = /^SET (.*?)(?: REMOVE (\w+))?$/.exec(UpdateExpression) ?? [];
        const updated = Object.fromEntries(assignments.split(", ").map(assignment => {
            const [name = "", value = ""] = assignment.split(" = ");
            return [name, values[value]];
        })) as Attributes;
        if (ConditionExpression === "attribute_not_exists(capturedAt) OR capturedAt <= :capturedAt"
            && (old?.capturedAt?.S ?? "") > String(values[":capturedAt"]?.S)) {
            throw new ConditionalCheckFailedException({ message: "the condition failed", $metadata: {} });
        }
        const record: Attributes = { ...Key, ...old, ...updated };
        const kept = Object.fromEntries(Object.entries(record).filter(([name]) => name !== removed));
        this.records.set(key, kept);
        return { Attributes: kept };
    }
}

/** An error as the AWS SDK throws it. */
export function makeError(name: string, message = "refused"): Error {
    return Object.assign(new Error(message), { name });
}
