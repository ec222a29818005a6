import type * as sdk from "@aws-sdk/client-application-auto-scaling";
import type * as aws from "@pulumi/aws";
import { autoName, type ResourceType, resourceType, requireValue } from "../resource-type";

export const types: Record<string, ResourceType> = {
    "aws:appautoscaling/target:Target": resourceType<aws.appautoscaling.TargetArgs>({
        taggable: true,
        mock: name => ({ arn: `${name}-arn` }),
        async create(inputs, { clients }) {
            const target = {
                ServiceNamespace: inputs.serviceNamespace as sdk.ServiceNamespace,
                ScalableDimension: inputs.scalableDimension as sdk.ScalableDimension,
                ResourceId: inputs.resourceId,
            };
            // moto keeps no tags of it: they are not sent.
            await clients.applicationAutoscaling.registerScalableTarget({
                ...target, MinCapacity: inputs.minCapacity, MaxCapacity: inputs.maxCapacity });
            const { ScalableTargets } = await clients.applicationAutoscaling.describeScalableTargets({
                ServiceNamespace: target.ServiceNamespace, ResourceIds: [target.ResourceId] });
            return {
                id: inputs.resourceId,
                state: { arn: requireValue(ScalableTargets?.[0]?.ScalableTargetARN, "ScalableTargetARN") },
            };
        },
    }),

    "aws:appautoscaling/policy:Policy": resourceType<aws.appautoscaling.PolicyArgs>({
        taggable: false,
        mock: name => ({ name: `${name}-name`, arn: `${name}-arn` }),
        async create(inputs, { clients, name }) {
            const policyName = inputs.name ?? autoName(name);
            const tracking = inputs.targetTrackingScalingPolicyConfiguration;
            const metric = tracking?.predefinedMetricSpecification;
            const { PolicyARN } = await clients.applicationAutoscaling.putScalingPolicy({
                PolicyName: policyName,
                PolicyType: inputs.policyType as sdk.PolicyType,
                ServiceNamespace: inputs.serviceNamespace as sdk.ServiceNamespace,
                ScalableDimension: inputs.scalableDimension as sdk.ScalableDimension,
                ResourceId: inputs.resourceId,
                TargetTrackingScalingPolicyConfiguration: tracking && {
                    TargetValue: tracking.targetValue,
                    PredefinedMetricSpecification: metric && {
                        PredefinedMetricType: metric.predefinedMetricType as sdk.MetricType,
                        ResourceLabel: metric.resourceLabel,
                    },
                },
            });
            return { id: policyName, state: { name: policyName, arn: requireValue(PolicyARN, "PolicyARN") } };
        },
    }),
};
