import type { AutoScalingGroup, UpdateAutoScalingGroupType } from "@aws-sdk/client-auto-scaling";
import type { LaunchTemplateVersion, RequestLaunchTemplateData } from "@aws-sdk/client-ec2";
import type { Deployed, Fault } from "./fault";

async function loadBalancerAttribute({ clients: { elb }, outputs }: Deployed, key: string) {
    const { Attributes } = await elb.describeLoadBalancerAttributes({ LoadBalancerArn: outputs.albArn });
    return Attributes?.find(({ Key }) => Key === key)?.Value ?? "";
}

/** A switch of the load balancer that is in the other position. */
function switchFault(name: string, Key: string): Fault {
    const set = ({ clients: { elb }, outputs }: Deployed, Value: string) => elb.modifyLoadBalancerAttributes({
        LoadBalancerArn: outputs.albArn, Attributes: [{ Key, Value }] });
    return {
        name,
        inflict: async deployed => {
            const found = await loadBalancerAttribute(deployed, Key);
            await set(deployed, found === "true" ? "false" : "true");
            return () => set(deployed, found);
        },
    };
}

async function findGroup({ clients: { autoscaling }, outputs }: Deployed): Promise<AutoScalingGroup> {
    const { AutoScalingGroups } = await autoscaling.describeAutoScalingGroups({
        AutoScalingGroupNames: [outputs.asgName] });
    const [group] = AutoScalingGroups ?? [];
    if (!group) {
        throw new Error(`there is no group ${outputs.asgName}`);
    }
    return group;
}

type Change = Omit<UpdateAutoScalingGroupType, "AutoScalingGroupName">;

/** A setting of the group that has another value. */
function groupFault(name: string, change: (found: AutoScalingGroup) => { wrong: Change; right: Change }): Fault {
    const set = ({ clients: { autoscaling }, outputs }: Deployed, change: Change) =>
        autoscaling.updateAutoScalingGroup({ AutoScalingGroupName: outputs.asgName, ...change });
    return {
        name,
        inflict: async deployed => {
            const { wrong, right } = change(await findGroup(deployed));
            await set(deployed, wrong);
            return () => set(deployed, right);
        },
    };
}

const healthCheckPath = ({ clients: { elb }, outputs }: Deployed, HealthCheckPath: string | undefined) =>
    elb.modifyTargetGroup({ TargetGroupArn: outputs.targetGroupArn, HealthCheckPath });

const deregistrationDelay = ({ clients: { elb }, outputs }: Deployed, Value: string | undefined) =>
    elb.modifyTargetGroupAttributes({
        TargetGroupArn: outputs.targetGroupArn,
        Attributes: [{ Key: "deregistration_delay.timeout_seconds", Value }],
    });

/** Makes a new version of the launch template, and has the group use it. */
async function useTemplate(deployed: Deployed, LaunchTemplateData: RequestLaunchTemplateData) {
    const { clients: { autoscaling, ec2 }, outputs } = deployed;
    const LaunchTemplateId = outputs.launchTemplateId;
    const { LaunchTemplateVersion } = await ec2.createLaunchTemplateVersion({ LaunchTemplateId, LaunchTemplateData });
    return autoscaling.updateAutoScalingGroup({
        AutoScalingGroupName: outputs.asgName,
        LaunchTemplate: { LaunchTemplateId, Version: String(LaunchTemplateVersion?.VersionNumber) },
    });
}

/** A setting of the launch template that has another value, or one that it should not have. */
function templateFault(name: string, wrong: RequestLaunchTemplateData): Fault {
    return {
        name,
        inflict: async deployed => {
            const { LaunchTemplateVersions } = await deployed.clients.ec2.describeLaunchTemplateVersions({
                LaunchTemplateId: deployed.outputs.launchTemplateId, Versions: ["$Latest"] });
            const [found] = LaunchTemplateVersions as [LaunchTemplateVersion];
            const data = found.LaunchTemplateData as RequestLaunchTemplateData;
            await useTemplate(deployed, { ...data, ...wrong });
            return () => useTemplate(deployed, data);
        },
    };
}

