import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

export interface ConsumerComponentArgs {
    /** Function that may receive the queue's messages. */
    functionArn: pulumi.Input<string>;
    queueArn: pulumi.Input<string>;
    /** Messages of one invocation, at most. */
    batchSize: number;
    /** Invocations at a time, at most. */
    maxConcurrency: number;
    tags: Record<string, string>;
}

/** Hands the messages of a queue to a function, in batches of which single messages can fail. */
export class ConsumerComponent extends pulumi.ComponentResource {
    constructor(name: string, args: ConsumerComponentArgs, opts?: pulumi.ComponentResourceOptions) {
        super("reference:data-processing:ConsumerComponent", name, {}, opts);

        new aws.lambda.EventSourceMapping(`event-source-mapping-${name}`, {
            eventSourceArn: args.queueArn,
            functionName: args.functionArn,
            batchSize: args.batchSize,
            functionResponseTypes: ["ReportBatchItemFailures"],
            // Unlike reserved concurrency alone, it receives no messages that it can't hand on.
            scalingConfig: { maximumConcurrency: args.maxConcurrency },
            tags: { ...args.tags, Name: `event-source-mapping-${name}` },
        }, { parent: this });
        this.registerOutputs({});
    }
}
