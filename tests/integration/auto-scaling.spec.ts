import type { AutoScalingGroup } from "@aws-sdk/client-auto-scaling";
import type { Instance } from "@aws-sdk/client-ec2";
import assert from "node:assert/strict";
import { setTimeout } from "node:timers/promises";
import { clients, itLive, named, outputs, ownTags, setting, tagRecord, zones } from "./deployment";

describe("auto scaling", () => {
    let group: AutoScalingGroup;
    let instances: Instance[];

    before(async () => {
        const { AutoScalingGroups } = await clients.autoscaling.describeAutoScalingGroups({
            AutoScalingGroupNames: [outputs.asgName] });
        const found = AutoScalingGroups?.[0];
        assert(found, `there is no group ${outputs.asgName}`);
        group = found;
        const InstanceIds = group.Instances?.map(({ InstanceId }) => InstanceId ?? "") ?? [];
        const { Reservations = [] } = await clients.ec2.describeInstances({ InstanceIds });
        instances = Reservations.flatMap(({ Instances = [] }) => Instances);
    });

    it("C10 group is named and tagged as this environment's, and hands all tags but its name on", () => {
        assert.match(outputs.asgName, new RegExp(`^${named("asg")}-`));
        assert.deepEqual(tagRecord(group.Tags), { ...ownTags(), Name: named("asg") });
        const kept = group.Tags?.filter(({ PropagateAtLaunch }) => !PropagateAtLaunch).map(({ Key }) => Key);
        assert.deepEqual(kept, ["Name"]);
    });

    it("group has the configured limits, and as many instances as lie between them", () => {
        assert.equal(group.MinSize, Number(setting("minSize")));
        assert.equal(group.MaxSize, Number(setting("maxSize")));
        assert(instances.length >= Number(setting("minSize")) && instances.length <= Number(setting("maxSize")));
    });

    it("C9 group spans the private subnets and their zones", () => {
        assert.deepEqual(group.VPCZoneIdentifier?.split(",").sort(), [...outputs.privateSubnetIds].sort());
        assert.deepEqual(group.AvailabilityZones?.sort(), zones().map(zone => `${outputs.region}${zone}`).sort());
    });

    it("group goes by the load balancer's health checks", () => {
        assert.equal(group.HealthCheckType, "ELB");
        assert.deepEqual(group.TargetGroupARNs, [outputs.targetGroupArn]);
    });

    it("group follows a fixed version of the launch template, so that a new one starts a refresh", () => {
        assert.equal(group.LaunchTemplate?.LaunchTemplateId, outputs.launchTemplateId);
        assert.match(group.LaunchTemplate.Version ?? "", /^\d+$/);
    });

    it("group leaves to AWS what the configuration does not name", () => {
        const {
            CapacityRebalance = false, HealthCheckGracePeriod, LoadBalancerNames, MixedInstancesPolicy,
            NewInstancesProtectedFromScaleIn, PlacementGroup, SuspendedProcesses, TerminationPolicies,
        } = group;
        assert.deepEqual({
            CapacityRebalance, HealthCheckGracePeriod, LoadBalancerNames, MixedInstancesPolicy,
            NewInstancesProtectedFromScaleIn, PlacementGroup, SuspendedProcesses, TerminationPolicies,
        }, {
            CapacityRebalance: false,
            HealthCheckGracePeriod: 300,
            LoadBalancerNames: [],
            MixedInstancesPolicy: undefined,
            NewInstancesProtectedFromScaleIn: false,
            PlacementGroup: undefined,
            SuspendedProcesses: [],
            TerminationPolicies: ["Default"],
        });
    });

    it("group scales by CPU", async () => {
        const { ScalingPolicies = [] } = await clients.autoscaling.describePolicies({
            AutoScalingGroupName: outputs.asgName });
        assert.equal(ScalingPolicies.length, 1);
        const { PredefinedMetricSpecification, TargetValue } = ScalingPolicies[0]?.TargetTrackingConfiguration ?? {};
        assert.equal(PredefinedMetricSpecification?.PredefinedMetricType, "ASGAverageCPUUtilization");
        assert.equal(TargetValue, 60);
    });

    it("C9 instances stand in private subnets, without public address", () => {
        assert.deepEqual(instances.filter(({ SubnetId = "" }) => !outputs.privateSubnetIds.includes(SubnetId)), []);
        assert.deepEqual(instances.filter(({ PublicIpAddress }) => PublicIpAddress), []);
    });

    it("instances are of the configured type, run and have the application's security group alone", () => {
        for (const { InstanceType, State, SecurityGroups, InstanceId } of instances) {
            assert.equal(InstanceType, setting("instanceType"), InstanceId);
            assert.equal(State?.Name, "running", InstanceId);
            assert.deepEqual(SecurityGroups?.map(({ GroupId }) => GroupId), [outputs.appSecurityGroupId], InstanceId);
        }
    });

    it("C10 instances carry this environment's tags and a name", () => {
        for (const { Tags } of instances) {
            const own = Object.entries(tagRecord(Tags)).filter(([key]) => !key.startsWith("aws:"));
            assert.deepEqual(Object.fromEntries(own), { ...ownTags(), Name: named("instance") });
        }
    });

    it("instances have no key pair", () => {
        assert.deepEqual(instances.filter(({ KeyName }) => KeyName), []);
    });

    itLive("instance refresh, if there was one, has brought all instances to the group's version", async () => {
        const deadline = Date.now() + 15 * 60_000;
        for (;;) {
            const { InstanceRefreshes } = await clients.autoscaling.describeInstanceRefreshes({
                AutoScalingGroupName: outputs.asgName, MaxRecords: 1 });
            const status = InstanceRefreshes?.[0]?.Status ?? "Successful";
            if (!["Pending", "InProgress", "Baking"].includes(status)) {
                assert.equal(status, "Successful");
                break;
            }
            assert(Date.now() < deadline, "the refresh takes longer than 15 minutes");
            await setTimeout(15_000);
        }
    }, 16 * 60_000);

    it("instances are the target group's targets, and healthy", async () => {
        const { TargetHealthDescriptions = [] } = await clients.elb.describeTargetHealth({
            TargetGroupArn: outputs.targetGroupArn });
        const healthy = TargetHealthDescriptions
            .filter(({ TargetHealth }) => TargetHealth?.State === "healthy")
            .map(({ Target }) => Target?.Id);
        const inService = group.Instances?.filter(({ LifecycleState }) => LifecycleState === "InService") ?? [];
        assert(inService.length >= Number(setting("minSize")));
        assert.deepEqual(inService.map(({ InstanceId }) => InstanceId).filter(id => !healthy.includes(id)), []);
    });
});
