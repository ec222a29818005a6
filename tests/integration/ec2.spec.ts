import type { NatGateway, RouteTable, Subnet } from "@aws-sdk/client-ec2";
import assert from "node:assert/strict";
import { subnetCidr } from "../../components/cidr";
import { clients, commonTags, named, outputs, setting, settings, tagRecord, zones } from "./deployment";

const ofVpc = () => ({ Filters: [{ Name: "vpc-id", Values: [outputs.vpcId] }] });

describe("ec2", () => {
    let subnets: Subnet[];
    let tables: RouteTable[];
    let gateways: NatGateway[];

    before(async () => {
        subnets = (await clients.ec2.describeSubnets(ofVpc())).Subnets ?? [];
        tables = (await clients.ec2.describeRouteTables(ofVpc())).RouteTables ?? [];
        gateways = (await clients.ec2.describeNatGateways({
            Filter: [...ofVpc().Filters, { Name: "state", Values: ["available"] }],
        })).NatGateways ?? [];
    });

    const subnet = (id: string | undefined) => {
        const found = subnets.find(({ SubnetId }) => SubnetId === id);
        assert(found, `subnet ${id} is not in ${outputs.vpcId}`);
        return found;
    };
    const tableOf = (subnetId: string) => {
        const found = tables.find(({ Associations }) => Associations?.some(({ SubnetId }) => SubnetId === subnetId));
        assert(found, `subnet ${subnetId} has no route table but the VPC's main one`);
        return found;
    };
    const defaultRoutes = (subnetId: string) =>
        tableOf(subnetId).Routes?.filter(({ DestinationCidrBlock }) => DestinationCidrBlock === "0.0.0.0/0") ?? [];

    const flowLog = async () => {
        const { FlowLogs = [] } = await clients.ec2.describeFlowLogs({
            Filter: [{ Name: "resource-id", Values: [outputs.vpcId] }] });
        const found = FlowLogs.find(({ Tags }) => tagRecord(Tags).Name === named("flow-log"));
        assert(found, `there is no flow log ${named("flow-log")}`);
        return found;
    };
    const s3Endpoints = async () => {
        const service = { Name: "service-name", Values: [`com.amazonaws.${outputs.region}.s3`] };
        const { VpcEndpoints = [] } = await clients.ec2.describeVpcEndpoints({
            Filters: [...ofVpc().Filters, service] });
        return VpcEndpoints;
    };

    describe("VPC", () => {
        it("has the configured range and no other", async () => {
            const { Vpcs } = await clients.ec2.describeVpcs({ VpcIds: [outputs.vpcId] });
            assert.deepEqual(
                Vpcs?.[0]?.CidrBlockAssociationSet?.map(({ CidrBlock }) => CidrBlock), [setting("vpcCidr")]);
            assert.equal(outputs.vpcCidr, setting("vpcCidr"));
        });

        it("H11 resolves names", async () => {
            const { EnableDnsSupport } = await clients.ec2.describeVpcAttribute({
                VpcId: outputs.vpcId, Attribute: "enableDnsSupport" });
            assert.equal(EnableDnsSupport?.Value, true);
        });

        it("H11 gives host names", async () => {
            const { EnableDnsHostnames } = await clients.ec2.describeVpcAttribute({
                VpcId: outputs.vpcId, Attribute: "enableDnsHostnames" });
            assert.equal(EnableDnsHostnames?.Value, true);
        });

        it("C10 shares no address with the VPCs of the project's other environments", async () => {
            const { Vpcs = [] } = await clients.ec2.describeVpcs({
                Filters: [{ Name: "tag:Project", Values: [settings.project] }] });
            assert(Vpcs.some(({ VpcId }) => VpcId === outputs.vpcId), "the VPC itself is found by its Project tag");
            const others = Vpcs.filter(({ Tags }) => tagRecord(Tags).Environment !== outputs.environment);
            assert.deepEqual(others.filter(({ CidrBlock }) => overlap(CidrBlock ?? "", outputs.vpcCidr)), []);
        });

        it("has exactly one internet gateway, attached", async () => {
            const { InternetGateways = [] } = await clients.ec2.describeInternetGateways({
                Filters: [{ Name: "attachment.vpc-id", Values: [outputs.vpcId] }] });
            assert.deepEqual(
                InternetGateways.map(({ InternetGatewayId }) => InternetGatewayId), [outputs.internetGatewayId]);
            assert.equal(InternetGateways[0]?.Attachments?.[0]?.State, "available");
        });

        it("has no rule left in its default security group", async () => {
            const { SecurityGroups = [] } = await clients.ec2.describeSecurityGroups({
                Filters: [...ofVpc().Filters, { Name: "group-name", Values: ["default"] }] });
            assert.equal(SecurityGroups.length, 1);
            assert.deepEqual(SecurityGroups[0]?.IpPermissions, []);
            assert.deepEqual(SecurityGroups[0].IpPermissionsEgress, []);
        });

        it("logs all traffic to the flow log group", async () => {
            const log = await flowLog();
            assert.equal(log.FlowLogStatus, "ACTIVE");
            assert.equal(log.DeliverLogsErrorMessage, undefined);
            assert.equal(log.TrafficType, "ALL");
            assert.equal(log.LogGroupName ?? log.LogDestination?.split(":")[6], outputs.flowLogGroupName);
        });
    });

    describe("subnets", () => {
        it("C4 are exactly the exported ones, one public and one private for each zone", () => {
            assert.equal(outputs.publicSubnetIds.length, zones().length);
            assert.equal(outputs.privateSubnetIds.length, zones().length);
            assert.deepEqual(
                subnets.map(({ SubnetId }) => SubnetId).sort(),
                [...outputs.publicSubnetIds, ...outputs.privateSubnetIds].sort());
        });

        for (const [tier, key] of [["public", "publicSubnetIds"], ["private", "privateSubnetIds"]] as const) {
            it(`of the ${tier} tier lie in their zones, in the order of the outputs`, () => {
                const expected = zones().map(zone => `${outputs.region}${zone}`);
                assert.deepEqual(outputs.availabilityZones, expected);
                assert.deepEqual(outputs[key].map(id => subnet(id).AvailabilityZone), expected);
            });

            it(`of the ${tier} tier have the ranges of their slots`, () => {
                assert.deepEqual(
                    outputs[key].map(id => subnet(id).CidrBlock),
                    zones().map(zone => subnetCidr(outputs.vpcCidr, tier, zone)));
            });
        }

        it("give out no public addresses", () => {
            assert.deepEqual(subnets.filter(({ MapPublicIpOnLaunch }) => MapPublicIpOnLaunch !== false), []);
        });
    });

    describe("routes", () => {
        it("C9 lead from public subnets to the internet gateway", () => {
            for (const id of outputs.publicSubnetIds) {
                assert.deepEqual(defaultRoutes(id).map(({ GatewayId }) => GatewayId), [outputs.internetGatewayId]);
            }
        });

        it("C9 lead from private subnets never to the internet gateway", () => {
            for (const id of outputs.privateSubnetIds) {
                const targets = tableOf(id).Routes?.map(({ GatewayId }) => GatewayId);
                assert(!targets?.includes(outputs.internetGatewayId), `subnet ${id} is public`);
            }
        });

        it("lead from private subnets to the NAT gateway that the strategy gives their zone", () => {
            const gatewayFor = { none: () => [], single: () => outputs.natGatewayIds, zonal: (i: number) =>
                outputs.natGatewayIds.slice(i, i + 1) }[setting("natStrategy")];
            outputs.privateSubnetIds.forEach((id, i) => {
                assert.deepEqual(defaultRoutes(id).map(({ NatGatewayId }) => NatGatewayId), gatewayFor?.(i));
            });
        });

        it("of each private subnet are in a table of its own", () => {
            const ids = outputs.privateSubnetIds.map(id => tableOf(id).RouteTableId);
            assert.equal(new Set(ids).size, zones().length);
        });
    });

    describe("NAT gateways", () => {
        it("are as many as the strategy says, and exactly the exported ones", () => {
            const count = { none: 0, single: 1, zonal: zones().length }[setting("natStrategy")];
            assert.equal(gateways.length, count);
            assert.deepEqual(
                gateways.map(({ NatGatewayId }) => NatGatewayId).sort(), [...outputs.natGatewayIds].sort());
        });

        it("C9 stand in the public subnet of their zone", () => {
            const places = outputs.natGatewayIds.map(id =>
                gateways.find(({ NatGatewayId }) => NatGatewayId === id)?.SubnetId);
            assert.deepEqual(places, outputs.publicSubnetIds.slice(0, places.length));
        });

        it("have one public address each", () => {
            for (const { NatGatewayAddresses, NatGatewayId } of gateways) {
                assert.equal(NatGatewayAddresses?.length, 1, NatGatewayId);
                assert.match(NatGatewayAddresses[0]?.PublicIp ?? "", /^\d+(\.\d+){3}$/);
            }
        });
    });

    it("S3 endpoint is a gateway on the table of every subnet", async () => {
        const VpcEndpoints = await s3Endpoints();
        assert.equal(VpcEndpoints.length, 1);
        assert.equal(VpcEndpoints[0]?.VpcEndpointType, "Gateway");
        const used = [...outputs.publicSubnetIds, ...outputs.privateSubnetIds].map(id => tableOf(id).RouteTableId);
        assert.deepEqual(VpcEndpoints[0].RouteTableIds?.sort(), [...new Set(used)].sort());
    });

    it("C10 all that is in the VPC carries its environment's tags and a name of its own", async () => {
        const { Vpcs = [] } = await clients.ec2.describeVpcs({ VpcIds: [outputs.vpcId] });
        // Account-wide services may put endpoints, groups and logs of their own into a VPC: only ours are asked for.
        const { SecurityGroups = [] } = await clients.ec2.describeSecurityGroups({
            Filters: [...ofVpc().Filters, { Name: "tag:Project", Values: [settings.project] }] });
        const { InternetGateways = [] } = await clients.ec2.describeInternetGateways({
            InternetGatewayIds: [outputs.internetGatewayId] });
        const AllocationIds = gateways.flatMap(({ NatGatewayAddresses }) =>
            NatGatewayAddresses?.map(({ AllocationId }) => AllocationId ?? "") ?? []);
        // An empty list would ask for every address of the account.
        const { Addresses = [] } = AllocationIds.length > 0
            ? await clients.ec2.describeAddresses({ AllocationIds })
            : {};
        // The main table is AWS's own and nothing uses it.
        const ownTables = tables.filter(({ Associations }) => !Associations?.some(({ Main }) => Main));
        const tags = [
            ...Vpcs, ...subnets, ...ownTables, ...gateways, ...await s3Endpoints(), await flowLog(), ...SecurityGroups,
            ...InternetGateways, ...Addresses,
        ].map(({ Tags }) => tagRecord(Tags));
        for (const { Name, ...rest } of tags) {
            assert.deepEqual(rest, commonTags(), `tags of ${Name}`);
            assert(Name?.endsWith(`-${outputs.environment}-${outputs.environmentSuffix}`), `name ${Name}`);
        }
        assert.equal(new Set(tags.map(({ Name }) => Name)).size, tags.length, "two resources have one name");
    });
});

/** Whether one of two ranges, of which either starts at its own first address, holds the other. */
function overlap(a: string, b: string): boolean {
    const [first, second] = [a, b].map(cidr => {
        const [address = "", prefix] = cidr.split("/");
        return { bits: address.split(".").map(octet => Number(octet).toString(2).padStart(8, "0")).join(""), prefix };
    });
    const common = Math.min(Number(first?.prefix), Number(second?.prefix));
    return first?.bits.slice(0, common) === second?.bits.slice(0, common);
}
