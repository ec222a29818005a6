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
    albArn: "string",
    albDnsName: "string",
    /** `https://` with a certificate, else `http://`. */
    albUrl: "string",
    clusterName: "string",
    serviceName: "string",
    taskDefinitionArn: "string",
    auroraClusterIdentifier: "string",
    /** Address of the writer. */
    auroraEndpoint: "string",
    /** Address of the readers, or of the writer where there is none. */
    auroraReaderEndpoint: "string",
    /** Secret in which AWS keeps the password of the database. */
    auroraSecretArn: "string",
    rulesTableName: "string",
    rulesTableArn: "string",
    /** Other regions that keep a replica of the rules. */
    replicaRegions: "array",
    dashboardName: "string",
    /** Topic of the operators. */
    alarmTopicArn: "string",
} as const satisfies OutputContract;

export type StackOutputs = OutputsOf<typeof outputTypes>;
