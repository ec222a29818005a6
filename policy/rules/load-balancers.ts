import type { Policies } from "@pulumi/policy";
import type { lb } from "@pulumi/aws";
import { findReferring, isUsed } from "./relations";
import { checkResource, checkStack, must, mustBe } from "./support";

const loadBalancer = ["aws:lb/loadBalancer:LoadBalancer", "aws:alb/loadBalancer:LoadBalancer"];
const listener = ["aws:lb/listener:Listener", "aws:alb/listener:Listener"];
const targetGroup = ["aws:lb/targetGroup:TargetGroup", "aws:alb/targetGroup:TargetGroup"];
/** Of the policies that AWS offers, those without TLS 1.0 and 1.1. */
const modernPolicy = /^ELBSecurityPolicy-(?:TLS13-1-[23]|FS-1-2|TLS-1-2)(?!.*(?:Ext0)).*$/;

export const policies: Policies = [
    {
        name: "load-balancer-access-logs",
        description: "A load balancer logs its requests, without which an attack can't be followed.",
        severity: "medium",
        remediationSteps: "Set accessLogs, with a bucket whose policy admits the delivery.",
        enforcementLevel: "mandatory",
        tags: ["AwsSolutions-ELB2", "CKV_AWS_91", "FSBP-ELB.5"],
        validateResource: checkResource<lb.LoadBalancerArgs>(loadBalancer,
            ({ accessLogs }) => mustBe("accessLogs.enabled", accessLogs?.enabled, true)),
    },
    {
        name: "load-balancer-drops-invalid-headers",
        description: "Headers that no server should see are dropped, because two servers read them in two ways.",
        severity: "medium",
        remediationSteps: "Set dropInvalidHeaderFields.",
        enforcementLevel: "mandatory",
        tags: ["CKV_AWS_131", "FSBP-ELB.4"],
        validateResource: checkResource<lb.LoadBalancerArgs>(loadBalancer, props =>
            (props.loadBalancerType ?? "application") === "application"
                ? mustBe("dropInvalidHeaderFields", props.dropInvalidHeaderFields, true)
                : []),
    },
    {
        name: "load-balancer-desync-mitigation",
        description: "Requests that two servers could read differently aren't handed on.",
        severity: "medium",
        remediationSteps: "Leave desyncMitigationMode out, or set it to defensive or strictest.",
        enforcementLevel: "mandatory",
        tags: ["CKV_AWS_328", "FSBP-ELB.12"],
        validateResource: checkResource<lb.LoadBalancerArgs>(loadBalancer, ({ desyncMitigationMode: mode }) =>
            must(mode !== "monitor", "desyncMitigationMode must be defensive or strictest", mode)),
    },
    {
        name: "load-balancer-deletion-protection",
        description: "A load balancer can't be deleted by mistake; its name in DNS would be lost.",
        severity: "low",
        remediationSteps: "Set enableDeletionProtection.",
        enforcementLevel: "advisory",
        tags: ["CKV_AWS_150", "FSBP-ELB.6"],
        validateResource: checkResource<lb.LoadBalancerArgs>(loadBalancer, ({ enableDeletionProtection }) =>
            mustBe("enableDeletionProtection", enableDeletionProtection, true)),
    },
    {
        name: "load-balancer-in-two-zones",
        description: "A load balancer survives the loss of a zone.",
        severity: "medium",
        remediationSteps: "Name subnets in two zones or more.",
        enforcementLevel: "mandatory",
        tags: ["FSBP-ELB.13"],
        validateResource: checkResource<lb.LoadBalancerArgs>(loadBalancer, ({ subnets, subnetMappings }) => must(
            (subnets ?? subnetMappings ?? []).length >= 2, "subnets must be at least 2", subnets)),
    },
    {
        name: "load-balancer-names-groups",
        description: "A load balancer names its security groups; who names none gets the VPC's default group.",
        severity: "medium",
        remediationSteps: "Set securityGroups.",
        enforcementLevel: "mandatory",
        tags: [],
        validateResource: checkResource<lb.LoadBalancerArgs>(loadBalancer, props => must(
            (props.loadBalancerType ?? "application") !== "application" || (props.securityGroups ?? []).length > 0,
            "securityGroups must be given", props.securityGroups)),
    },
    {
        name: "load-balancer-firewall",
        description: "A web application firewall stands before an application load balancer.",
        severity: "low",
        remediationSteps: "Add a wafv2.WebAclAssociation, at a price for each rule and request.",
        enforcementLevel: "advisory",
        tags: ["CKV2_AWS_28", "FSBP-ELB.16"],
        validateStack: checkStack(loadBalancer, (target, { resources }) => must(
            (target.props.loadBalancerType ?? "application") !== "application" || findReferring(
                resources, "aws:wafv2/webAclAssociation:WebAclAssociation", "resourceArn", target).length > 0,
            "the load balancer must have a web ACL", undefined)),
    },
    {
        name: "load-balancer-has-listener",
        description: "A load balancer listens, or it costs and serves nobody.",
        severity: "low",
        remediationSteps: "Add a Listener.",
        enforcementLevel: "advisory",
        tags: [],
        validateStack: checkStack(loadBalancer, (target, { resources }) => must(
            findReferring(resources, listener, "loadBalancerArn", target).length > 0,
            "the load balancer must have a listener", undefined)),
    },
    {
        name: "listener-encrypted",
        description: "No listener serves plain HTTP, which everybody on the way can read and change.",
        severity: "high",
        remediationSteps: "Use HTTPS with a certificate, and let port 80 redirect to it.",
        enforcementLevel: "mandatory",
        tags: ["CKV_AWS_2", "CKV2_AWS_20", "FSBP-ELB.1"],
        validateResource: checkResource<lb.ListenerArgs>(listener, ({ protocol, defaultActions }) => must(
            !["HTTP", undefined].includes(protocol)
            || defaultActions.every(({ type, redirect }) => type === "redirect" && redirect?.protocol === "HTTPS"),
            "protocol must be HTTPS, or the default action a redirect to it", protocol)),
    },
    {
        name: "listener-modern-tls",
        description: "A listener speaks TLS 1.2 or newer; older versions are broken.",
        severity: "high",
        remediationSteps: "Set sslPolicy to one of the ELBSecurityPolicy-TLS13-1-2 family.",
        enforcementLevel: "mandatory",
        tags: ["CKV_AWS_103", "CKV2_AWS_74", "FSBP-ELB.17"],
        validateResource: checkResource<lb.ListenerArgs>(listener, ({ protocol, sslPolicy }) =>
            ["HTTPS", "TLS"].includes(protocol ?? "")
                ? must(modernPolicy.test(sslPolicy ?? ""), "sslPolicy must allow TLS 1.2 and newer alone", sslPolicy)
                : []),
    },
    {
        name: "target-group-encrypted",
        description: "The way from the load balancer to its targets is encrypted too.",
        severity: "low",
        remediationSteps: "Set protocol to HTTPS, and give the targets a certificate, which may be self-signed.",
        enforcementLevel: "advisory",
        tags: ["CKV_AWS_378", "FSBP-ELB.22"],
        validateResource: checkResource<lb.TargetGroupArgs>(targetGroup, ({ protocol, targetType }) => must(
            targetType === "lambda" || !["HTTP", undefined].includes(protocol), "protocol must be HTTPS", protocol)),
    },
    {
        name: "target-group-health-check",
        description: "Targets are asked for their health by a path of their own, and left out when they don't answer.",
        severity: "medium",
        remediationSteps: "Set healthCheck with the path that tells.",
        enforcementLevel: "mandatory",
        tags: ["CKV_AWS_261"],
        validateResource: checkResource<lb.TargetGroupArgs>(targetGroup, ({ protocol, healthCheck, targetType }) => [
            ...must(healthCheck?.enabled !== false, "healthCheck.enabled must be true", healthCheck?.enabled),
            ...must(
                targetType === "lambda" || !(protocol ?? "HTTP").startsWith("HTTP") || healthCheck?.path !== undefined,
                "healthCheck.path must be given", healthCheck?.path),
        ]),
    },
    {
        name: "target-group-encrypted-health-check",
        description: "Health checks are encrypted as the requests are.",
        severity: "low",
        remediationSteps: "Set healthCheck.protocol to HTTPS.",
        enforcementLevel: "advisory",
        tags: ["FSBP-ELB.21"],
        validateResource: checkResource<lb.TargetGroupArgs>(targetGroup, ({ healthCheck, targetType }) => must(
            targetType === "lambda" || !["HTTP", undefined].includes(healthCheck?.protocol),
            "healthCheck.protocol must be HTTPS", healthCheck?.protocol)),
    },
    {
        name: "target-group-used",
        description: "A target group gets requests from a listener.",
        severity: "low",
        remediationSteps: "Forward to it, or remove it.",
        enforcementLevel: "advisory",
        tags: [],
        validateStack: checkStack(targetGroup, (target, { resources }) =>
            must(isUsed(resources, target), "the target group must be used", undefined)),
    },
    {
        name: "no-classic-load-balancer",
        description: "Classic load balancers know neither redirects nor current TLS policies.",
        severity: "medium",
        remediationSteps: "Use an application or network load balancer.",
        enforcementLevel: "mandatory",
        tags: ["FSBP-ELB.2"],
        validateResource: checkResource("aws:elb/loadBalancer:LoadBalancer", (_, { name }) =>
            must(false, "there must be no classic load balancer", name)),
    },
];
