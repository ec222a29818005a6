import {
    AttachLoadBalancerTargetGroupsCommand,
    DescribeAutoScalingGroupsCommand,
    DetachLoadBalancerTargetGroupsCommand,
    UpdateAutoScalingGroupCommand,
    type UpdateAutoScalingGroupType,
} from "@aws-sdk/client-auto-scaling";
import {
    CreateLaunchTemplateVersionCommand,
    CreateTagsCommand,
    DescribeLaunchTemplateVersionsCommand,
    type RequestLaunchTemplateData,
} from "@aws-sdk/client-ec2";
import {
    DeregisterTargetsCommand,
    DescribeListenersCommand,
    DescribeTargetHealthCommand,
    ModifyListenerCommand,
    ModifyLoadBalancerAttributesCommand,
    ModifyTargetGroupAttributesCommand,
    ModifyTargetGroupCommand,
    RegisterTargetsCommand,
    type TargetDescription,
} from "@aws-sdk/client-elastic-load-balancing-v2";
import type { Deployed, Fault } from "./fault";

/** A load balancer attribute that has the wrong value. */
function attribute(name: string, Key: string, wrong: string, right: string): Fault {
    const set = (Value: string) => ({ lb, outputs }: Deployed) => lb.send(new ModifyLoadBalancerAttributesCommand({
        LoadBalancerArn: outputs.albArn, Attributes: [{ Key, Value }] }));
    return { name, inflict: set(wrong), restore: set(right) };
}

type Change = Omit<UpdateAutoScalingGroupType, "AutoScalingGroupName">;

/** A setting of the group that has the wrong value. */
function groupSetting(name: string, wrong: Change, right: Change): Fault {
    const set = (change: Change) => ({ autoscaling, outputs }: Deployed) =>
        autoscaling.send(new UpdateAutoScalingGroupCommand({ AutoScalingGroupName: outputs.asgName, ...change }));
    return { name, inflict: set(wrong), restore: set(right) };
}

const healthCheckPath = (HealthCheckPath: string) => ({ lb, outputs }: Deployed) =>
    lb.send(new ModifyTargetGroupCommand({ TargetGroupArn: outputs.targetGroupArn, HealthCheckPath }));

const deregistrationDelay = (Value: string) => ({ lb, outputs }: Deployed) =>
    lb.send(new ModifyTargetGroupAttributesCommand({
        TargetGroupArn: outputs.targetGroupArn,
        Attributes: [{ Key: "deregistration_delay.timeout_seconds", Value }],
    }));

const templateVersion = (Version: string) => ({ autoscaling, outputs }: Deployed) =>
    autoscaling.send(new UpdateAutoScalingGroupCommand({
        AutoScalingGroupName: outputs.asgName,
        LaunchTemplate: { LaunchTemplateId: outputs.launchTemplateId, Version },
    }));

async function listenerArn({ lb, outputs }: Deployed) {
    const { Listeners } = await lb.send(new DescribeListenersCommand({ LoadBalancerArn: outputs.albArn }));
    return Listeners?.[0]?.ListenerArn;
}

async function instanceId({ autoscaling, outputs }: Deployed) {
    const { AutoScalingGroups } = await autoscaling.send(new DescribeAutoScalingGroupsCommand({
        AutoScalingGroupNames: [outputs.asgName] }));
    return AutoScalingGroups?.[0]?.Instances?.[0]?.InstanceId ?? "";
}

const instanceTag = (Value: string) => async (deployed: Deployed) =>
    deployed.ec2.send(new CreateTagsCommand({
        Resources: [await instanceId(deployed)], Tags: [{ Key: "Environment", Value }] }));

/** Makes a new version of the launch template, and has the group use it. */
async function useTemplate(deployed: Deployed, LaunchTemplateData: RequestLaunchTemplateData | undefined) {
    const { LaunchTemplateVersion } = await deployed.ec2.send(new CreateLaunchTemplateVersionCommand({
        LaunchTemplateId: deployed.outputs.launchTemplateId, LaunchTemplateData }));
    return templateVersion(String(LaunchTemplateVersion?.VersionNumber))(deployed);
}

