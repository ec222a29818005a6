import * as pulumi from "@pulumi/pulumi";
import { join } from "node:path";
import { bundle } from "../../components/bundle";
import { FunctionComponent } from "../../components/function";
import { S3Component } from "../../components/s3";
import { TableComponent } from "../../components/table";
import { TopicComponent } from "../../components/topic";
import {
    AdoptedRecorderComponent, allowConfigDelivery, CustomRuleComponent, ManagedRulesComponent, RecorderComponent,
} from "./components";
import { loadConfig } from "./config";

const config = loadConfig();
const { recordDays, deletionProtection, tags } = config;
const name = `${config.environment}-${config.environmentSuffix}`;

const recorder = config.recorder === "create" ? createRecorder() : adoptRecorder();

const table = new TableComponent(name, {
    hashKey: "resource",
    rangeKey: "ruleName",
    index: { name: "by-compliance", hashKey: "compliance", rangeKey: "evaluatedAt" },
    deletionProtection,
    tags,
});

const topic = new TopicComponent(`violations-${name}`, { alarmDelivery: false, tags });

const customRules = [
    createRule("required-tags", "Instances have the tags of this organization", ["AWS::EC2::Instance"],
        { requiredTags: config.requiredTags.join(",") }),
    createRule("bucket-encryption", "Buckets encrypt objects by default", ["AWS::S3::Bucket"], {}),
    createRule("database-backups", "Databases are backed up", ["AWS::RDS::DBInstance"],
        { minBackupDays: String(config.minBackupDays) }),
];

const managedRules = new ManagedRulesComponent(name, {
    identifiers: config.managedRules,
    recorderName: recorder.recorderName,
    tags,
});

function createRecorder(): RecorderComponent {
    const bucket = new S3Component(`config-${name}`, {
        albLogDelivery: false,
        policyStatements: allowConfigDelivery,
        expirationDays: recordDays,
        deletionProtection,
        tags,
    });
    const { bucketName, bucketArn } = bucket;
    return new RecorderComponent(name, { physicalName: `${config.project}-${name}`, bucketName, bucketArn, tags });
}

function adoptRecorder(): AdoptedRecorderComponent {
    return new AdoptedRecorderComponent(name, {
        recorderName: config.adoptedRecorder,
        deliveryChannelName: config.adoptedDeliveryChannel,
    });
}

/** A rule and its function, whose code is `lambda/<purpose>.ts`. */
function createRule(purpose: string, description: string, resourceTypes: string[], parameters: Record<string, string>) {
    const lambda = new FunctionComponent(`${purpose}-${name}`, {
        code: bundle(join(__dirname, `lambda/${purpose}.ts`)),
        runtime: config.runtime,
        memoryMib: 256,
        timeoutSeconds: 300,
        reservedConcurrency: 0,
        variables: {
            TABLE_NAME: table.tableName,
            TOPIC_ARN: topic.topicArn,
            RESOURCE_TYPES: resourceTypes.join(","),
            RECORD_DAYS: String(recordDays),
        },
        permissions: [
            {
                Effect: "Allow",
                Action: [
                    "config:BatchGetResourceConfig", "config:GetResourceConfigHistory",
                    "config:ListDiscoveredResources", "config:PutEvaluations",
                ],
                // These actions know no resources.
                Resource: "*",
            },
            { Effect: "Allow", Action: ["dynamodb:UpdateItem"], Resource: table.tableArn },
            { Effect: "Allow", Action: ["sns:Publish"], Resource: topic.topicArn },
        ],
        logRetentionDays: config.logRetentionDays,
        tags,
    });
    const { functionName, functionArn, roleArn } = lambda;
    const { ruleName } = new CustomRuleComponent(`${purpose}-${name}`, {
        description, functionName, functionArn, resourceTypes, parameters,
        evaluateDaily: config.evaluateDaily,
        recorderName: recorder.recorderName,
        tags,
    });
    return { functionName, roleArn, ruleName };
}

export const stack = pulumi.getStack();
export const environment = config.environment;
export const environmentSuffix = config.environmentSuffix;
export const region = config.region;
export const recorderName = recorder.recorderName;
export const deliveryChannelName = recorder.deliveryChannelName;
export const configBucketName = recorder.bucketName;
export const tableName = table.tableName;
export const tableArn = table.tableArn;
export const violationsTopicArn = topic.topicArn;
export const ruleNames = pulumi.all([...customRules.map(({ ruleName }) => ruleName), ...managedRules.ruleNames]);
export const functionNames = pulumi.all(customRules.map(({ functionName }) => functionName));
export const roleArns = pulumi.all(customRules.map(({ roleArn }) => roleArn));
