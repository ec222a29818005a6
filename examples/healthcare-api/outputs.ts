import type { OutputContract, OutputsOf } from "../../lib/outputs";

/** The output contract: what every stack exports, whatever its environment. It grows by addition only. */
export const outputTypes = {
    /** Name of the Pulumi stack. */
    stack: "string",
    environment: "string",
    environmentSuffix: "string",
    region: "string",
    vpcId: "string",
    /** In the order of the zones, as are the private ones. */
    publicSubnetIds: "array",
    privateSubnetIds: "array",
    /** `address:port` of the database. */
    dbEndpoint: "string",
    dbAddress: "string",
    dbPort: "number",
    /** Secret in which AWS keeps the password of the database. */
    dbSecretArn: "string",
    /** Address of the cache's node that takes writes. */
    redisEndpoint: "string",
    redisPort: "number",
    apiId: "string",
    /** URL that paths of the API are appended to. */
    apiUrl: "string",
    healthUrl: "string",
    kmsKeyId: "string",
    kmsKeyArn: "string",
    /** Secret of the application, whose value is put from outside. */
    appSecretArn: "string",
    functionName: "string",
    /** Log of the requests. */
    apiLogGroupName: "string",
} as const satisfies OutputContract;

export type StackOutputs = OutputsOf<typeof outputTypes>;