/** What faults have taken away. */
let template: RequestLaunchTemplateData | undefined;
let target: TargetDescription | undefined;

export const compute: Fault[] = [
    attribute("the load balancer passes invalid headers on",
        "routing.http.drop_invalid_header_fields.enabled", "false", "true"),
    attribute("the load balancer logs no access", "access_logs.s3.enabled", "false", "true"),
    attribute("the load balancer can't be deleted", "deletion_protection.enabled", "true", "false"),
    {
        name: "the listener answers by itself",
        inflict: async deployed => deployed.lb.send(new ModifyListenerCommand({
            ListenerArn: await listenerArn(deployed),
            DefaultActions: [{ Type: "fixed-response", FixedResponseConfig: { StatusCode: "200" } }],
        })),
        restore: async deployed => deployed.lb.send(new ModifyListenerCommand({
            ListenerArn: await listenerArn(deployed),
            DefaultActions: [{ Type: "forward", TargetGroupArn: deployed.outputs.targetGroupArn }],
        })),
    },
    {
        name: "the target group asks another path for health",
        inflict: healthCheckPath("/"),
        restore: healthCheckPath("/health"),
    },
    {
        name: "the target group holds targets for minutes",
        inflict: deregistrationDelay("300"),
        restore: deregistrationDelay("30"),
    },
    {
        name: "an instance is no target any more",
        inflict: async ({ lb, outputs }) => {
            const TargetGroupArn = outputs.targetGroupArn;
            const { TargetHealthDescriptions } = await lb.send(new DescribeTargetHealthCommand({ TargetGroupArn }));
            target = TargetHealthDescriptions?.[0]?.Target;
            return lb.send(new DeregisterTargetsCommand({ TargetGroupArn, Targets: target && [target] }));
        },
        restore: ({ lb, outputs }) => lb.send(new RegisterTargetsCommand({
            TargetGroupArn: outputs.targetGroupArn, Targets: target && [target] })),
    },
    {
        name: "the target group is detached from the Auto Scaling group",
        inflict: ({ autoscaling, outputs }) => autoscaling.send(new DetachLoadBalancerTargetGroupsCommand({
            AutoScalingGroupName: outputs.asgName, TargetGroupARNs: [outputs.targetGroupArn] })),
        restore: ({ autoscaling, outputs }) => autoscaling.send(new AttachLoadBalancerTargetGroupsCommand({
            AutoScalingGroupName: outputs.asgName, TargetGroupARNs: [outputs.targetGroupArn] })),
    },
    groupSetting("the Auto Scaling group may grow without measure", { MaxSize: 60 }, { MaxSize: 6 }),
    groupSetting("the Auto Scaling group goes by EC2's health checks alone",
        { HealthCheckType: "EC2" }, { HealthCheckType: "ELB" }),
    {
        name: "the Auto Scaling group follows $Latest, which starts no refresh",
        inflict: templateVersion("$Latest"),
        restore: templateVersion("1"),
    },
    {
        name: "the launch template admits IMDSv1",
        inflict: async deployed => {
            const { LaunchTemplateVersions } = await deployed.ec2.send(new DescribeLaunchTemplateVersionsCommand({
                LaunchTemplateId: deployed.outputs.launchTemplateId }));
            template = LaunchTemplateVersions?.[0]?.LaunchTemplateData as RequestLaunchTemplateData;
            const MetadataOptions = { HttpTokens: "optional" as const, HttpPutResponseHopLimit: 1 };
            return useTemplate(deployed, { ...template, MetadataOptions });
        },
        restore: deployed => useTemplate(deployed, template),
    },
    {
        name: "an instance is tagged as another environment's",
        inflict: instanceTag("other"),
        restore: async deployed => instanceTag(deployed.outputs.environment)(deployed),
    },
];
