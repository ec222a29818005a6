import type * as apiGateway from "@aws-sdk/client-api-gateway";
import type * as applicationAutoscaling from "@aws-sdk/client-application-auto-scaling";
import type * as autoscaling from "@aws-sdk/client-auto-scaling";
import type * as cloudwatch from "@aws-sdk/client-cloudwatch";
import type * as logs from "@aws-sdk/client-cloudwatch-logs";
import type * as configService from "@aws-sdk/client-config-service";
import type * as dynamodb from "@aws-sdk/client-dynamodb";
import type * as ec2 from "@aws-sdk/client-ec2";
import type * as ecs from "@aws-sdk/client-ecs";
import type * as elb from "@aws-sdk/client-elastic-load-balancing-v2";
import type * as elasticache from "@aws-sdk/client-elasticache";
import type * as iam from "@aws-sdk/client-iam";
import type * as kms from "@aws-sdk/client-kms";
import type * as lambda from "@aws-sdk/client-lambda";
import type * as rds from "@aws-sdk/client-rds";
import type * as tagging from "@aws-sdk/client-resource-groups-tagging-api";
import type * as s3 from "@aws-sdk/client-s3";
import type * as secretsManager from "@aws-sdk/client-secrets-manager";
import type * as serviceQuotas from "@aws-sdk/client-service-quotas";
import type * as sns from "@aws-sdk/client-sns";
import type * as sqs from "@aws-sdk/client-sqs";
import type * as ssm from "@aws-sdk/client-ssm";
import type * as sts from "@aws-sdk/client-sts";
import { createRequire } from "node:module";

const load = createRequire(__filename);

/** The one place that knows which package and class is the client of a service. Packages are loaded at first use. */
const services = {
    apiGateway: () => (load("@aws-sdk/client-api-gateway") as typeof apiGateway).APIGateway,
    applicationAutoscaling: () =>
        (load("@aws-sdk/client-application-auto-scaling") as typeof applicationAutoscaling).ApplicationAutoScaling,
    autoscaling: () => (load("@aws-sdk/client-auto-scaling") as typeof autoscaling).AutoScaling,
    cloudwatch: () => (load("@aws-sdk/client-cloudwatch") as typeof cloudwatch).CloudWatch,
    configService: () => (load("@aws-sdk/client-config-service") as typeof configService).ConfigService,
    dynamodb: () => (load("@aws-sdk/client-dynamodb") as typeof dynamodb).DynamoDB,
    ec2: () => (load("@aws-sdk/client-ec2") as typeof ec2).EC2,
    ecs: () => (load("@aws-sdk/client-ecs") as typeof ecs).ECS,
    elasticache: () => (load("@aws-sdk/client-elasticache") as typeof elasticache).ElastiCache,
    elb: () => (load("@aws-sdk/client-elastic-load-balancing-v2") as typeof elb).ElasticLoadBalancingV2,
    iam: () => (load("@aws-sdk/client-iam") as typeof iam).IAM,
    kms: () => (load("@aws-sdk/client-kms") as typeof kms).KMS,
    lambda: () => (load("@aws-sdk/client-lambda") as typeof lambda).Lambda,
    logs: () => (load("@aws-sdk/client-cloudwatch-logs") as typeof logs).CloudWatchLogs,
    rds: () => (load("@aws-sdk/client-rds") as typeof rds).RDS,
    s3: () => (load("@aws-sdk/client-s3") as typeof s3).S3,
    secretsManager: () => (load("@aws-sdk/client-secrets-manager") as typeof secretsManager).SecretsManager,
    serviceQuotas: () => (load("@aws-sdk/client-service-quotas") as typeof serviceQuotas).ServiceQuotas,
    sns: () => (load("@aws-sdk/client-sns") as typeof sns).SNS,
    sqs: () => (load("@aws-sdk/client-sqs") as typeof sqs).SQS,
    ssm: () => (load("@aws-sdk/client-ssm") as typeof ssm).SSM,
    sts: () => (load("@aws-sdk/client-sts") as typeof sts).STS,
    tagging: () => (load("@aws-sdk/client-resource-groups-tagging-api") as typeof tagging).ResourceGroupsTaggingAPI,
};

type Services = typeof services;
export type Clients = { readonly [Service in keyof Services]: InstanceType<ReturnType<Services[Service]>> };

/** What every client takes, whatever its service. */
export interface ClientConfig {
    region: string;
    endpoint?: string;
    credentials?: { accessKeyId: string; secretAccessKey: string; sessionToken?: string };
    /** Of the user's own AWS settings. */
    profile?: string;
    maxAttempts?: number;
    useFipsEndpoint?: boolean;
    useDualstackEndpoint?: boolean;
}

/** Clients of all services; each one is created when it is first used. */
export function createClients(config: ClientConfig): Clients {
    // The SDK warns of Node.js versions that it will drop.
    process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = "true";
    const created = new Map<string, unknown>();
    return new Proxy({}, {
        get: (_, service: keyof Services) => {
            if (!created.has(service)) {
                created.set(service, new (services[service]())(config));
            }
            return created.get(service);
        },
    }) as Clients;
}
