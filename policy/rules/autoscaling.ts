import type { Policies, PolicyResource } from "@pulumi/policy";
import type { autoscaling } from "@pulumi/aws";
import { findReferring, followInput, isGiven, readGiven } from "./relations";
import { checkResource, checkStack, must, mustBe } from "./support";

const group = "aws:autoscaling/group:Group";
const events = [
    "autoscaling:EC2_INSTANCE_LAUNCH", "autoscaling:EC2_INSTANCE_LAUNCH_ERROR",
    "autoscaling:EC2_INSTANCE_TERMINATE", "autoscaling:EC2_INSTANCE_TERMINATE_ERROR",
];

const service = "aws:ecs/service:Service";

export const policies: Policies = [
    {
        name: "scaling-group-keeps-capacity",
        description: "A group that scales isn't set back by the next deployment to the number in the program.",
        severity: "high",
        remediationSteps: "Remove desiredCapacity, or name it in ignoreChanges.",
        enforcementLevel: "mandatory",
        tags: [],
        // Inputs alone tell: among the outputs, which stack rules see, is the capacity that AWS reports.
        validateResource: checkResource<autoscaling.GroupArgs>(group, (props, { opts }) => must(
            !("desiredCapacity" in props) || props.minSize === props.maxSize
            || opts.ignoreChanges.includes("desiredCapacity"), "desiredCapacity must be in ignoreChanges", undefined)),
    },
    {
        name: "service-keeps-capacity",
        description:
            "A service that scales isn't set back by the next deployment: without a number, the provider sets 0.",
        severity: "high",
        remediationSteps: "Name desiredCount in ignoreChanges.",
        enforcementLevel: "mandatory",
        tags: [],
        validateStack: checkStack(service, (target, { resources }) => {
            const scales = resources.some(resource => resource.type === "aws:appautoscaling/target:Target"
                && followInput(resource, "resourceId", service).includes(target));
            return must(!scales || target.opts.ignoreChanges.includes("desiredCount"),
                "desiredCount must be in ignoreChanges", undefined);
        }),
    },
    {
        name: "scaling-group-scales",
        description: "A group that may grow has a policy that lets it.",
        severity: "low",
        remediationSteps: "Add an autoscaling.Policy.",
        enforcementLevel: "advisory",
        tags: [],
        validateStack: checkStack(group, (target, { resources }) => must(
            target.props.minSize === target.props.maxSize
            || findReferring(resources, "aws:autoscaling/policy:Policy", "autoscalingGroupName", target).length > 0,
            "the group must have a scaling policy", undefined)),
    },
    {
        name: "scaling-group-load-balancer-health",
        description: "A group behind a load balancer replaces what the load balancer calls unhealthy.",
        severity: "medium",
        remediationSteps: "Set healthCheckType to ELB.",
        enforcementLevel: "mandatory",
        tags: ["AwsSolutions-AS2", "CKV2_AWS_15", "FSBP-AutoScaling.1"],
        validateStack: checkStack([group], (target, { resources }) => must(
            readGiven(target, "healthCheckType") === "ELB" || !isBalanced(target, resources),
            "healthCheckType must be ELB", readGiven(target, "healthCheckType"))),
    },
    {
        name: "scaling-group-cooldown",
        description: "A group waits between two steps, so that the first can take effect.",
        severity: "low",
        remediationSteps: "Leave defaultCooldown out, or set it above 0, and set defaultInstanceWarmup.",
        enforcementLevel: "mandatory",
        tags: ["AwsSolutions-AS1"],
        validateResource: checkResource<autoscaling.GroupArgs>(group, ({ defaultCooldown, defaultInstanceWarmup }) => [
            ...must(defaultCooldown !== 0, "defaultCooldown must be above 0", defaultCooldown),
            ...must((defaultInstanceWarmup ?? 0) > 0, "defaultInstanceWarmup must be above 0", defaultInstanceWarmup),
        ]),
    },
    {
        name: "scaling-group-notifications",
        description: "Somebody is told of every instance that a group launches, terminates or fails to.",
        severity: "low",
        remediationSteps: `Add an autoscaling.Notification with ${events.join(", ")}.`,
        enforcementLevel: "advisory",
        tags: ["AwsSolutions-AS3"],
        validateStack: checkStack(group, (target, { resources }) => {
            const told = findReferring(resources, "aws:autoscaling/notification:Notification", "groupNames", target)
                .flatMap(({ props }) => props.notifications as string[]);
            return must(events.every(event => told.includes(event)), "notifications must cover four events", told);
        }),
    },
    {
        name: "scaling-group-in-two-zones",
        description: "A group survives the loss of a zone.",
        severity: "medium",
        remediationSteps: "Name subnets in two zones or more.",
        enforcementLevel: "mandatory",
        tags: ["FSBP-AutoScaling.2"],
        validateResource: checkResource<autoscaling.GroupArgs>(group, ({ vpcZoneIdentifiers, availabilityZones }) =>
            must(
                (vpcZoneIdentifiers ?? availabilityZones ?? []).length >= 2,
                "vpcZoneIdentifiers must be at least 2",
                vpcZoneIdentifiers,
            ),
        ),
    },
    {
        name: "scaling-group-several-types",
        description: "A group may use several instance types, so that it grows when one of them is sold out.",
        severity: "low",
        remediationSteps: "Use a mixedInstancesPolicy with two types or more.",
        enforcementLevel: "advisory",
        tags: ["FSBP-AutoScaling.6"],
        validateResource: checkResource<autoscaling.GroupArgs>(group, ({ mixedInstancesPolicy }) => must(
            (mixedInstancesPolicy?.launchTemplate.overrides?.length ?? 0) >= 2,
            "mixedInstancesPolicy must name at least 2 types", mixedInstancesPolicy?.launchTemplate.overrides)),
    },
    {
        name: "scaling-group-launch-template",
        description: "A group launches from a template: launch configurations know no new types, and AWS closes them.",
        severity: "medium",
        remediationSteps: "Set launchTemplate.",
        enforcementLevel: "mandatory",
        tags: ["CKV_AWS_315", "FSBP-AutoScaling.9"],
        validateResource: checkResource<autoscaling.GroupArgs>(group, props => must(
            "launchTemplate" in props || "mixedInstancesPolicy" in props, "launchTemplate must be given", undefined)),
    },
    {
        name: "scaling-group-template-version",
        description: "A group names a version of its template: with $Latest or $Default no change starts a refresh.",
        severity: "low",
        remediationSteps: "Set launchTemplate.version to the template's latestVersion.",
        enforcementLevel: "mandatory",
        tags: [],
        validateResource: checkResource<autoscaling.GroupArgs>(group, ({ launchTemplate, mixedInstancesPolicy }) => {
            const template = launchTemplate ?? mixedInstancesPolicy?.launchTemplate.launchTemplateSpecification;
            return template === undefined
                ? []
                : must(
                        /^\d+$/.test(template.version ?? ""),
                        "launchTemplate.version must be a number",
                        template.version,
                    );
        }),
    },
    {
        name: "scaling-group-renews-instances",
        description:
            "A change of the template reaches running instances, and none grows so old that it misses patches.",
        severity: "low",
        remediationSteps: "Set instanceRefresh, and maxInstanceLifetime.",
        enforcementLevel: "advisory",
        tags: [],
        validateResource: checkResource<autoscaling.GroupArgs>(group, ({ instanceRefresh, maxInstanceLifetime }) => [
            ...mustBe("instanceRefresh.strategy", instanceRefresh?.strategy, "Rolling"),
            ...must((maxInstanceLifetime ?? 0) > 0, "maxInstanceLifetime must be above 0", maxInstanceLifetime),
        ]),
    },
];

function isBalanced(target: PolicyResource, resources: PolicyResource[]): boolean {
    return ["targetGroupArns", "loadBalancers", "trafficSources"].some(input => isGiven(target, input))
        || findReferring(resources, "aws:autoscaling/attachment:Attachment", "autoscalingGroupName", target).length > 0;
}
