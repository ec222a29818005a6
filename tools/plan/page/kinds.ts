import type { Resource } from "../../host/monitor";
import type { References } from "./references";

type Inputs = Resource["inputs"];

/** How a type is named in the picture, and what matters about a resource of it. */
interface Kind {
    label: string | ((inputs: Inputs) => string);
    detail?: (inputs: Inputs, resource: Resource, references: References) => string;
    /** Shown by its number alone. */
    isCounted?: boolean;
}

const engines: Record<string, string> = {
    "mysql": "MySQL", "postgres": "PostgreSQL", "mariadb": "MariaDB", "redis": "Redis", "valkey": "Valkey",
    "aurora-mysql": "Aurora MySQL", "aurora-postgresql": "Aurora PostgreSQL", "memcached": "Memcached",
};
const engineOf = ({ engine }: Inputs, otherwise: string) => engines[String(engine)] ?? text(engine, otherwise);

/** By type, as programs write it. */
export const kinds: Record<string, Kind> = {
    "acm.Certificate": { label: "Certificate" },
    "apigateway.RestApi": { label: "REST API" },
    "apigatewayv2.Api": { label: "HTTP API" },
    "autoscaling.Group": { label: "Auto Scaling group", detail: describeGroup },
    "cfg.Recorder": { label: "Configuration recorder" },
    "cfg.Rule": { label: "Config rules", isCounted: true },
    "cloudfront.Distribution": { label: "Distribution" },
    "cloudwatch.Dashboard": { label: "Dashboard" },
    "cloudwatch.EventBus": { label: "Event bus" },
    "cloudwatch.EventRule": { label: "Event rule" },
    "cloudwatch.LogGroup": { label: "Log groups", isCounted: true },
    "cloudwatch.MetricAlarm": { label: "Alarms", isCounted: true },
    "cognito.UserPool": { label: "User pool" },
    "dynamodb.Table": { label: "Table", detail: ({ replicas }) =>
        (replicas as Inputs[] | undefined)?.length
            ? `copies: ${(replicas as Inputs[]).map(({ regionName }) => text(regionName, "?")).join(", ")}`
            : "" },
    "ec2.Instance": { label: "Instance", detail: ({ instanceType }) => text(instanceType) },
    "ec2.NatGateway": { label: "NAT gateway" },
    "ec2.VpcEndpoint": { label: ({ vpcEndpointType = "Gateway" }) => `${text(vpcEndpointType)} endpoint`,
        detail: ({ serviceName }) => text(serviceName).split(".").slice(3).join(".") },
    "ecr.Repository": { label: "Image repository" },
    "ecs.Cluster": { label: "ECS cluster" },
    "ecs.Service": { label: "ECS service", detail: describeService },
    "efs.FileSystem": { label: "File system" },
    "eks.Cluster": { label: "EKS cluster", detail: ({ version }) => text(version) },
    "elasticache.ReplicationGroup": { label: inputs => `${engineOf(inputs, "Redis")} cache`,
        detail: ({ numCacheClusters, nodeType }) => `${text(numCacheClusters, "?")} × ${text(nodeType)}` },
    "elasticache.Cluster": { label: inputs => `${engineOf(inputs, "")} cache`.trim(),
        detail: ({ numCacheNodes, nodeType }) => `${text(numCacheNodes, "?")} × ${text(nodeType)}` },
    "kinesis.Stream": { label: "Stream" },
    "kms.Key": { label: "Encryption key" },
    "lambda.Function": { label: "Function",
        detail: ({ runtime, memorySize = 128 }) =>
            [text(runtime), `${text(memorySize)} MB`].filter(Boolean).join(", ") },
    "lb.LoadBalancer": { label: ({ loadBalancerType }) =>
        loadBalancerType === "network" ? "Network load balancer" : "Load balancer",
    detail: ({ internal }) => internal === true ? "internal" : "internet-facing" },
    "opensearch.Domain": { label: "OpenSearch domain" },
    "rds.Cluster": { label: inputs => engineOf(inputs, "Database cluster"), detail: describeCluster },
    "rds.Instance": { label: inputs => `${engineOf(inputs, "")} database`.trim(),
        detail: ({ instanceClass, multiAz }) =>
            `${text(instanceClass)}, ${multiAz === true ? "Multi-AZ" : "one zone"}` },
    "route53.Zone": { label: "DNS zone" },
    "s3.Bucket": { label: "Bucket" },
    "s3.BucketV2": { label: "Bucket" },
    "secretsmanager.Secret": { label: "Secret" },
    "sfn.StateMachine": { label: "State machine" },
    "sns.Topic": { label: "Topic" },
    "sqs.Queue": { label: "Queue" },
    "ssm.Parameter": { label: "Parameter" },
};

const parts = new RegExp(`\\b(${[
    "\\w*(Policy|Attachment|Association|Rule|Permission|Configurations?|Alias|Notification|Mapping|Status)",
    "Bucket\\w+", "Eip", "FlowLog", "InstanceProfile", "InternetGateway", "LaunchTemplate", "Listener", "TargetGroup",
    "Role", "Route", "RouteTable", "\\w*SecurityGroup", "Subnet", "\\w*SubnetGroup", "\\w*ParameterGroup", "Vpc",
    "Target", "ClusterInstance", "TaskDefinition", "UserGroup", "User", "DeliveryChannel", "SecretVersion",
    "QueuePolicy", "Deployment", "Integration", "IntegrationResponse", "Method", "MethodResponse", "MethodSettings",
    "Model", "RequestValidator", "Resource", "Stage", "Account",
].join("|")})$`);

/** Whether resources of a type are settings or parts of others, and have no box of their own. */
export function isPart(type: string): boolean {
    return type.startsWith("aws:") && parts.test(type);
}

function describeGroup({ minSize, maxSize }: Inputs, resource: Resource, references: References): string {
    const [template] = references.find(resource, /^launchTemplate$/, "ec2.LaunchTemplate");
    return `${text(minSize, "?")} to ${text(maxSize, "?")} × ${text(template?.inputs.instanceType, "instance")}`;
}

function describeService({ desiredCount }: Inputs, resource: Resource, references: References): string {
    const [task] = references.find(resource, /^taskDefinition$/, "ecs.TaskDefinition");
    const { cpu, memory } = task?.inputs ?? {};
    const size = Number(cpu) > 0 && Number(memory) > 0
        ? `${Number(cpu) / 1024} vCPU, ${Number(memory) / 1024} GB`
        : "task";
    return `${text(desiredCount, "1")} × ${size}`;
}

function describeCluster(inputs: Inputs, resource: Resource, references: References): string {
    const instances = references.ofType("rds.ClusterInstance")
        .filter(instance => references.sourcesOf(instance, /^clusterIdentifier$/).includes(resource));
    const { minCapacity, maxCapacity } = (inputs.serverlessv2ScalingConfiguration ?? {}) as Inputs;
    const capacity = minCapacity === undefined ? "" : `, ${text(minCapacity)} to ${text(maxCapacity)} ACU`;
    return `${instances.length} × ${text(instances[0]?.inputs.instanceClass, "instance")}${capacity}`;
}

function text(value: unknown, otherwise = ""): string {
    return typeof value === "string" || typeof value === "number" ? String(value) : otherwise;
}
