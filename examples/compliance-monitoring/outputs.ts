import type { OutputContract, OutputsOf } from "../../lib/outputs";

/** The output contract: what every stack exports, whatever its environment. It grows by addition only. */
export const outputTypes = {
    /** Name of the Pulumi stack. */
    stack: "string",
    environment: "string",
    environmentSuffix: "string",
    region: "string",
    /** Recorder of the account and region, be it this stack's or adopted; so are channel and bucket. */
    recorderName: "string",
    deliveryChannelName: "string",
    /** Bucket that the delivery channel delivers into. */
    configBucketName: "string",
    tableName: "string",
    tableArn: "string",
    /** Topic that violations of the own rules are announced on. */
    violationsTopicArn: "string",
    /** The own rules, in the order of functionNames and roleArns, then the managed ones. */
    ruleNames: "array",
    functionNames: "array",
    /** Roles of the functions. */
    roleArns: "array",
} as const satisfies OutputContract;

export type StackOutputs = OutputsOf<typeof outputTypes>;
