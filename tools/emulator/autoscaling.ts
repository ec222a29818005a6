import {
    CreateAutoScalingGroupCommand,
    type MetricType,
    PutScalingPolicyCommand,
} from "@aws-sdk/client-auto-scaling";
import type * as aws from "@pulumi/aws";
import { autoName, type Creator, creator } from "./resource";

export const autoscaling: Record<string, Creator> = {
    "aws:autoscaling/group:Group": creator<aws.autoscaling.GroupArgs>(async (inputs, { clients, name }) => {
        const groupName = inputs.name ?? autoName(name);
        await clients.autoscaling.send(new CreateAutoScalingGroupCommand({
            AutoScalingGroupName: groupName,
            MinSize: inputs.minSize,
            MaxSize: inputs.maxSize,
            DesiredCapacity: inputs.desiredCapacity,
            VPCZoneIdentifier: inputs.vpcZoneIdentifiers?.join(","),
            LaunchTemplate: { LaunchTemplateId: inputs.launchTemplate?.id, Version: inputs.launchTemplate?.version },
            TargetGroupARNs: inputs.targetGroupArns,
            HealthCheckType: inputs.healthCheckType,
            HealthCheckGracePeriod: inputs.healthCheckGracePeriod,
            Tags: inputs.tags?.map(({ key, value, propagateAtLaunch }) => ({
                Key: key, Value: value, PropagateAtLaunch: propagateAtLaunch })),
        }));
        return { id: groupName, state: { name: groupName } };
    }),

    "aws:autoscaling/policy:Policy": creator<aws.autoscaling.PolicyArgs>(async (inputs, { clients, name }) => {
        const policyName = inputs.name ?? autoName(name);
        const { predefinedMetricSpecification, targetValue } = inputs.targetTrackingConfiguration ?? {};
        await clients.autoscaling.send(new PutScalingPolicyCommand({
            AutoScalingGroupName: inputs.autoscalingGroupName,
            PolicyName: policyName,
            PolicyType: inputs.policyType,
            TargetTrackingConfiguration: {
                PredefinedMetricSpecification: {
                    PredefinedMetricType: predefinedMetricSpecification?.predefinedMetricType as MetricType,
                },
                TargetValue: targetValue,
            },
        }));
        return { id: policyName, state: { name: policyName } };
    }),
};
