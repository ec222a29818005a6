import type { UpdateAutoScalingGroupType } from "@aws-sdk/client-auto-scaling";
import type { RequestLaunchTemplateData } from "@aws-sdk/client-ec2";
import type { TargetDescription } from "@aws-sdk/client-elastic-load-balancing-v2";
import type { Deployed, Fault } from "./fault";

/** A load balancer attribute that has the wrong value. */
function attribute(name: string, Key: string, wrong: string, right: string): Fault {
    const set = (Value: string) => ({ clients: { elb }, outputs }: Deployed) => elb.modifyLoadBalancerAttributes({
        LoadBalancerArn: outputs.albArn, Attributes: [{ Key, Value }] });
    return { name, inflict: set(wrong), restore: set(right) };
}

type Change = Omit<UpdateAutoScalingGroupType, "AutoScalingGroupName">;

/** A setting of the group that has the wrong value. */
function groupSetting(name: string, wrong: Change, right: Change): Fault {
    const set = (change: Change) => ({ clients: { autoscaling }, outputs }: Deployed) =>
        autoscaling.updateAutoScalingGroup({ AutoScalingGroupName: outputs.asgName, ...change });
    return { name, inflict: set(wrong), restore: set(right) };
}

const healthCheckPath = (HealthCheckPath: string) => ({ clients: { elb }, outputs }: Deployed) =>
    elb.modifyTargetGroup({ TargetGroupArn: outputs.targetGroupArn, HealthCheckPath });

const deregistrationDelay = (Value: string) => ({ clients: { elb }, outputs }: Deployed) =>
    elb.modifyTargetGroupAttributes({
        TargetGroupArn: outputs.targetGroupArn,
        Attributes: [{ Key: "deregistration_delay.timeout_seconds", Value }],
    });

const templateVersion = (Version: string) => ({ clients: { autoscaling }, outputs }: Deployed) =>
    autoscaling.updateAutoScalingGroup({
        AutoScalingGroupName: outputs.asgName,
        LaunchTemplate: { LaunchTemplateId: outputs.launchTemplateId, Version },
    });

async function listenerArn({ clients: { elb }, outputs }: Deployed) {
    const { Listeners } = await elb.describeListeners({ LoadBalancerArn: outputs.albArn });
    return Listeners?.[0]?.ListenerArn;
}

async function instanceId({ clients: { autoscaling }, outputs }: Deployed) {
    const { AutoScalingGroups } = await autoscaling.describeAutoScalingGroups({
        AutoScalingGroupNames: [outputs.asgName] });
    return AutoScalingGroups?.[0]?.Instances?.[0]?.InstanceId ?? "";
}

const instanceTag = (Value: string) => async (deployed: Deployed) =>
    deployed.clients.ec2.createTags({
        Resources: [await instanceId(deployed)], Tags: [{ Key: "Environment", Value }] });

/** Makes a new version of the launch template, and has the group use it. */
async function useTemplate(deployed: Deployed, LaunchTemplateData: RequestLaunchTemplateData | undefined) {
    const { LaunchTemplateVersion } = await deployed.clients.ec2.createLaunchTemplateVersion({
        LaunchTemplateId: deployed.outputs.launchTemplateId, LaunchTemplateData });
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
        inflict: async deployed => deployed.clients.elb.modifyListener({
            ListenerArn: await listenerArn(deployed),
            DefaultActions: [{ Type: "fixed-response", FixedResponseConfig: { StatusCode: "200" } }],
        }),
        restore: async deployed => deployed.clients.elb.modifyListener({
            ListenerArn: await listenerArn(deployed),
            DefaultActions: [{ Type: "forward", TargetGroupArn: deployed.outputs.targetGroupArn }],
        }),
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
        inflict: async ({ clients: { elb }, outputs }) => {
            const TargetGroupArn = outputs.targetGroupArn;
            const { TargetHealthDescriptions } = await elb.describeTargetHealth({ TargetGroupArn });
            target = TargetHealthDescriptions?.[0]?.Target;
            return elb.deregisterTargets({ TargetGroupArn, Targets: target && [target] });
        },
        restore: ({ clients: { elb }, outputs }) => elb.registerTargets({
            TargetGroupArn: outputs.targetGroupArn, Targets: target && [target] }),
    },
    {
        name: "the target group is detached from the Auto Scaling group",
        inflict: ({ clients: { autoscaling }, outputs }) => autoscaling.detachLoadBalancerTargetGroups({
            AutoScalingGroupName: outputs.asgName, TargetGroupARNs: [outputs.targetGroupArn] }),
        restore: ({ clients: { autoscaling }, outputs }) => autoscaling.attachLoadBalancerTargetGroups({
            AutoScalingGroupName: outputs.asgName, TargetGroupARNs: [outputs.targetGroupArn] }),
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
            const { LaunchTemplateVersions } = await deployed.clients.ec2.describeLaunchTemplateVersions({
                LaunchTemplateId: deployed.outputs.launchTemplateId });
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
