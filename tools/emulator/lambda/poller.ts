import type { EventSourceMappingConfiguration } from "@aws-sdk/client-lambda";
import type { Message } from "@aws-sdk/client-sqs";
import { availableParallelism } from "node:os";
import { setTimeout } from "node:timers/promises";
import type { Clients } from "../../host/clients";
import { failedMessages, toEvent } from "./batch";
import type { FunctionRuntime } from "./function-runtime";

/** More processes than that only wait for each other. */
export const mostProcesses = Math.max(2, availableParallelism());

/** Reads batches from the queue of one event source mapping for as long as it is enabled. */
export class Poller {
    private readonly running = new Set<Promise<void>>();
    private queueUrl: string | undefined;

    constructor(
        private readonly uuid: string,
        private readonly clients: Clients,
        private readonly runtime: FunctionRuntime,
        private readonly signal: AbortSignal,
        private readonly onError: (error: unknown) => void,
    ) {}

    async run(): Promise<void> {
        while (!this.signal.aborted) {
            try {
                await this.poll();
            } catch (error) {
                this.onError(error);
                await setTimeout(1000);
            }
        }
        await Promise.all(this.running);
    }

    private async poll(): Promise<void> {
        const mapping = await this.clients.lambda.getEventSourceMapping({ UUID: this.uuid });
        const most = await this.mostAtOnce(mapping);
        if (mapping.State !== "Enabled" || most === 0) {
            await setTimeout(500);
            return;
        }
        if (this.running.size >= most) {
            await Promise.race(this.running);
            return;
        }
        const queueUrl = this.queueUrl ??= await this.findQueue(mapping);
        const messages = await this.receive(queueUrl, mapping.BatchSize ?? 10);
        if (messages.length > 0) {
            const batch = this.process(messages, queueUrl, mapping).catch(this.onError);
            this.running.add(batch);
            void batch.then(() => this.running.delete(batch));
        }
    }

    private async mostAtOnce({ FunctionArn, ScalingConfig }: EventSourceMappingConfiguration): Promise<number> {
        const { ReservedConcurrentExecutions } = await this.clients.lambda.getFunctionConcurrency({
            FunctionName: FunctionArn });
        return Math.min(
            mostProcesses, ScalingConfig?.MaximumConcurrency ?? Infinity, ReservedConcurrentExecutions ?? Infinity);
    }

    private async findQueue({ EventSourceArn = "" }: EventSourceMappingConfiguration): Promise<string> {
        const { QueueUrl = "" } = await this.clients.sqs.getQueueUrl({ QueueName: EventSourceArn.split(":").at(-1) });
        return QueueUrl;
    }

    /** Only one call at a time: moto may hand a message to two that meet. */
    private async receive(QueueUrl: string, batchSize: number): Promise<Message[]> {
        const messages: Message[] = [];
        for (let last = 10; last === 10 && messages.length < batchSize;) {
            const { Messages = [] } = await this.clients.sqs.receiveMessage({
                QueueUrl,
                MaxNumberOfMessages: Math.min(10, batchSize - messages.length),
                WaitTimeSeconds: messages.length === 0 ? 1 : 0,
                MessageSystemAttributeNames: ["All"],
                MessageAttributeNames: ["All"],
            });
            messages.push(...Messages);
            last = Messages.length;
        }
        return messages;
    }

    private async process(
        messages: Message[], QueueUrl: string, mapping: EventSourceMappingConfiguration,
    ): Promise<void> {
        const answer = await this.runtime.invoke(toEvent(messages, String(mapping.EventSourceArn)));
        if (this.signal.aborted) {
            return;
        }
        const failed = failedMessages(answer, messages, mapping.FunctionResponseTypes);
        for (const Entries of entries(messages.filter(message => !failed.includes(message)))) {
            await this.clients.sqs.deleteMessageBatch({ QueueUrl, Entries });
        }
        // Those that the function itself names are left to the queue's visibility timeout, or the function's own.
        if ("error" in answer) {
            for (const Entries of entries(failed)) {
                await this.clients.sqs.changeMessageVisibilityBatch({
                    QueueUrl, Entries: Entries.map(entry => ({ ...entry, VisibilityTimeout: 0 })) });
            }
        }
    }
}

/** As many as one call takes, each. */
function entries(messages: Message[]): { Id: string; ReceiptHandle: string | undefined }[][] {
    const all = messages.map(({ ReceiptHandle }, index) => ({ Id: String(index), ReceiptHandle }));
    return Array.from({ length: Math.ceil(all.length / 10) }, (_, index) => all.slice(10 * index, 10 * (index + 1)));
}
