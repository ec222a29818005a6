import type * as sdk from "@aws-sdk/client-elastic-load-balancing-v2";
import type * as aws from "@pulumi/aws";
import { autoName, type ResourceType, resourceType, requireValue, tagList } from "../resource-type";

export const types: Record<string, ResourceType> = {
    "aws:lb/loadBalancer:LoadBalancer": resourceType<aws.lb.LoadBalancerArgs>({
        taggable: true,
        mock: name => ({
            arn: `${name}-arn`, dnsName: `${name}.elb.amazonaws.com`, zoneId: `${name}-zone` }),
        async create(inputs, { clients, name }) {
            const { LoadBalancers } = await clients.elb.createLoadBalancer({
                Name: inputs.name ?? autoName(name),
                Type: inputs.loadBalancerType as sdk.LoadBalancerTypeEnum,
                Scheme: inputs.internal ? "internal" : "internet-facing",
                Subnets: inputs.subnets,
                SecurityGroups: inputs.securityGroups,
                Tags: tagList(inputs.tags),
            });
            const loadBalancer = requireValue(LoadBalancers?.[0], "LoadBalancers");
            const id = requireValue(loadBalancer.LoadBalancerArn, "LoadBalancerArn");
            await clients.elb.modifyLoadBalancerAttributes({
                LoadBalancerArn: id,
                Attributes: attributes({
                    "routing.http.drop_invalid_header_fields.enabled": inputs.dropInvalidHeaderFields,
                    "deletion_protection.enabled": inputs.enableDeletionProtection,
                    "access_logs.s3.enabled": inputs.accessLogs?.enabled,
                    "access_logs.s3.bucket": inputs.accessLogs?.bucket,
                    "access_logs.s3.prefix": inputs.accessLogs?.prefix,
                }),
            });
            const { DNSName: dnsName, CanonicalHostedZoneId: zoneId } = loadBalancer;
            return { id, state: { arn: id, dnsName, zoneId } };
        },
    }),

    "aws:lb/targetGroup:TargetGroup": resourceType<aws.lb.TargetGroupArgs>({
        taggable: true,
        mock: name => ({ arn: `${name}-arn` }),
        async create(inputs, { clients, name }) {
            const { TargetGroups } = await clients.elb.createTargetGroup({
                Name: inputs.name ?? autoName(name),
                VpcId: inputs.vpcId,
                TargetType: inputs.targetType as sdk.TargetTypeEnum,
                Protocol: inputs.protocol as sdk.ProtocolEnum,
                Port: inputs.port,
                HealthCheckPath: inputs.healthCheck?.path,
                HealthCheckIntervalSeconds: inputs.healthCheck?.interval,
                HealthCheckTimeoutSeconds: inputs.healthCheck?.timeout,
                HealthyThresholdCount: inputs.healthCheck?.healthyThreshold,
                UnhealthyThresholdCount: inputs.healthCheck?.unhealthyThreshold,
                Matcher: { HttpCode: inputs.healthCheck?.matcher },
                Tags: tagList(inputs.tags),
            });
            const id = requireValue(TargetGroups?.[0]?.TargetGroupArn, "TargetGroupArn");
            await clients.elb.modifyTargetGroupAttributes({
                TargetGroupArn: id,
                Attributes: attributes({ "deregistration_delay.timeout_seconds": inputs.deregistrationDelay }),
            });
            return { id, state: { arn: id } };
        },
    }),

    "aws:lb/listener:Listener": resourceType<aws.lb.ListenerArgs>({
        taggable: true,
        async create(inputs, { clients }) {
            const { Listeners } = await clients.elb.createListener({
                LoadBalancerArn: inputs.loadBalancerArn,
                Port: inputs.port,
                Protocol: inputs.protocol as sdk.ProtocolEnum,
                SslPolicy: inputs.sslPolicy,
                Certificates: inputs.certificateArn ? [{ CertificateArn: inputs.certificateArn }] : undefined,
                DefaultActions: inputs.defaultActions.map(({ type, targetGroupArn, redirect }) => ({
                    Type: type,
                    TargetGroupArn: targetGroupArn,
                    RedirectConfig: redirect && {
                        Protocol: redirect.protocol, Port: redirect.port, StatusCode: redirect.statusCode },
                }) as sdk.Action),
                Tags: tagList(inputs.tags),
            });
            const id = requireValue(Listeners?.[0]?.ListenerArn, "ListenerArn");
            return { id, state: { arn: id } };
        },
    }),
};

/** Attributes as texts, without those that the program leaves to AWS. */
function attributes(values: Record<string, unknown>): { Key: string; Value: string }[] {
    return Object.entries(values)
        .filter(([, value]) => value !== undefined)
        .map(([Key, value]) => ({ Key, Value: String(value) }));
}
