import * as pulumi from "@pulumi/pulumi";
import { AlbComponent, AsgComponent, RdsComponent, S3Component, VpcComponent } from "./components";
import { loadConfig } from "./config";

const config = loadConfig();
const name = `${config.environment}-${config.environmentSuffix}`;
const applicationPort = 8080;
const databaseParameter = `/database/${config.project}/${name}`;

const logBucket = new S3Component(`logs-${name}`, {
    albLogDelivery: true,
    expirationDays: config.logRetentionDays,
    deletionProtection: config.deletionProtection,
    tags: config.tags,
});

const vpc = new VpcComponent(name, {
    region: config.region,
    cidr: config.vpcCidr,
    zones: config.zones,
    natStrategy: config.natStrategy,
    logRetentionDays: config.logRetentionDays,
    tags: config.tags,
});

const alb = new AlbComponent(name, {
    vpcId: vpc.vpcId,
    subnetIds: vpc.publicSubnetIds,
    targetType: "instance",
    targetPort: applicationPort,
    certificateArn: config.certificateArn,
    logBucketName: logBucket.bucketName,
    deletionProtection: config.deletionProtection,
    tags: config.tags,
});

const asg = new AsgComponent(name, {
    vpcId: vpc.vpcId,
    subnetIds: vpc.routedPrivateSubnetIds,
    instanceType: config.instanceType,
    cpuCredits: config.cpuCredits,
    minSize: config.minSize,
    maxSize: config.maxSize,
    port: applicationPort,
    clientSecurityGroupId: alb.securityGroupId,
    targetGroupArn: alb.targetGroupArn,
    databaseParameterName: databaseParameter,
    tags: config.tags,
});

const rds = new RdsComponent(name, {
    vpcId: vpc.vpcId,
    subnetIds: vpc.privateSubnetIds,
    clientSecurityGroupId: asg.securityGroupId,
    clientRoleName: asg.instanceRoleName,
    parameterName: databaseParameter,
    engine: "mysql",
    engineVersion: config.dbEngineVersion,
    instanceClass: config.dbInstanceClass,
    storage: config.dbStorageGib,
    maxStorage: config.dbMaxStorageGib,
    multiAz: config.dbMultiAz,
    backupDays: config.dbBackupDays,
    logRetentionDays: config.logRetentionDays,
    deletionProtection: config.deletionProtection,
    finalSnapshot: config.dbFinalSnapshot,
    tags: config.tags,
});

const dataBucket = new S3Component(`data-${name}`, {
    albLogDelivery: false,
    clientRoleName: asg.instanceRoleName,
    expirationDays: 0,
    deletionProtection: config.deletionProtection,
    tags: config.tags,
});

export const stack = pulumi.getStack();
export const environment = config.environment;
export const environmentSuffix = config.environmentSuffix;
export const region = config.region;
export const availabilityZones = config.zones.map(zone => `${config.region}${zone}`);
export const vpcId = vpc.vpcId;
export const vpcCidr = vpc.vpcCidr;
export const publicSubnetIds = vpc.publicSubnetIds;
export const privateSubnetIds = vpc.privateSubnetIds;
export const internetGatewayId = vpc.internetGatewayId;
export const natGatewayIds = vpc.natGatewayIds;
export const flowLogGroupName = vpc.flowLogGroupName;
export const albArn = alb.arn;
export const albDnsName = alb.dnsName;
export const albZoneId = alb.zoneId;
export const albUrl = alb.url;
export const albSecurityGroupId = alb.securityGroupId;
export const targetGroupArn = alb.targetGroupArn;
export const asgName = asg.asgName;
export const launchTemplateId = asg.launchTemplateId;
export const instanceRoleName = asg.instanceRoleName;
export const appSecurityGroupId = asg.securityGroupId;
export const rdsIdentifier = rds.identifier;
export const rdsEndpoint = rds.endpoint;
export const rdsAddress = rds.address;
export const rdsPort = rds.port;
export const rdsSecretArn = rds.secretArn;
export const rdsSecurityGroupId = rds.securityGroupId;
export const databaseName = rds.databaseName;
export const databaseParameterName = rds.parameterName;
export const dataBucketName = dataBucket.bucketName;
export const dataBucketArn = dataBucket.bucketArn;
export const logBucketName = logBucket.bucketName;
