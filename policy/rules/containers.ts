import type { Policies } from "@pulumi/policy";
import type { ecs } from "@pulumi/aws";
import { findSecrets } from "./secrets-in-text";
import { checkAll, checkResource, must, mustBe, type Problems } from "./support";

const cluster = "aws:ecs/cluster:Cluster";
const service = "aws:ecs/service:Service";
const task = "aws:ecs/taskDefinition:TaskDefinition";

interface Container {
    name?: string;
    privileged?: boolean;
    readonlyRootFilesystem?: boolean;
    user?: string;
    logConfiguration?: unknown;
    environment?: { name: string; value: string }[];
}

function checkContainers(check: (container: Container) => Problems) {
    return checkResource<ecs.TaskDefinitionArgs>(task, ({ containerDefinitions }) =>
        checkAll(JSON.parse(containerDefinitions) as Container[], check));
}

export const policies: Policies = [
    {
        name: "cluster-container-insights",
        description: "Metrics of each service and task are kept, also after the task is gone.",
        severity: "low",
        remediationSteps: "Set containerInsights to enabled or enhanced in settings, at a price for each metric.",
        enforcementLevel: "advisory",
        tags: ["AwsSolutions-ECS4", "CKV_AWS_65", "FSBP-ECS.12"],
        validateResource: checkResource<ecs.ClusterArgs>(cluster, ({ settings = [] }) => {
            const { value } = settings.find(({ name }) => name === "containerInsights") ?? {};
            return must(/^en(abled|hanced)$/.test(value ?? ""), "containerInsights must be enabled", value);
        }),
    },
    {
        name: "service-no-public-address",
        description: "Tasks have no public address; a load balancer stands in front.",
        severity: "high",
        remediationSteps: "Set networkConfiguration.assignPublicIp to false.",
        enforcementLevel: "mandatory",
        tags: ["CKV_AWS_333", "FSBP-ECS.2", "FSBP-ECS.16"],
        validateResource: checkResource<ecs.ServiceArgs>(service, ({ networkConfiguration }) => must(
            networkConfiguration?.assignPublicIp !== true, "networkConfiguration.assignPublicIp must be false",
            networkConfiguration?.assignPublicIp)),
    },
    {
        name: "service-names-network",
        description: "A service names its security groups, and subnets in two zones or more.",
        severity: "medium",
        remediationSteps: "Set networkConfiguration.",
        enforcementLevel: "mandatory",
        tags: [],
        validateResource: checkResource<ecs.ServiceArgs>(service, ({ networkConfiguration }) => [
            ...must((networkConfiguration?.securityGroups as unknown[] | undefined ?? []).length > 0,
                "networkConfiguration.securityGroups must be given", networkConfiguration?.securityGroups),
            ...must((networkConfiguration?.subnets as unknown[] | undefined ?? []).length >= 2,
                "networkConfiguration.subnets must be at least 2", networkConfiguration?.subnets),
        ]),
    },
    {
        name: "service-rolls-back",
        description: "A deployment whose tasks don't start goes back by itself.",
        severity: "low",
        remediationSteps: "Set deploymentCircuitBreaker.enable and rollback.",
        enforcementLevel: "mandatory",
        tags: [],
        validateResource: checkResource<ecs.ServiceArgs>(service, ({ deploymentCircuitBreaker: breaker }) => [
            ...mustBe("deploymentCircuitBreaker.enable", breaker?.enable, true),
            ...mustBe("deploymentCircuitBreaker.rollback", breaker?.rollback, true),
        ]),
    },
    {
        name: "service-current-platform",
        description: "Tasks start on the newest platform, which has the security fixes.",
        severity: "low",
        remediationSteps: "Remove platformVersion.",
        enforcementLevel: "mandatory",
        tags: ["CKV_AWS_332", "FSBP-ECS.10"],
        validateResource: checkResource<ecs.ServiceArgs>(service, ({ platformVersion }) => must(
            ["LATEST", undefined].includes(platformVersion), "platformVersion must be LATEST", platformVersion)),
    },
    {
        name: "service-no-commands",
        description: "Nobody opens a shell in a running container.",
        severity: "low",
        remediationSteps: "Remove enableExecuteCommand.",
        enforcementLevel: "advisory",
        tags: [],
        validateResource: checkResource<ecs.ServiceArgs>(service, ({ enableExecuteCommand: on }) =>
            must(on !== true, "enableExecuteCommand must be false", on)),
    },
    {
        name: "task-own-network",
        description: "A task has a network interface, and so security groups, of its own.",
        severity: "medium",
        remediationSteps: "Set networkMode to awsvpc.",
        enforcementLevel: "mandatory",
        tags: ["FSBP-ECS.1", "FSBP-ECS.17"],
        validateResource: checkResource<ecs.TaskDefinitionArgs>(task, ({ networkMode }) =>
            mustBe("networkMode", networkMode ?? "nothing", "awsvpc")),
    },
    {
        name: "task-own-processes",
        description: "A task sees no processes of its host.",
        severity: "high",
        remediationSteps: "Remove pidMode.",
        enforcementLevel: "mandatory",
        tags: ["CKV_AWS_335", "FSBP-ECS.3"],
        validateResource: checkResource<ecs.TaskDefinitionArgs>(task, ({ pidMode }) =>
            must(pidMode !== "host", "pidMode must not be host", pidMode)),
    },
    {
        name: "task-roles",
        description: "A task has a role of its own; what starts it has another.",
        severity: "medium",
        remediationSteps: "Set taskRoleArn and executionRoleArn.",
        enforcementLevel: "mandatory",
        tags: [],
        validateResource: checkResource<ecs.TaskDefinitionArgs>(task, props => [
            ...must("taskRoleArn" in props, "taskRoleArn must be given", undefined),
            ...must("executionRoleArn" in props, "executionRoleArn must be given", undefined),
        ]),
    },
    {
        name: "container-not-privileged",
        description: "A container has no rights of its host.",
        severity: "critical",
        remediationSteps: "Remove privileged.",
        enforcementLevel: "mandatory",
        tags: ["CKV_AWS_334", "FSBP-ECS.4"],
        validateResource: checkContainers(({ privileged }) =>
            must(privileged !== true, "privileged must be false", privileged)),
    },
    {
        name: "container-read-only",
        description: "Who gets into a container can't change its files.",
        severity: "medium",
        remediationSteps: "Set readonlyRootFilesystem, and mount volumes for what is written.",
        enforcementLevel: "mandatory",
        tags: ["CKV_AWS_336", "FSBP-ECS.5"],
        validateResource: checkContainers(({ readonlyRootFilesystem }) =>
            mustBe("readonlyRootFilesystem", readonlyRootFilesystem, true)),
    },
    {
        name: "container-not-root",
        description: "A container's process isn't root.",
        severity: "medium",
        remediationSteps: "Set user.",
        enforcementLevel: "advisory",
        tags: ["FSBP-ECS.20"],
        validateResource: checkContainers(({ user }) =>
            must(!["", "root", "0", "0:0"].includes(user ?? ""), "user must not be root", user)),
    },
    {
        name: "container-logs",
        description: "What a container prints is kept.",
        severity: "medium",
        remediationSteps: "Set logConfiguration.",
        enforcementLevel: "mandatory",
        tags: ["AwsSolutions-ECS7", "FSBP-ECS.9"],
        validateResource: checkContainers(({ logConfiguration }) =>
            must(logConfiguration !== undefined, "logConfiguration must be given", logConfiguration)),
    },
    {
        name: "container-no-secret-in-environment",
        description: "No environment variable holds a secret: whoever may describe tasks can read it.",
        severity: "critical",
        remediationSteps: "Name it in secrets, which are read from Secrets Manager when the task starts.",
        enforcementLevel: "mandatory",
        tags: ["AwsSolutions-ECS2", "FSBP-ECS.8"],
        validateResource: checkContainers(({ environment = [] }) => environment.flatMap(({ name, value }) =>
            must(findSecrets(`${name}=${value}`).length === 0, "environment must hold no secret", name))),
    },
];
