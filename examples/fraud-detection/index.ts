import * as pulumi from "@pulumi/pulumi";
import { AlbComponent } from "../../components/alb";
import { S3Component } from "../../components/s3";
import { TopicComponent } from "../../components/topic";
import { VpcComponent } from "../../components/vpc";
import {
    AlarmsComponent, AuroraComponent, ClusterComponent, containerName, DashboardComponent, ServiceComponent,
    TableComponent, TaskComponent,
} from "./components";
import { placeholder } from "./components/image";
import { loadConfig } from "./config";

const config = loadConfig();
const name = `${config.environment}-${config.environmentSuffix}`;
const port = 8080;

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
    targetType: "ip",
    targetPort: port,
    certificateArn: config.certificateArn,
    logBucketName: logBucket.bucketName,
    deletionProtection: config.deletionProtection,
    tags: config.tags,
});

const cluster = new ClusterComponent(name, {
    vpcId: vpc.vpcId,
    containerInsights: config.containerInsights,
    tags: config.tags,
});

const aurora = new AuroraComponent(name, {
    region: config.region,
    vpcId: vpc.vpcId,
    subnetIds: vpc.privateSubnetIds,
    instanceZones: config.zones.slice(0, config.dbReader ? 2 : 1),
    clientSecurityGroupId: cluster.securityGroupId,
    engineVersion: config.dbEngineVersion,
    userName: config.dbUserName,
    minCapacity: config.dbMinCapacity,
    maxCapacity: config.dbMaxCapacity,
    backupDays: config.dbBackupDays,
    logRetentionDays: config.logRetentionDays,
    deletionProtection: config.deletionProtection,
    finalSnapshot: config.dbFinalSnapshot,
    tags: config.tags,
});

const table = new TableComponent(name, {
    region: config.region,
    replicas: config.replicas,
    deletionProtection: config.deletionProtection,
    tags: config.tags,
});

const task = new TaskComponent(name, {
    region: config.region,
    family: cluster.clusterName,
    ...(config.image ? { image: config.image } : placeholder),
    architecture: config.architecture,
    cpu: config.taskCpu,
    memoryMib: config.taskMemoryMib,
    port,
    variables: {
        DATABASE_HOST: aurora.endpoint,
        DATABASE_NAME: aurora.databaseName,
        DATABASE_PORT: pulumi.interpolate`${aurora.port}`,
        DATABASE_SECRET_ARN: aurora.secretArn,
        PORT: String(port),
        RULES_TABLE: table.tableName,
    },
    // As it is when a task starts: after AWS has rotated the password, the task reads it by the ARN.
    secrets: { DATABASE_SECRET: aurora.secretArn },
    permissions: [
        {
            Effect: "Allow",
            Action: [
                "dynamodb:DeleteItem", "dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:Query", "dynamodb:Scan",
                "dynamodb:UpdateItem",
            ],
            Resource: table.tableArn,
        },
        { Effect: "Allow", Action: "secretsmanager:GetSecretValue", Resource: aurora.secretArn },
    ],
    logRetentionDays: config.logRetentionDays,
    tags: config.tags,
});

const service = new ServiceComponent(name, {
    clusterName: cluster.clusterName,
    clusterArn: cluster.clusterArn,
    taskDefinitionArn: task.taskDefinitionArn,
    containerName,
    port,
    subnetIds: vpc.routedPrivateSubnetIds,
    securityGroupId: cluster.securityGroupId,
    clientSecurityGroupId: alb.securityGroupId,
    loadBalancerArn: alb.arn,
    targetGroupArn: alb.targetGroupArn,
    minTasks: config.minTasks,
    maxTasks: config.maxTasks,
    requestsPerTask: config.requestsPerTask,
    tags: config.tags,
});

const alarmTopic = new TopicComponent(`alarms-${name}`, { alarmDelivery: true, tags: config.tags });

const watched = {
    loadBalancerArn: alb.arn,
    targetGroupArn: alb.targetGroupArn,
    clusterName: cluster.clusterName,
    serviceName: service.serviceName,
    databaseIdentifier: aurora.clusterIdentifier,
    databaseMinCapacity: config.dbMinCapacity,
    databaseMaxCapacity: config.dbMaxCapacity,
    tableName: table.tableName,
};

new AlarmsComponent(name, {
    ...watched,
    topicArn: alarmTopic.topicArn,
    actionsEnabled: config.alarmActions,
    tags: config.tags,
});

const dashboard = new DashboardComponent(name, {
    ...watched,
    region: config.region,
    dashboardName: `${config.project}-${config.region}-${name}`,
});

export const stack = pulumi.getStack();
export const environment = config.environment;
export const environmentSuffix = config.environmentSuffix;
export const region = config.region;
export const vpcId = vpc.vpcId;
export const publicSubnetIds = vpc.publicSubnetIds;
export const privateSubnetIds = vpc.privateSubnetIds;
export const albArn = alb.arn;
export const albDnsName = alb.dnsName;
export const albUrl = alb.url;
export const clusterName = cluster.clusterName;
export const serviceName = service.serviceName;
export const taskDefinitionArn = task.taskDefinitionArn;
export const auroraClusterIdentifier = aurora.clusterIdentifier;
export const auroraEndpoint = aurora.endpoint;
export const auroraReaderEndpoint = aurora.readerEndpoint;
export const auroraSecretArn = aurora.secretArn;
export const rulesTableName = table.tableName;
export const rulesTableArn = table.tableArn;
export const replicaRegions = config.replicas;
export const dashboardName = dashboard.dashboardName;
export const alarmTopicArn = alarmTopic.topicArn;