export const compute: Fault[] = [
    switchFault("the load balancer passes invalid headers on", "routing.http.drop_invalid_header_fields.enabled"),
    switchFault("the load balancer logs no access", "access_logs.s3.enabled"),
    switchFault("the load balancer's protection from deletion is changed", "deletion_protection.enabled"),
    {
        name: "a listener answers by itself",
        inflict: async ({ clients: { elb }, outputs }) => {
            const { Listeners } = await elb.describeListeners({ LoadBalancerArn: outputs.albArn });
            const { ListenerArn, DefaultActions } = Listeners?.[0] ?? {};
            await elb.modifyListener({
                ListenerArn,
                DefaultActions: [{ Type: "fixed-response", FixedResponseConfig: { StatusCode: "200" } }],
            });
            return () => elb.modifyListener({ ListenerArn, DefaultActions });
        },
    },
    {
        name: "the target group asks another path for health",
        inflict: async deployed => {
            const { TargetGroups } = await deployed.clients.elb.describeTargetGroups({
                TargetGroupArns: [deployed.outputs.targetGroupArn] });
            await healthCheckPath(deployed, "/");
            return () => healthCheckPath(deployed, TargetGroups?.[0]?.HealthCheckPath);
        },
    },
    {
        name: "the target group holds targets for minutes",
        inflict: async deployed => {
            const { Attributes } = await deployed.clients.elb.describeTargetGroupAttributes({
                TargetGroupArn: deployed.outputs.targetGroupArn });
            const delay = Attributes?.find(({ Key }) => Key === "deregistration_delay.timeout_seconds");
            await deregistrationDelay(deployed, "300");
            return () => deregistrationDelay(deployed, delay?.Value);
        },
    },
    {
        name: "an instance is no target any more",
        inflict: async ({ clients: { elb }, outputs }) => {
            const TargetGroupArn = outputs.targetGroupArn;
            const { TargetHealthDescriptions } = await elb.describeTargetHealth({ TargetGroupArn });
            const Targets = TargetHealthDescriptions?.slice(0, 1).flatMap(({ Target }) => Target ?? []);
            await elb.deregisterTargets({ TargetGroupArn, Targets });
            return () => elb.registerTargets({ TargetGroupArn, Targets });
        },
    },
    {
        name: "the target group is detached from the Auto Scaling group",
        inflict: async ({ clients: { autoscaling }, outputs }) => {
            const attachment = { AutoScalingGroupName: outputs.asgName, TargetGroupARNs: [outputs.targetGroupArn] };
            await autoscaling.detachLoadBalancerTargetGroups(attachment);
            return () => autoscaling.attachLoadBalancerTargetGroups(attachment);
        },
    },
    groupFault("the Auto Scaling group may grow without measure", ({ MaxSize = 0 }) => ({
        wrong: { MaxSize: MaxSize + 60 }, right: { MaxSize } })),
    groupFault("the Auto Scaling group goes by EC2's health checks alone", ({ HealthCheckType }) => ({
        wrong: { HealthCheckType: "EC2" }, right: { HealthCheckType } })),
    groupFault("the Auto Scaling group keeps instances from scale-in", () => ({
        wrong: { NewInstancesProtectedFromScaleIn: true }, right: { NewInstancesProtectedFromScaleIn: false } })),
    groupFault("the Auto Scaling group follows $Latest, which starts no refresh", ({ LaunchTemplate }) => ({
        wrong: { LaunchTemplate: { LaunchTemplateId: LaunchTemplate?.LaunchTemplateId, Version: "$Latest" } },
        right: { LaunchTemplate: {
            LaunchTemplateId: LaunchTemplate?.LaunchTemplateId, Version: LaunchTemplate?.Version } },
    })),
    templateFault("the launch template admits IMDSv1", {
        MetadataOptions: { HttpTokens: "optional", HttpPutResponseHopLimit: 1 } }),
    templateFault("the launch template asks for spot instances", { InstanceMarketOptions: { MarketType: "spot" } }),
    templateFault("the launch template names a key pair", { KeyName: "by-hand" }),
    {
        name: "an instance is tagged as another environment's",
        inflict: async deployed => {
            const Resources = [(await findGroup(deployed)).Instances?.[0]?.InstanceId ?? ""];
            const tag = (Value: string) =>
                deployed.clients.ec2.createTags({ Resources, Tags: [{ Key: "Environment", Value }] });
            await tag("other");
            return () => tag(deployed.outputs.environment);
        },
    },
];
