import type { Listener, LoadBalancer, TargetGroup } from "@aws-sdk/client-elastic-load-balancing-v2";
import assert from "node:assert/strict";
import { clients, commonTags, itLive, named, outputs, setting, tagRecord } from "./deployment";

describe("elastic load balancing", () => {
    let loadBalancer: LoadBalancer | undefined;
    let listeners: Listener[];
    let targetGroup: TargetGroup | undefined;
    let attributes: Record<string, string | undefined>;

    before(async () => {
        const LoadBalancerArn = outputs.albArn;
        const { LoadBalancers } = await clients.elb.describeLoadBalancers({
            LoadBalancerArns: [LoadBalancerArn] });
        loadBalancer = LoadBalancers?.[0];
        listeners = (await clients.elb.describeListeners({ LoadBalancerArn })).Listeners ?? [];
        const { TargetGroups } = await clients.elb.describeTargetGroups({
            TargetGroupArns: [outputs.targetGroupArn] });
        targetGroup = TargetGroups?.[0];
        const { Attributes } = await clients.elb.describeLoadBalancerAttributes({ LoadBalancerArn });
        attributes = tagRecord(Attributes);
    });

    const listener = (port: number) => listeners.find(({ Port }) => Port === port);
    const certificateArn = () => setting("certificateArn");

    it("load balancer is an active application load balancer on the internet", () => {
        assert.equal(loadBalancer?.Type, "application");
        assert.equal(loadBalancer.Scheme, "internet-facing");
        assert.equal(loadBalancer.State?.Code, "active");
    });

    it("C9 load balancer stands in the public subnets", () => {
        assert.equal(loadBalancer?.VpcId, outputs.vpcId);
        const places = loadBalancer.AvailabilityZones?.map(({ SubnetId }) => SubnetId);
        assert.deepEqual(places?.sort(), [...outputs.publicSubnetIds].sort());
    });

    it("C14 load balancer's exported names and addresses are its own", () => {
        assert.equal(loadBalancer?.DNSName, outputs.albDnsName);
        assert.equal(loadBalancer.CanonicalHostedZoneId, outputs.albZoneId);
        assert.equal(outputs.albUrl, `${certificateArn() ? "https" : "http"}://${outputs.albDnsName}`);
    });

    it("load balancer has its own security group and no other", () => {
        assert.deepEqual(loadBalancer?.SecurityGroups, [outputs.albSecurityGroupId]);
    });

    it("load balancer drops invalid headers", () => {
        assert.equal(attributes["routing.http.drop_invalid_header_fields.enabled"], "true");
    });

    it("load balancer logs access into the log bucket", () => {
        assert.equal(attributes["access_logs.s3.enabled"], "true");
        assert.equal(attributes["access_logs.s3.bucket"], outputs.logBucketName);
        assert.equal(attributes["access_logs.s3.prefix"], "alb");
    });

    it("C11 load balancer is protected from deletion only if the configuration says so", () => {
        assert.equal(attributes["deletion_protection.enabled"], setting("deletionProtection"));
    });

    it("listeners are those that the configuration asks for", () => {
        assert.deepEqual(listeners.map(({ Port }) => Port).sort(), certificateArn() ? [443, 80] : [80]);
    });

    it("HTTP listener forwards to the target group, or with a certificate redirects to HTTPS for good", () => {
        assert.equal(listener(80)?.Protocol, "HTTP");
        const [action, ...others] = listener(80)?.DefaultActions ?? [];
        assert.deepEqual(others, []);
        if (certificateArn()) {
            assert.equal(action?.RedirectConfig?.Protocol, "HTTPS");
            assert.equal(action.RedirectConfig.StatusCode, "HTTP_301");
        } else {
            assert.equal(action?.Type, "forward");
            assert.equal(action.TargetGroupArn, outputs.targetGroupArn);
        }
    });

    it("HTTPS listener, if there is one, has the certificate and a policy of TLS 1.2 and 1.3", () => {
        const expected = {
            Protocol: "HTTPS",
            CertificateArn: certificateArn(),
            SslPolicy: "ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09",
            TargetGroupArn: outputs.targetGroupArn,
        };
        const found = listeners.filter(({ Port }) => Port === 443).map(https => ({
            Protocol: https.Protocol,
            CertificateArn: https.Certificates?.[0]?.CertificateArn,
            SslPolicy: https.SslPolicy,
            TargetGroupArn: https.DefaultActions?.[0]?.TargetGroupArn,
        }));
        assert.deepEqual(found, certificateArn() ? [expected] : []);
    });

    itLive("load balancer hands requests through to the application", async () => {
        // The certificate, if any, is for a name of the user's own: the redirect to it is all that can be asked for.
        const response = await fetch(`http://${outputs.albDnsName}/health`, { redirect: "manual" });
        assert.equal(response.status, certificateArn() ? 301 : 200);
    });

    it("target group takes instances of the VPC over HTTP", () => {
        assert.equal(targetGroup?.VpcId, outputs.vpcId);
        assert.equal(targetGroup.TargetType, "instance");
        assert.equal(targetGroup.Protocol, "HTTP");
    });

    it("target group asks for health at /health on the targets' port", () => {
        assert.equal(targetGroup?.HealthCheckPath, "/health");
        assert.equal(targetGroup.HealthCheckPort, "traffic-port");
        assert.equal(targetGroup.Matcher?.HttpCode, "200");
        assert.equal(targetGroup.HealthCheckIntervalSeconds, 15);
        assert.equal(targetGroup.HealthyThresholdCount, 2);
    });

    it("target group lets go of targets after 30 seconds", async () => {
        const { Attributes } = await clients.elb.describeTargetGroupAttributes({
            TargetGroupArn: outputs.targetGroupArn });
        assert.equal(tagRecord(Attributes)["deregistration_delay.timeout_seconds"], "30");
    });

    it("C10 load balancer, listeners and target group carry this environment's tags and names", async () => {
        const arns = [outputs.albArn, outputs.targetGroupArn, ...listeners.map(({ ListenerArn }) => ListenerArn ?? "")];
        const { TagDescriptions } = await clients.elb.describeTags({ ResourceArns: arns });
        const names = TagDescriptions?.map(({ Tags }) => {
            const { Name, ...rest } = tagRecord(Tags);
            assert.deepEqual(rest, commonTags());
            return Name;
        });
        const expected = ["alb", "tg", "http-listener", ...certificateArn() ? ["https-listener"] : []].map(named);
        assert.deepEqual(names?.sort(), expected.sort());
        assert.match(loadBalancer?.LoadBalancerName ?? "", new RegExp(`^${named("alb")}-`));
        assert.match(targetGroup?.TargetGroupName ?? "", new RegExp(`^${named("tg")}-`));
    });
});
