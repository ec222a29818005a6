import type { OutputContract, OutputsOf } from "./lib/outputs";

/**
 * The output contract: what every stack exports, whatever its environment. Tests and tools rely on it; it grows by
 * addition only. Where a thing doesn't exist in a stack, its output is "" or [].
 */
export const outputTypes = {
    /** Name of the Pulumi stack. */
    stack: "string",
    environment: "string",
    environmentSuffix: "string",
    region: "string",
    /** Entry i of the subnet lists lies in entry i of this one. */
    availabilityZones: "array",
    vpcId: "string",
    vpcCidr: "string",
    publicSubnetIds: "array",
    privateSubnetIds: "array",
    internetGatewayId: "string",
    natGatewayIds: "array",
    flowLogGroupName: "string",
    albArn: "string",
    albDnsName: "string",
    /** Route 53 zone of the load balancer's own name, for alias records. */
    albZoneId: "string",
    /** https:// with a certificate, which covers a name of yours but not the load balancer's own. */
    albUrl: "string",
    albSecurityGroupId: "string",
    targetGroupArn: "string",
    asgName: "string",
    launchTemplateId: "string",
    instanceRoleName: "string",
    appSecurityGroupId: "string",
    rdsIdentifier: "string",
    /** `address:port`. */
    rdsEndpoint: "string",
    rdsAddress: "string",
    rdsPort: "number",
    /** Secrets Manager secret with the master user's name and password. */
    rdsSecretArn: "string",
    rdsSecurityGroupId: "string",
    databaseName: "string",
    /** SSM parameter that tells the application where database and secret are. */
    databaseParameterName: "string",
    dataBucketName: "string",
    dataBucketArn: "string",
    logBucketName: "string",
} as const satisfies OutputContract;

export type StackOutputs = OutputsOf<typeof outputTypes>;
