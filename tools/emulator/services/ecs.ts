import type * as sdk from "@aws-sdk/client-ecs";
import type * as aws from "@pulumi/aws";
import { autoName, type ResourceType, resourceType, requireValue } from "../resource-type";

/** Tags in the shape of this service's API. */
function lowerCaseTags(tags: Record<string, string> | undefined): sdk.Tag[] {
    return Object.entries(tags ?? {}).map(([key, value]) => ({ key, value }));
}

export const types: Record<string, ResourceType> = {
    "aws:ecs/cluster:Cluster": resourceType<aws.ecs.ClusterArgs>({
        taggable: true,
        mock: name => ({ name: `${name}-name`, arn: `${name}-arn` }),
        async create(inputs, { clients, name }) {
            const { cluster } = await clients.ecs.createCluster({
                clusterName: inputs.name ?? autoName(name),
                settings: inputs.settings?.map(setting => ({
                    name: setting.name as sdk.ClusterSettingName, value: setting.value })),
                tags: lowerCaseTags(inputs.tags),
            });
            const id = requireValue(cluster?.clusterArn, "clusterArn");
            return { id, state: { arn: id, name: cluster?.clusterName } };
        },
    }),

    "aws:ecs/taskDefinition:TaskDefinition": resourceType<aws.ecs.TaskDefinitionArgs>({
        taggable: true,
        mock: name => ({ arn: `${name}-arn` }),
        async create(inputs, { clients }) {
            const { taskDefinition } = await clients.ecs.registerTaskDefinition({
                family: inputs.family,
                requiresCompatibilities: inputs.requiresCompatibilities as sdk.Compatibility[],
                networkMode: inputs.networkMode as sdk.NetworkMode,
                runtimePlatform: inputs.runtimePlatform && {
                    operatingSystemFamily: inputs.runtimePlatform.operatingSystemFamily as sdk.OSFamily,
                    cpuArchitecture: inputs.runtimePlatform.cpuArchitecture as sdk.CPUArchitecture,
                },
                cpu: inputs.cpu,
                memory: inputs.memory,
                executionRoleArn: inputs.executionRoleArn,
                taskRoleArn: inputs.taskRoleArn,
                containerDefinitions: JSON.parse(inputs.containerDefinitions) as sdk.ContainerDefinition[],
                tags: lowerCaseTags(inputs.tags),
            });
            return { id: inputs.family, state: { arn: requireValue(taskDefinition?.taskDefinitionArn, "ARN") } };
        },
    }),

    "aws:ecs/service:Service": resourceType<aws.ecs.ServiceArgs>({
        taggable: true,
        mock: name => ({ name: `${name}-name`, arn: `${name}-arn` }),
        // moto runs no tasks, and forgets how they are deployed and how their health is checked: neither is sent.
        async create(inputs, { clients, name }) {
            const { service } = await clients.ecs.createService({
                serviceName: inputs.name ?? autoName(name),
                cluster: inputs.cluster,
                taskDefinition: inputs.taskDefinition,
                launchType: inputs.launchType as sdk.LaunchType,
                desiredCount: inputs.desiredCount,
                networkConfiguration: inputs.networkConfiguration && {
                    awsvpcConfiguration: {
                        subnets: inputs.networkConfiguration.subnets,
                        // Without any, moto fails.
                        securityGroups: inputs.networkConfiguration.securityGroups ?? [],
                        assignPublicIp: inputs.networkConfiguration.assignPublicIp ? "ENABLED" : "DISABLED",
                    },
                },
                loadBalancers: inputs.loadBalancers?.map(({ targetGroupArn, containerName, containerPort }) => ({
                    targetGroupArn, containerName, containerPort })),
                propagateTags: inputs.propagateTags as sdk.PropagateTags,
                tags: lowerCaseTags(inputs.tags),
            });
            const id = requireValue(service?.serviceArn, "serviceArn");
            return { id, state: { arn: id, name: service?.serviceName } };
        },
    }),
};
