import assert from "node:assert/strict";
import type { Resource } from "../../host/monitor";
import { type Answers, askFamily, awsError, createResource, createSubnet } from "./ask-family";
import { checkQuotas } from "./quotas";

const tags = (Name: string) => ({ Name, Environment: "dev" });
const tagList = (Name: string) => ({ Tags: [
    { Key: "Name", Value: Name }, { Key: "Environment", Value: "dev" }, { Key: "Other", Value: "1" }] });
const vpc = (name = "vpc") => createResource("ec2/vpc:Vpc", name, { tags: tags(name) });

const vpcs = (count: number, quota: unknown = { Quota: { Value: 5 } }): Answers => ({
    ec2: { describeVpcs: { Vpcs: Array.from({ length: count }, () => ({})) } },
    serviceQuotas: { getServiceQuota: quota },
});

const ask = async (resources: Resource[], answers: Answers) => Object.values(
    await askFamily(checkQuotas, resources, answers)).map(({ status, detail }) => [status, detail]);

const increase = (desired: number) => "delete what is not used, or: aws service-quotas request-service-quota-increase"
    + ` --service-code vpc --quota-code L-F678F1CE --desired-value ${desired}`;

describe("check of quotas", () => {
    it("passes where there is room", async () => {
        assert.deepEqual(await ask([vpc()], vpcs(4)), [["pass", "us-east-1: 1 to create, 4 of 5 in use"]]);
    });

    it("fails where there is none, and says what to ask for", async () => {
        assert.deepEqual(await askFamily(checkQuotas, [vpc()], vpcs(5)), { "quota of VPCs": {
            status: "fail", detail: "us-east-1: 1 to create, 5 of 5 in use", remedy: increase(6), stacks: ["dev"] } });
    });

    it("counts together what several stacks create", async () => {
        const found = await askFamily(checkQuotas, [vpc("dev/vpc"), vpc("prod/vpc")], vpcs(4));
        assert.deepEqual(found, { "quota of VPCs": {
            status: "fail", detail: "us-east-1: 2 to create, 4 of 5 in use", remedy: increase(6),
            stacks: ["dev", "prod"],
        } });
    });

    it("doesn't count twice what the stack has already, which its tags tell", async () => {
        const answers = { ...vpcs(0), ec2: { describeVpcs: { Vpcs: [{}, {}, {}, {}, tagList("vpc")] } } };
        assert.deepEqual(await ask([vpc()], answers), [["pass", "us-east-1: 0 to create, 5 of 5 in use"]]);
        assert.deepEqual(await ask([vpc()], { ...answers, ...vpcs(0, { Quota: { Value: 4 } }), ec2: answers.ec2 }), [
            ["pass", "us-east-1: 0 to create, 5 of 4 in use"]]);
        assert.deepEqual(await ask([vpc("other")], answers), [["fail", "us-east-1: 1 to create, 5 of 5 in use"]]);
        const untagged = createResource("ec2/vpc:Vpc", "vpc", {});
        assert.deepEqual(await ask([untagged], answers), [["fail", "us-east-1: 1 to create, 5 of 5 in use"]]);
    });

    it("takes AWS's default where the account has no value of its own", async () => {
        assert.deepEqual(await ask([vpc()], vpcs(4, awsError("NoSuchResourceException"))), [
            ["pass", "us-east-1: 1 to create, 4 of 5 in use (AWS's default: the account has no other)"]]);
    });

    it("takes AWS's default where the quota may not be read, but knows nothing where that is too small", async () => {
        const denied = awsError("AccessDeniedException");
        assert.deepEqual(await ask([vpc()], vpcs(4, denied)), [["pass", "us-east-1: 1 to create, 4 of 5 in use"
        + " (AWS's default: the caller may not call servicequotas:GetServiceQuota)"]]);
        assert.deepEqual(await ask([vpc()], vpcs(5, denied)), [
            ["unknown", "the caller may not call servicequotas:GetServiceQuota in us-east-1"]]);
    });

    it("knows nothing where the quota can't be read for another reason", async () => {
        assert.deepEqual(await ask([vpc()], vpcs(1, awsError("ServiceException"))), [
            ["unknown", "servicequotas:GetServiceQuota in us-east-1: ServiceException: no such luck"]]);
    });

    it("counts NAT gateways by zone, those that are going among them", async () => {
        const gateway = (zone: string) => createResource(
            "ec2/natGateway:NatGateway", zone, { tags: tags(zone) }, { subnetId: [createSubnet(zone)] });
        const asked: unknown[] = [];
        const answers = {
            ec2: {
                describeNatGateways: (input: object) => {
                    asked.push(input);
                    return { NatGateways: [
                        ...["1", "1", "1", "1", "1", "2"].map(SubnetId => ({ SubnetId })),
                        { SubnetId: "2", ...tagList("us-east-1b") },
                    ] };
                },
                describeSubnets: { Subnets: [
                    { SubnetId: "1", AvailabilityZone: "us-east-1a" },
                    { SubnetId: "2", AvailabilityZone: "us-east-1b" },
                ] },
            },
            serviceQuotas: { getServiceQuota: { Quota: { Value: 5 } } },
        };
        const zones = ["us-east-1a", "us-east-1b"];
        assert.deepEqual(await ask([...zones.map(createSubnet), ...zones.map(gateway)], answers), [["fail",
            "us-east-1a: 1 to create, 5 of 5 in use; us-east-1b: 0 to create, 2 of 5 in use"]]);
        assert.deepEqual(asked, [{
            Filter: [{ Name: "state", Values: ["pending", "available", "deleting"] }], NextToken: undefined }]);
    });

    it("knows nothing of NAT gateways whose zone is not known", async () => {
        assert.deepEqual(await ask([createResource("ec2/natGateway:NatGateway", "nat", {})], {}), [
            ["unknown", "the zone of nat is known only once the stack is deployed"]]);
    });
});
