import type * as sdk from "@aws-sdk/client-auto-scaling";
import type * as aws from "@pulumi/aws";
import { autoName, type ResourceType, resourceType } from "../resource-type";

export const types: Record<string, ResourceType> = {
    "aws:autoscaling/group:Group": resourceType<aws.autoscaling.GroupArgs>({
        taggable: true,
        mock: name => ({ name: `${name}-name` }),
        async create(inputs, { clients, name }) {
            const groupName = inputs.name ?? autoName(name);
            await clients.autoscaling.createAutoScalingGroup({
                AutoScalingGroupName: groupName,
                MinSize: inputs.minSize,
                MaxSize: inputs.maxSize,
                DesiredCapacity: inputs.desiredCapacity,
                VPCZoneIdentifier: inputs.vpcZoneIdentifiers?.join(","),
                LaunchTemplate: {
                    LaunchTemplateId: inputs.launchTemplate?.id, Version: inputs.launchTemplate?.version },
                TargetGroupARNs: inputs.targetGroupArns,
                HealthCheckType: inputs.healthCheckType,
                HealthCheckGracePeriod: inputs.healthCheckGracePeriod,
                NewInstancesProtectedFromScaleIn: inputs.protectFromScaleIn,
                CapacityRebalance: inputs.capacityRebalance,
                TerminationPolicies: inputs.terminationPolicies,
                Tags: inputs.tags?.map(({ key, value, propagateAtLaunch }) => ({
                    Key: key, Value: value, PropagateAtLaunch: propagateAtLaunch })),
            });
            return { id: groupName, state: { name: groupName } };
        },
    }),

    "aws:autoscaling/policy:Policy": resourceType<aws.autoscaling.PolicyArgs>({
        taggable: false,
        async create(inputs, { clients, name }) {
            const policyName = inputs.name ?? autoName(name);
            const { predefinedMetricSpecification, targetValue } = inputs.targetTrackingConfiguration ?? {};
            await clients.autoscaling.putScalingPolicy({
                AutoScalingGroupName: inputs.autoscalingGroupName,
                PolicyName: policyName,
                PolicyType: inputs.policyType,
                TargetTrackingConfiguration: {
                    PredefinedMetricSpecification: {
                        PredefinedMetricType: predefinedMetricSpecification?.predefinedMetricType as sdk.MetricType,
                    },
                    TargetValue: targetValue,
                },
            });
            return { id: policyName, state: { name: policyName } };
        },
    }),
};
