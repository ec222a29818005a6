import {
    type AttributeValue,
    ConditionalCheckFailedException,
    GetItemCommand,
    PutItemCommand,
    UpdateItemCommand,
} from "@aws-sdk/client-dynamodb";
import { GetObjectCommand } from "@aws-sdk/client-s3";
import { PublishCommand } from "@aws-sdk/client-sns";
import { ChangeMessageVisibilityBatchCommand, SendMessageCommand } from "@aws-sdk/client-sqs";
import { Readable } from "node:stream";
import type { Clients } from "../../lambda/environment";

type Item = Record<string, AttributeValue>;

/** A bucket, a table, a topic and two queues in memory, with the semantics that the handler relies on. */
export class FakeAws {
    /** Content by bucket, key and version. */
    readonly objects = new Map<string, { content: string | Readable; contentType?: string }>();
    readonly items = new Map<string, Item>();
    readonly announcements: Record<string, unknown>[] = [];
    readonly deadLetters: SendMessageCommand["input"][] = [];
    readonly delays: ChangeMessageVisibilityBatchCommand["input"][] = [];
    /** Commands in the order in which they were sent. */
    readonly sent: string[] = [];
    /** Called with each command before it takes effect, and after; what it throws is the answer. */
    intercept: (command: string, moment: "before" | "after") => void = () => undefined;

    readonly clients = { dynamodb: this, s3: this, sns: this, sqs: this } as unknown as Clients;

    async send(command: object, { abortSignal }: { abortSignal?: AbortSignal } = {}): Promise<unknown> {
        const name = command.constructor.name.replace(/Command$/, "");
        this.sent.push(name);
        await Promise.resolve();
        abortSignal?.throwIfAborted();
        this.intercept(name, "before");
        const answer = this.execute(command);
        this.intercept(name, "after");
        return answer;
    }

    private execute(command: object): unknown {
        if (command instanceof GetObjectCommand) {
            return this.getObject(command.input);
        }
        if (command instanceof GetItemCommand) {
            return { Item: this.items.get(keyOf(command.input.Key)) };
        }
        if (command instanceof PutItemCommand) {
            return this.putItem(command.input);
        }
        if (command instanceof UpdateItemCommand) {
            return this.updateItem(command.input);
        }
        if (command instanceof PublishCommand) {
            const message = JSON.parse(command.input.Message ?? "") as object;
            return this.announcements.push({ topic: command.input.TopicArn, ...message });
        }
        if (command instanceof SendMessageCommand) {
            return this.deadLetters.push(command.input);
        }
        if (command instanceof ChangeMessageVisibilityBatchCommand) {
            return this.delays.push(command.input);
        }
        throw new Error(`${command.constructor.name} is not in tests/support/fake-aws.ts`);
    }

    private getObject({ Bucket, Key, VersionId }: GetObjectCommand["input"]): unknown {
        const object = this.objects.get(`${Bucket}/${Key}/${VersionId}`);
        if (object === undefined) {
            throw makeError("NoSuchVersion");
        }
        const { content, contentType } = object;
        const body = typeof content === "string" ? Readable.from([Buffer.from(content)]) : content;
        return { Body: body, ContentType: contentType };
    }

    private putItem({ ConditionExpression, Item }: PutItemCommand["input"]): unknown {
        if (ConditionExpression === "attribute_not_exists(versionId)" && this.items.has(keyOf(Item))) {
            throw new ConditionalCheckFailedException({ message: "the condition failed", $metadata: {} });
        }
        return this.items.set(keyOf(Item), { ...Item });
    }

    private updateItem({ Key, UpdateExpression, ExpressionAttributeValues: values }: UpdateItemCommand["input"]) {
        const [, name, fallback] = /^SET (\w+) = if_not_exists\(\1, (:\w+)\)$/.exec(UpdateExpression ?? "") ?? [];
        const value = values?.[fallback ?? ""];
        if (name === undefined || value === undefined) {
            throw new Error(`tests/support/fake-aws.ts does not know the update ${UpdateExpression}`);
        }
        return this.items.set(keyOf(Key), { [name]: value, ...this.items.get(keyOf(Key)) ?? Key });
    }
}

/** An error as the AWS SDK throws it. */
export function makeError(name: string, message = "refused"): Error {
    return Object.assign(new Error(message), { name });
}

function keyOf(item: Item | undefined): string {
    return `${item?.key?.S}/${item?.versionId?.S}`;
}
