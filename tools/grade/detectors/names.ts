import { hasUnknown, type Resource } from "../../host/monitor";
import type { Candidate } from "../candidate";
import type { StackGraph } from "../graph";
import type { Evidence } from "../verdict";

/** The input that names a resource in AWS, where no two of an account and region may have the same name. */
const nameInputs: Record<string, string> = {
    "apigateway/restApi:RestApi": "", "autoscaling/group:Group": "name", "cfg/recorder:Recorder": "name",
    "cfg/rule:Rule": "name", "cloudwatch/dashboard:Dashboard": "dashboardName", "cloudwatch/logGroup:LogGroup": "name",
    "cloudwatch/metricAlarm:MetricAlarm": "name", "dynamodb/table:Table": "name", "ecr/repository:Repository": "name",
    "ecs/cluster:Cluster": "name", "ec2/launchTemplate:LaunchTemplate": "name", "ec2/keyPair:KeyPair": "keyName",
    "elasticache/replicationGroup:ReplicationGroup": "replicationGroupId", "elasticache/user:User": "userId",
    "elasticache/subnetGroup:SubnetGroup": "name", "iam/instanceProfile:InstanceProfile": "name",
    "iam/policy:Policy": "name", "iam/role:Role": "name", "kms/alias:Alias": "name", "lambda/function:Function": "name",
    "lb/loadBalancer:LoadBalancer": "name", "lb/targetGroup:TargetGroup": "name",
    "rds/cluster:Cluster": "clusterIdentifier",
    "rds/clusterInstance:ClusterInstance": "identifier", "rds/instance:Instance": "identifier",
    "rds/parameterGroup:ParameterGroup": "name", "rds/subnetGroup:SubnetGroup": "name", "s3/bucket:Bucket": "bucket",
    "secretsmanager/secret:Secret": "name", "sns/topic:Topic": "name", "sqs/queue:Queue": "name",
    "ssm/parameter:Parameter": "name",
    "cloudwatch/eventRule:EventRule": "name",
};

/** Names in AWS that a program sets itself, with what they are the names of. */
function fixedNames(graph: StackGraph): Map<string, Resource> {
    return new Map(graph.resources.flatMap(resource => {
        const input = nameInputs[resource.type.replace(/^aws:/, "").replace(/V2/g, "")];
        const value = input ? resource.inputs[input] : undefined;
        const isFixed = typeof value === "string" && !hasUnknown(value) && !graph.isId(value);
        return isFixed ? [[`${resource.type} ${value}`, resource] as const] : [];
    }));
}

/** Names in AWS that two stacks, or two copies of one stack, would both have. */
export async function findCollisions(candidate: Candidate): Promise<Evidence[]> {
    const graphs = await candidate.graphs();
    const evidence: Evidence[] = [];
    const compare = (one: StackGraph, other: StackGraph, both: string) => {
        const names = fixedNames(other);
        for (const [name, resource] of fixedNames(one)) {
            if (names.has(name)) {
                evidence.push({ what: `${both} have the name ${name.split(" ")[1]}`, where: one.place(resource) });
            }
        }
    };
    graphs.forEach((one, index) => graphs.slice(index + 1)
        .forEach(other => compare(one, other, `stacks ${one.stack} and ${other.stack}`)));
    const [first] = graphs;
    const copy = first && await runCopy(candidate, first);
    if (first && copy) {
        compare(first, copy, "copies of the stack with other suffixes");
    }
    return evidence;
}

const suffixKey = /^(.*:)?(environment|env|name)?suffix$/i;

/** The stack with another suffix, where the program takes one. */
async function runCopy(candidate: Candidate, { settings, stack }: StackGraph): Promise<StackGraph | undefined> {
    const keys = Object.keys(settings.config).filter(key => suffixKey.test(key));
    const takesVariable = candidate.parts.some(({ text }) => text.includes("ENVIRONMENT_SUFFIX"));
    if (keys.length === 0 && !takesVariable) {
        return undefined;
    }
    const config = { ...settings.config, ...Object.fromEntries(keys.map(key => [key, "zz9"])) };
    const trial = await candidate.try("other suffix", { ...settings, stack, config }, { ENVIRONMENT_SUFFIX: "zz9" });
    return trial.exitCode === 0 ? candidate.graphOf(trial) : undefined;
}
