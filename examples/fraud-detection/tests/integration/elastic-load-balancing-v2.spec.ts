import type { Listener, LoadBalancer, TargetGroup } from "@aws-sdk/client-elastic-load-balancing-v2";
import assert from "node:assert/strict";
import { clients, commonTags, itLive, named, outputs, setting, tagRecord } from "./deployment";

describe("elastic load balancing", () => {
    let loadBalancer: LoadBalancer | undefined;
    let listeners: Listener[];
    let targetGroup: TargetGroup | undefined;

    before(async () => {
        const LoadBalancerArn = outputs.albArn;
        const { LoadBalancers } = await clients.elb.describeLoadBalancers({ LoadBalancerArns: [LoadBalancerArn] });
        loadBalancer = LoadBalancers?.[0];
        listeners = (await clients.elb.describeListeners({ LoadBalancerArn })).Listeners ?? [];
        const { TargetGroups } = await clients.elb.describeTargetGroups({ LoadBalancerArn });
        targetGroup = TargetGroups?.[0];
        assert.equal(TargetGroups?.length, 1);
    });

    it("C9 load balancer is on the internet, in the public subnets", () => {
        assert.equal(loadBalancer?.Scheme, "internet-facing");
        const places = loadBalancer.AvailabilityZones?.map(({ SubnetId }) => SubnetId);
        assert.deepEqual(places?.sort(), [...outputs.publicSubnetIds].sort());
    });

    it("C14 load balancer's exported names and addresses are its own", () => {
        assert.equal(loadBalancer?.DNSName, outputs.albDnsName);
        assert.equal(outputs.albUrl, `http${setting("certificateArn") ? "s" : ""}://${outputs.albDnsName}`);
    });

    it("C11 load balancer is protected from deletion only if the configuration says so", async () => {
        const { Attributes } = await clients.elb.describeLoadBalancerAttributes({ LoadBalancerArn: outputs.albArn });
        assert.equal(tagRecord(Attributes)["deletion_protection.enabled"], setting("deletionProtection"));
    });

    it("listeners are those that the configuration asks for, one of which leads to the service", () => {
        const expected = setting("certificateArn") ? [443, 80] : [80];
        assert.deepEqual(listeners.map(({ Port }) => Port).sort(), expected);
        const forwarding = listeners.find(({ Port }) => Port === expected[0]);
        assert.equal(forwarding?.DefaultActions?.[0]?.TargetGroupArn, targetGroup?.TargetGroupArn);
    });

    it("targets are addresses of the VPC, which are asked for health at /health", () => {
        assert.equal(targetGroup?.TargetType, "ip");
        assert.deepEqual([targetGroup.VpcId, targetGroup.Port], [outputs.vpcId, 8080]);
        assert.deepEqual([targetGroup.HealthCheckPath, targetGroup.Matcher?.HttpCode], ["/health", "200"]);
    });

    it("C10 load balancer is tagged as this environment's", async () => {
        const { TagDescriptions } = await clients.elb.describeTags({ ResourceArns: [outputs.albArn] });
        assert.deepEqual(tagRecord(TagDescriptions?.[0]?.Tags), { ...commonTags(), Name: named("alb") });
    });

    itLive("load balancer hands requests through to the service", async () => {
        const response = await fetch(`http://${outputs.albDnsName}/health`, { redirect: "manual" });
        assert.equal(response.status, setting("certificateArn") ? 301 : 200);
    });
});
