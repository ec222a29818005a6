import {
    type Action,
    CreateListenerCommand,
    CreateLoadBalancerCommand,
    CreateTargetGroupCommand,
    type LoadBalancerTypeEnum,
    ModifyLoadBalancerAttributesCommand,
    ModifyTargetGroupAttributesCommand,
    type ProtocolEnum,
    type TargetTypeEnum,
} from "@aws-sdk/client-elastic-load-balancing-v2";
import type * as aws from "@pulumi/aws";
import { autoName, type Creator, creator, given, tagList } from "./resource";

export const lb: Record<string, Creator> = {
    "aws:lb/loadBalancer:LoadBalancer": creator<aws.lb.LoadBalancerArgs>(async (inputs, { clients, name }) => {
        const { LoadBalancers } = await clients.lb.send(new CreateLoadBalancerCommand({
            Name: inputs.name ?? autoName(name),
            Type: inputs.loadBalancerType as LoadBalancerTypeEnum,
            Scheme: inputs.internal ? "internal" : "internet-facing",
            Subnets: inputs.subnets,
            SecurityGroups: inputs.securityGroups,
            Tags: tagList(inputs.tags),
        }));
        const loadBalancer = given(LoadBalancers?.[0], "LoadBalancers");
        const id = given(loadBalancer.LoadBalancerArn, "LoadBalancerArn");
        await clients.lb.send(new ModifyLoadBalancerAttributesCommand({
            LoadBalancerArn: id,
            Attributes: attributes({
                "routing.http.drop_invalid_header_fields.enabled": inputs.dropInvalidHeaderFields,
                "deletion_protection.enabled": inputs.enableDeletionProtection,
                "access_logs.s3.enabled": inputs.accessLogs?.enabled,
                "access_logs.s3.bucket": inputs.accessLogs?.bucket,
                "access_logs.s3.prefix": inputs.accessLogs?.prefix,
            }),
        }));
        return { id, state: { arn: id, dnsName: loadBalancer.DNSName, zoneId: loadBalancer.CanonicalHostedZoneId } };
    }),

    "aws:lb/targetGroup:TargetGroup": creator<aws.lb.TargetGroupArgs>(async (inputs, { clients, name }) => {
        const { TargetGroups } = await clients.lb.send(new CreateTargetGroupCommand({
            Name: inputs.name ?? autoName(name),
            VpcId: inputs.vpcId,
            TargetType: inputs.targetType as TargetTypeEnum,
            Protocol: inputs.protocol as ProtocolEnum,
            Port: inputs.port,
            HealthCheckPath: inputs.healthCheck?.path,
            HealthCheckIntervalSeconds: inputs.healthCheck?.interval,
            HealthCheckTimeoutSeconds: inputs.healthCheck?.timeout,
            HealthyThresholdCount: inputs.healthCheck?.healthyThreshold,
            UnhealthyThresholdCount: inputs.healthCheck?.unhealthyThreshold,
            Matcher: { HttpCode: inputs.healthCheck?.matcher },
            Tags: tagList(inputs.tags),
        }));
        const id = given(TargetGroups?.[0]?.TargetGroupArn, "TargetGroupArn");
        await clients.lb.send(new ModifyTargetGroupAttributesCommand({
            TargetGroupArn: id,
            Attributes: attributes({ "deregistration_delay.timeout_seconds": inputs.deregistrationDelay }),
        }));
        return { id, state: { arn: id } };
    }),

    "aws:lb/listener:Listener": creator<aws.lb.ListenerArgs>(async (inputs, { clients }) => {
        const { Listeners } = await clients.lb.send(new CreateListenerCommand({
            LoadBalancerArn: inputs.loadBalancerArn,
            Port: inputs.port,
            Protocol: inputs.protocol as ProtocolEnum,
            SslPolicy: inputs.sslPolicy,
            Certificates: inputs.certificateArn ? [{ CertificateArn: inputs.certificateArn }] : undefined,
            DefaultActions: inputs.defaultActions.map(({ type, targetGroupArn, redirect }) => ({
                Type: type,
                TargetGroupArn: targetGroupArn,
                RedirectConfig: redirect && {
                    Protocol: redirect.protocol, Port: redirect.port, StatusCode: redirect.statusCode },
            }) as Action),
            Tags: tagList(inputs.tags),
        }));
        const id = given(Listeners?.[0]?.ListenerArn, "ListenerArn");
        return { id, state: { arn: id } };
    }),
};

/** Attributes as texts, without those that the program leaves to AWS. */
function attributes(values: Record<string, unknown>): { Key: string; Value: string }[] {
    return Object.entries(values)
        .filter(([, value]) => value !== undefined)
        .map(([Key, value]) => ({ Key, Value: String(value) }));
}
