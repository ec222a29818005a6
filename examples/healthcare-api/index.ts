import * as pulumi from "@pulumi/pulumi";
import { join } from "node:path";
import { bundle } from "../../components/bundle";
import { FunctionComponent } from "../../components/function";
import { RdsComponent } from "../../components/rds";
import { VpcComponent } from "../../components/vpc";
import {
    ApiComponent, CacheComponent, ClientGroupComponent, KeyComponent, SecretComponent, StageComponent,
} from "./components";
import { loadConfig } from "./config";

const config = loadConfig();
const name = `${config.environment}-${config.environmentSuffix}`;
const databaseParameter = `/database/${config.project}/${name}`;

const key = new KeyComponent(name, {
    region: config.region,
    alias: `alias/${config.project}/${name}`,
    services: ["elasticache", "lambda", "logs", "rds", "secretsmanager"],
    deletionProtection: config.deletionProtection,
    tags: config.tags,
});

const vpc = new VpcComponent(name, {
    region: config.region,
    cidr: config.vpcCidr,
    zones: config.zones,
    natStrategy: config.natStrategy,
    logRetentionDays: config.logRetentionDays,
    logKmsKeyArn: key.keyArn,
    tags: config.tags,
});

const appSecret = new SecretComponent(name, {
    kmsKeyArn: key.keyArn,
    deletionProtection: config.deletionProtection,
    tags: config.tags,
});

const clients = new ClientGroupComponent(name, { vpcId: vpc.vpcId, tags: config.tags });

const cache = new CacheComponent(name, {
    vpcId: vpc.vpcId,
    subnetIds: vpc.privateSubnetIds,
    clientSecurityGroupId: clients.securityGroupId,
    nodeType: config.cacheNodeType,
    kmsKeyArn: key.keyArn,
    tags: config.tags,
});

const lambda = new FunctionComponent(name, {
    code: bundle(join(__dirname, "lambda/index.ts")),
    runtime: config.runtime,
    memoryMib: 256,
    timeoutSeconds: 15,
    reservedConcurrency: config.reservedConcurrency,
    variables: {
        APP_SECRET_ARN: appSecret.secretArn,
        CACHE_HOST: cache.endpoint,
        CACHE_NAME: cache.cacheName,
        CACHE_PORT: pulumi.interpolate`${cache.port}`,
        CACHE_USER: cache.userName,
        DATABASE_PARAMETER: databaseParameter,
        // AWS's file with the authorities that sign the certificates of RDS; Node.js doesn't know them.
        NODE_EXTRA_CA_CERTS: "/var/runtime/ca-cert.pem",
    },
    permissions: [
        { Effect: "Allow", Action: "elasticache:Connect", Resource: cache.connectionArns },
        { Effect: "Allow", Action: "secretsmanager:GetSecretValue", Resource: appSecret.secretArn },
        // The key's own policy admits it through Secrets Manager alone.
        { Effect: "Allow", Action: "kms:Decrypt", Resource: key.keyArn },
    ],
    logRetentionDays: config.logRetentionDays,
    kmsKeyArn: key.keyArn,
    network: { subnetIds: vpc.routedPrivateSubnetIds, securityGroupId: clients.securityGroupId },
    tags: config.tags,
});

const database = new RdsComponent(name, {
    vpcId: vpc.vpcId,
    subnetIds: vpc.privateSubnetIds,
    clientSecurityGroupId: clients.securityGroupId,
    clientRoleName: lambda.roleName,
    parameterName: databaseParameter,
    engine: "postgres",
    engineVersion: config.dbEngineVersion,
    instanceClass: config.dbInstanceClass,
    storage: config.dbStorageGib,
    maxStorage: config.dbMaxStorageGib,
    multiAz: config.dbMultiAz,
    backupDays: config.dbBackupDays,
    logRetentionDays: config.logRetentionDays,
    kmsKeyArn: key.keyArn,
    deletionProtection: config.deletionProtection,
    finalSnapshot: config.dbFinalSnapshot,
    tags: config.tags,
});

const api = new ApiComponent(name, {
    region: config.region,
    functionName: lambda.functionName,
    functionArn: lambda.functionArn,
    allowedCidrs: config.allowedCidrs,
    tags: config.tags,
});

const apiStage = new StageComponent(name, {
    apiId: api.apiId,
    deploymentId: api.deploymentId,
    logRole: config.apiLogRole,
    requestsPerSecond: config.requestsPerSecond,
    logRetentionDays: config.logRetentionDays,
    kmsKeyArn: key.keyArn,
    tags: config.tags,
});

export const stack = pulumi.getStack();
export const environment = config.environment;
export const environmentSuffix = config.environmentSuffix;
export const region = config.region;
export const vpcId = vpc.vpcId;
export const publicSubnetIds = vpc.publicSubnetIds;
export const privateSubnetIds = vpc.privateSubnetIds;
export const dbEndpoint = database.endpoint;
export const dbAddress = database.address;
export const dbPort = database.port;
export const dbSecretArn = database.secretArn;
export const redisEndpoint = cache.endpoint;
export const redisPort = cache.port;
export const apiId = api.apiId;
export const apiUrl = apiStage.url;
export const healthUrl = pulumi.interpolate`${apiStage.url}/health`;
export const kmsKeyId = key.keyId;
export const kmsKeyArn = key.keyArn;
export const appSecretArn = appSecret.secretArn;
export const functionName = lambda.functionName;
export const apiLogGroupName = apiStage.logGroupName;
