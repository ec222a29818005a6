import * as pulumi from "@pulumi/pulumi";
import { join } from "node:path";
import { bundle } from "../../components/bundle";
import { FunctionComponent } from "../../components/function";
import { S3Component } from "../../components/s3";
import { TableComponent } from "../../components/table";
import { TopicComponent } from "../../components/topic";
import { AlarmsComponent, ConsumerComponent, listPermissions, QueueComponent } from "./components";
import { loadConfig } from "./config";

const config = loadConfig();
const name = `${config.environment}-${config.environmentSuffix}`;
/** Objects below it are processed. */
const prefix = "incoming/";

const bucket = new S3Component(`data-${name}`, {
    albLogDelivery: false,
    expirationDays: 0,
    deletionProtection: config.deletionProtection,
    tags: config.tags,
});

const queue = new QueueComponent(name, {
    bucketName: bucket.bucketName,
    bucketArn: bucket.bucketArn,
    prefix,
    consumerTimeoutSeconds: config.timeoutSeconds,
    maxReceiveCount: config.maxReceiveCount,
    tags: config.tags,
});

const table = new TableComponent(name, {
    hashKey: "key",
    rangeKey: "versionId",
    index: { name: "by-day", hashKey: "recordedOn", rangeKey: "recordedAt" },
    deletionProtection: config.deletionProtection,
    tags: config.tags,
});

const topic = new TopicComponent(`objects-${name}`, { alarmDelivery: false, tags: config.tags });

const lambda = new FunctionComponent(name, {
    code: bundle(join(__dirname, "lambda/index.ts")),
    runtime: config.runtime,
    memoryMib: config.memoryMib,
    timeoutSeconds: config.timeoutSeconds,
    reservedConcurrency: config.reservedConcurrency,
    variables: {
        TABLE_NAME: table.tableName,
        TOPIC_ARN: topic.topicArn,
        QUEUE_URL: queue.queueUrl,
        DEAD_LETTER_QUEUE_URL: queue.dlqUrl,
        RECORD_DAYS: String(config.recordDays),
    },
    permissions: listPermissions({
        bucketArn: bucket.bucketArn,
        prefix,
        tableArn: table.tableArn,
        topicArn: topic.topicArn,
        queueArn: queue.queueArn,
        dlqArn: queue.dlqArn,
    }),
    logRetentionDays: config.logRetentionDays,
    tags: config.tags,
});

new ConsumerComponent(name, {
    functionArn: lambda.functionArn,
    queueArn: queue.queueArn,
    batchSize: config.batchSize,
    maxConcurrency: config.maxConcurrency,
    tags: config.tags,
});

const alarmTopic = new TopicComponent(`alarms-${name}`, { alarmDelivery: true, tags: config.tags });

new AlarmsComponent(name, {
    queueName: queue.queueName,
    dlqName: queue.dlqName,
    functionName: lambda.functionName,
    topicArn: alarmTopic.topicArn,
    actionsEnabled: config.alarmActions,
    tags: config.tags,
});

export const stack = pulumi.getStack();
export const environment = config.environment;
export const environmentSuffix = config.environmentSuffix;
export const region = config.region;
export const bucketName = bucket.bucketName;
export const bucketArn = bucket.bucketArn;
export const tableName = table.tableName;
export const tableArn = table.tableArn;
export const topicArn = topic.topicArn;
export const queueUrl = queue.queueUrl;
export const queueArn = queue.queueArn;
export const dlqUrl = queue.dlqUrl;
export const dlqArn = queue.dlqArn;
export const functionArn = lambda.functionArn;
export const functionName = lambda.functionName;
export const functionLogGroupName = lambda.logGroupName;
export const lambdaRoleArn = lambda.roleArn;
export const alarmTopicArn = alarmTopic.topicArn;
