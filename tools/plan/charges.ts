import type { Resource } from "../host/monitor";

/** What a resource is billed for: so many of something in the price table. */
export interface Quantity {
    what: string;
    count: number;
}

/** What a resource has, or why nobody can say. */
type Rule = (resource: Resource, sourceOf: (input: string, type: string) => Resource | undefined) =>
(Quantity | string)[];

const one = (what: string): Rule => () => [{ what, count: 1 }];

/** Size of the root volume where the launch template leaves it to the image of Amazon Linux 2023. */
const defaultVolumeSize = 8;

/** By type, as programs write it. */
export const chargeRules: Record<string, Rule> = {
    "apigateway.Stage": ({ inputs }) => inputs.cacheClusterEnabled === true ? ["cache of the API"] : [],
    "autoscaling.Group": countInstances,
    "cloudwatch.Dashboard": one("dashboard"),
    "cloudwatch.MetricAlarm": ({ inputs }) => inputs.metricQueries === undefined
        ? [{ what: Number(inputs.period) < 60 ? "alarm, high resolution" : "alarm", count: 1 }]
        : ["alarm on several metrics"],
    "dynamodb.Table": ({ inputs }) => inputs.billingMode === "PAY_PER_REQUEST" ? [] : ["provisioned capacity"],
    "ec2.Eip": one("public IPv4 address"),
    "ec2.NatGateway": one("NAT gateway"),
    "ec2.VpcEndpoint": ({ inputs: { vpcEndpointType = "Gateway", subnetIds } }) => {
        if (vpcEndpointType === "Gateway") {
            return [];
        }
        return vpcEndpointType === "Interface" && Array.isArray(subnetIds)
            ? [{ what: "interface endpoint in a zone", count: subnetIds.length }]
            : ["endpoint in an unknown number of zones, or of another kind"];
    },
    "ecs.Service": countTasks,
    "elasticache.ReplicationGroup": ({ inputs: { engine = "redis", nodeType, numCacheClusters } }) =>
        typeof numCacheClusters === "number"
            ? [{ what: `${String(engine)} ${String(nodeType)}`, count: numCacheClusters }]
            : ["unknown number of nodes"],
    "kms.Key": one("KMS key"),
    "lb.LoadBalancer": countLoadBalancer,
    "rds.Cluster": countSecret,
    "rds.ClusterInstance": countClusterInstance,
    "rds.Instance": countDatabase,
    "secretsmanager.Secret": one("secret"),
    "ssm.Parameter": ({ inputs: { tier = "Standard" } }) => tier === "Standard" ? [] : [`tier ${String(tier)}`],
};

function countInstances({ inputs }: Resource, sourceOf: Parameters<Rule>[1]): ReturnType<Rule> {
    const template = sourceOf("launchTemplate", "aws:ec2/launchTemplate:LaunchTemplate")?.inputs;
    const count = Number(inputs.desiredCapacity ?? inputs.minSize);
    if (template === undefined || !(count >= 0)) {
        return ["unknown instances, or an unknown number"];
    }
    const mappings = (template.blockDeviceMappings ?? [{}]) as { ebs?: { volumeType?: string; volumeSize?: number } }[];
    const volumes = mappings.map(({ ebs = {} }) => ebs.volumeType === "gp3" || ebs.volumeType === undefined
        ? { what: "GB of gp3 volume", count: count * (ebs.volumeSize ?? defaultVolumeSize) }
        : `volume of type ${ebs.volumeType}`);
    return [{ what: String(template.instanceType), count }, ...volumes];
}

function countTasks({ inputs }: Resource, sourceOf: Parameters<Rule>[1]): ReturnType<Rule> {
    const task = sourceOf("taskDefinition", "aws:ecs/taskDefinition:TaskDefinition")?.inputs;
    const [tasks, cpu, memory] = [inputs.desiredCount, task?.cpu, task?.memory].map(Number) as [number, number, number];
    const { cpuArchitecture = "X86_64" } = (task?.runtimePlatform ?? {}) as { cpuArchitecture?: string };
    if (inputs.launchType !== "FARGATE" || !(tasks * cpu * memory >= 0)) {
        return ["tasks that are not of Fargate, or an unknown number"];
    }
    const place = cpuArchitecture === "ARM64" ? "Fargate on ARM" : "Fargate";
    return [
        { what: `vCPU of ${place}`, count: tasks * cpu / 1024 },
        { what: `GB of ${place}`, count: tasks * memory / 1024 },
    ];
}

function countLoadBalancer({ inputs }: Resource): ReturnType<Rule> {
    const { loadBalancerType = "application", internal, subnets } = inputs;
    if (loadBalancerType !== "application" || !Array.isArray(subnets)) {
        return ["load balancer of another type, or in an unknown number of zones"];
    }
    const addresses = internal === true ? [] : [{ what: "public IPv4 address", count: subnets.length }];
    return [{ what: "application load balancer", count: 1 }, ...addresses];
}

function countDatabase({ inputs }: Resource): ReturnType<Rule> {
    const isDouble = inputs.multiAz === true;
    const storage = inputs.storageType === "gp3" && typeof inputs.allocatedStorage === "number"
        ? { what: `GB of database storage${isDouble ? ", Multi-AZ" : ""}`, count: inputs.allocatedStorage }
        : `storage of type ${String(inputs.storageType)}`;
    return [
        { what: `${String(inputs.engine)} ${String(inputs.instanceClass)}`, count: isDouble ? 2 : 1 },
        storage,
        ...countSecret({ inputs }),
    ];
}

/** Each serverless instance has at least the smallest capacity of its cluster. */
function countClusterInstance({ inputs }: Resource, sourceOf: Parameters<Rule>[1]): ReturnType<Rule> {
    if (inputs.instanceClass !== "db.serverless") {
        return [{ what: `aurora ${String(inputs.instanceClass)}`, count: 1 }];
    }
    const cluster = sourceOf("clusterIdentifier", "aws:rds/cluster:Cluster")?.inputs;
    const { minCapacity } = (cluster?.serverlessv2ScalingConfiguration ?? {}) as { minCapacity?: number };
    return [typeof minCapacity === "number"
        ? { what: "aurora capacity unit", count: minCapacity }
        : "aurora capacity units, an unknown number"];
}

/** RDS makes a secret for the password that it manages. */
function countSecret({ inputs }: Pick<Resource, "inputs">): Quantity[] {
    return inputs.manageMasterUserPassword === true ? [{ what: "secret", count: 1 }] : [];
}
