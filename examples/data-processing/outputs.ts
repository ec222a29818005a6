import type { OutputContract, OutputsOf } from "../../lib/outputs";

/** The output contract: what every stack exports, whatever its environment. It grows by addition only. */
export const outputTypes = {
    /** Name of the Pulumi stack. */
    stack: "string",
    environment: "string",
    environmentSuffix: "string",
    region: "string",
    bucketName: "string",
    bucketArn: "string",
    tableName: "string",
    tableArn: "string",
    /** Topic that processed objects are announced on. */
    topicArn: "string",
    queueUrl: "string",
    queueArn: "string",
    dlqUrl: "string",
    dlqArn: "string",
    functionArn: "string",
    functionName: "string",
    functionLogGroupName: "string",
    lambdaRoleArn: "string",
    /** Topic of the operators. */
    alarmTopicArn: "string",
} as const satisfies OutputContract;

export type StackOutputs = OutputsOf<typeof outputTypes>;
