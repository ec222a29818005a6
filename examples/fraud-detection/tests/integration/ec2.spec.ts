import assert from "node:assert/strict";
import { clients, commonTags, named, outputs, setting, tagRecord, zones } from "./deployment";

describe("ec2", () => {
    const subnetsIn = async (SubnetIds: string[]) => {
        const { Subnets = [] } = await clients.ec2.describeSubnets({ SubnetIds });
        return SubnetIds.map(id => Subnets.find(({ SubnetId }) => SubnetId === id));
    };
    const VpcId = () => outputs.vpcId;

    it("C10 VPC has the configured range, and carries this environment's name and tags", async () => {
        const { Vpcs } = await clients.ec2.describeVpcs({ VpcIds: [VpcId()] });
        assert.equal(Vpcs?.[0]?.CidrBlock, setting("vpcCidr"));
        assert.deepEqual(tagRecord(Vpcs[0].Tags), { ...commonTags(), Name: named("vpc") });
    });

    for (const Attribute of ["enableDnsSupport", "enableDnsHostnames"] as const) {
        it(`H11 VPC has ${Attribute}, by the call that knows`, async () => {
            const { EnableDnsSupport, EnableDnsHostnames } = await clients.ec2.describeVpcAttribute({
                VpcId: VpcId(), Attribute });
            const { Value } = { enableDnsSupport: EnableDnsSupport, enableDnsHostnames: EnableDnsHostnames }[Attribute]
                ?? {};
            assert.equal(Value, true);
        });
    }

    it("has a public and a private subnet in each zone, in this order", async () => {
        for (const ids of [outputs.publicSubnetIds, outputs.privateSubnetIds]) {
            const subnets = await subnetsIn(ids);
            assert.deepEqual(
                subnets.map(subnet => subnet?.AvailabilityZone), zones().map(zone => `${outputs.region}${zone}`));
            assert(subnets.every(subnet => subnet?.VpcId === outputs.vpcId && !subnet.MapPublicIpOnLaunch));
        }
    });

    it("has as many NAT gateways as configured, in public subnets", async () => {
        const { NatGateways = [] } = await clients.ec2.describeNatGateways({
            Filter: [{ Name: "vpc-id", Values: [VpcId()] }, { Name: "state", Values: ["available"] }] });
        const count = setting("natStrategy") === "zonal" ? outputs.publicSubnetIds.length : 1;
        const expected = outputs.publicSubnetIds.slice(0, count);
        assert.deepEqual(NatGateways.map(({ SubnetId }) => SubnetId).sort(), expected.sort());
    });

    it("logs its traffic", async () => {
        const { FlowLogs } = await clients.ec2.describeFlowLogs({
            Filter: [{ Name: "resource-id", Values: [VpcId()] }] });
        assert.deepEqual(FlowLogs?.map(({ TrafficType }) => TrafficType), ["ALL"]);
    });
});
