import assert from "node:assert/strict";
import { VpcComponent, type VpcComponentArgs } from "../../components";
import { record, valueOf } from "../support/record";

const args: VpcComponentArgs = {
    region: "eu-west-1",
    cidr: "10.0.0.0/16",
    zones: ["a", "c"],
    natStrategy: "single",
    logRetentionDays: 7,
    tags: { Project: "project" },
};

const build = (changes: Partial<VpcComponentArgs> = {}) =>
    record(() => new VpcComponent("dev-01", { ...args, ...changes }));

/** Tags as the component should set them. */
const tags = (resource: string) => ({ Project: "project", Name: `${resource}-dev-01` });

/** Inputs of one type, by logical name. */
const inputsOf = async (type: string, changes: Partial<VpcComponentArgs> = {}) =>
    Object.fromEntries(Object.values((await build(changes)).resources)
        .filter(resource => resource.type === type)
        .map(({ name, inputs }) => [name, inputs]));

describe("VpcComponent", () => {
    it("creates a VPC with DNS", async () => {
        assert.deepEqual(await inputsOf("aws:ec2/vpc:Vpc"), {
            "vpc-dev-01": {
                cidrBlock: "10.0.0.0/16", enableDnsSupport: true, enableDnsHostnames: true, tags: tags("vpc") },
        });
    });

    it("removes all rules from the default security group", async () => {
        assert.deepEqual(await inputsOf("aws:ec2/defaultSecurityGroup:DefaultSecurityGroup"), {
            "default-security-group-dev-01": {
                vpcId: "vpc-dev-01-id", ingress: [], egress: [], tags: tags("default-security-group") },
        });
    });

    it("C9 creates a public and a private subnet in each zone, at its slot, without public addresses", async () => {
        const subnet = (cidrBlock: string, availabilityZone: string, name: string) => [`${name}-dev-01`, {
            vpcId: "vpc-dev-01-id", cidrBlock, availabilityZone, mapPublicIpOnLaunch: false, tags: tags(name) }];
        assert.deepEqual(await inputsOf("aws:ec2/subnet:Subnet"), Object.fromEntries([
            subnet("10.0.0.0/21", "eu-west-1a", "public-subnet-a"),
            subnet("10.0.16.0/21", "eu-west-1c", "public-subnet-c"),
            subnet("10.0.64.0/21", "eu-west-1a", "private-subnet-a"),
            subnet("10.0.80.0/21", "eu-west-1c", "private-subnet-c"),
        ]));
    });

    it("never moves or renames a subnet when a zone comes or goes", async () => {
        const before = await inputsOf("aws:ec2/subnet:Subnet", { zones: ["a", "c"] });
        const after = await inputsOf("aws:ec2/subnet:Subnet", { zones: ["b", "a", "c"] });
        assert.deepEqual({ ...after, ...before }, after);
        assert.equal(Object.keys(after).length, 6);
    });

    it("creates an internet gateway", async () => {
        assert.deepEqual(await inputsOf("aws:ec2/internetGateway:InternetGateway"), {
            "internet-gateway-dev-01": { vpcId: "vpc-dev-01-id", tags: tags("internet-gateway") },
        });
    });

    it("creates one public route table and a private one for each zone", async () => {
        const table = (name: string) => [`${name}-dev-01`, { vpcId: "vpc-dev-01-id", tags: tags(name) }];
        assert.deepEqual(await inputsOf("aws:ec2/routeTable:RouteTable"), Object.fromEntries(
            ["public-route-table", "private-route-table-a", "private-route-table-c"].map(table)));
    });

    it("gives each subnet its table", async () => {
        const association = (tier: string, zone: string, table: string) => [`${tier}-association-${zone}-dev-01`, {
            subnetId: `${tier}-subnet-${zone}-dev-01-id`, routeTableId: `${table}-dev-01-id` }];
        assert.deepEqual(await inputsOf("aws:ec2/routeTableAssociation:RouteTableAssociation"), Object.fromEntries([
            association("public", "a", "public-route-table"),
            association("public", "c", "public-route-table"),
            association("private", "a", "private-route-table-a"),
            association("private", "c", "private-route-table-c"),
        ]));
    });

    const publicRoute = {
        "public-default-route-dev-01": {
            routeTableId: "public-route-table-dev-01-id",
            destinationCidrBlock: "0.0.0.0/0",
            gatewayId: "internet-gateway-dev-01-id",
        },
    };
    const privateRoute = (zone: string, natZone: string) => ({
        [`private-default-route-${zone}-dev-01`]: {
            routeTableId: `private-route-table-${zone}-dev-01-id`,
            destinationCidrBlock: "0.0.0.0/0",
            natGatewayId: `nat-gateway-${natZone}-dev-01-id`,
        },
    });
    const gateway = (zone: string) => ({
        [`nat-gateway-${zone}-dev-01`]: {
            subnetId: `public-subnet-${zone}-dev-01-id`,
            allocationId: `nat-address-${zone}-dev-01-id`,
            tags: tags(`nat-gateway-${zone}`),
        },
    });

    for (const [natStrategy, gateways, routes] of [
        ["none", {}, {}],
        ["single", gateway("a"), { ...privateRoute("a", "a"), ...privateRoute("c", "a") }],
        ["zonal", { ...gateway("a"), ...gateway("c") }, { ...privateRoute("a", "a"), ...privateRoute("c", "c") }],
    ] as const) {
        it(`with natStrategy ${natStrategy} has its NAT gateways and routes`, async () => {
            assert.deepEqual(await inputsOf("aws:ec2/natGateway:NatGateway", { natStrategy }), gateways);
            assert.deepEqual(await inputsOf("aws:ec2/route:Route", { natStrategy }), { ...publicRoute, ...routes });
        });
    }

    it("with natStrategy zonal pairs each of three zones, in any order, with its own gateway", async () => {
        const changes = { zones: ["c", "a", "d"], natStrategy: "zonal" } as const;
        assert.deepEqual(await inputsOf("aws:ec2/natGateway:NatGateway", { ...changes, zones: [...changes.zones] }), {
            ...gateway("c"), ...gateway("a"), ...gateway("d") });
        assert.deepEqual(await inputsOf("aws:ec2/route:Route", { ...changes, zones: [...changes.zones] }), {
            ...publicRoute, ...privateRoute("c", "c"), ...privateRoute("a", "a"), ...privateRoute("d", "d") });
    });

    it("H8 gives a NAT gateway an address of the VPC's kind", async () => {
        assert.deepEqual(await inputsOf("aws:ec2/eip:Eip"), {
            "nat-address-a-dev-01": { domain: "vpc", tags: tags("nat-address-a") },
        });
    });

    it("leads traffic to S3 past the NAT gateways, from all subnets", async () => {
        assert.deepEqual(await inputsOf("aws:ec2/vpcEndpoint:VpcEndpoint"), {
            "s3-endpoint-dev-01": {
                vpcId: "vpc-dev-01-id",
                vpcEndpointType: "Gateway",
                serviceName: "com.amazonaws.eu-west-1.s3",
                routeTableIds: [
                    "public-route-table-dev-01-id",
                    "private-route-table-a-dev-01-id",
                    "private-route-table-c-dev-01-id",
                ],
                tags: tags("s3-endpoint"),
            },
        });
    });

    it("logs all traffic", async () => {
        assert.deepEqual(await inputsOf("aws:ec2/flowLog:FlowLog"), {
            "flow-log-dev-01": {
                vpcId: "vpc-dev-01-id",
                trafficType: "ALL",
                logDestinationType: "cloud-watch-logs",
                logDestination: "flow-log-group-dev-01-arn",
                iamRoleArn: "flow-log-role-dev-01-arn",
                tags: tags("flow-log"),
            },
        });
    });

    it("keeps the flow log for the days it is told", async () => {
        assert.deepEqual(await inputsOf("aws:cloudwatch/logGroup:LogGroup", { logRetentionDays: 90 }), {
            "flow-log-group-dev-01": { retentionInDays: 90, tags: tags("flow-log-group") },
        });
    });

    it("encrypts the flow log with the given key", async () => {
        assert.deepEqual(await inputsOf("aws:cloudwatch/logGroup:LogGroup", { logKmsKeyArn: "key-arn" }), {
            "flow-log-group-dev-01": { retentionInDays: 7, kmsKeyId: "key-arn", tags: tags("flow-log-group") },
        });
    });

    it("lets only this account's flow logs assume the role", async () => {
        const { "flow-log-role-dev-01": role } = await inputsOf("aws:iam/role:Role");
        const { assumeRolePolicy, ...others } = role ?? {};
        assert.deepEqual(others, { tags: tags("flow-log-role") });
        assert.deepEqual(JSON.parse(assumeRolePolicy as string), {
            Version: "2012-10-17",
            Statement: [{
                Effect: "Allow",
                Principal: { Service: "vpc-flow-logs.amazonaws.com" },
                Action: "sts:AssumeRole",
                Condition: { StringEquals: { "aws:SourceAccount": "123456789012" } },
            }],
        });
    });

    it("C11 lets the role write to its log group but not create it again", async () => {
        const { "flow-log-policy-dev-01": policy } = await inputsOf("aws:iam/rolePolicy:RolePolicy");
        const { policy: document, ...attachment } = policy ?? {};
        assert.deepEqual(attachment, { role: "flow-log-role-dev-01-name" });
        assert.deepEqual(JSON.parse(document as string), {
            Version: "2012-10-17",
            Statement: [{
                Effect: "Allow",
                Action: [
                    "logs:CreateLogStream", "logs:DescribeLogGroups", "logs:DescribeLogStreams", "logs:PutLogEvents",
                ],
                Resource: "flow-log-group-dev-01-arn:*",
            }],
        });
    });

    it("D4 exposes ids, in the order of the zones", async () => {
        const { result } = await build({ natStrategy: "zonal" });
        const values = (outputs: typeof result.publicSubnetIds) => Promise.all(outputs.map(valueOf));
        assert.equal(await valueOf(result.vpcId), "vpc-dev-01-id");
        assert.equal(await valueOf(result.vpcCidr), "10.0.0.0/16");
        assert.equal(await valueOf(result.internetGatewayId), "internet-gateway-dev-01-id");
        assert.equal(await valueOf(result.flowLogGroupName), "flow-log-group-dev-01-name");
        assert.deepEqual(
            await values(result.publicSubnetIds), ["public-subnet-a-dev-01-id", "public-subnet-c-dev-01-id"]);
        assert.deepEqual(
            await values(result.privateSubnetIds), ["private-subnet-a-dev-01-id", "private-subnet-c-dev-01-id"]);
        assert.deepEqual(
            await values(result.routedPrivateSubnetIds), ["private-subnet-a-dev-01-id", "private-subnet-c-dev-01-id"]);
        assert.deepEqual(await values(result.natGatewayIds), ["nat-gateway-a-dev-01-id", "nat-gateway-c-dev-01-id"]);
    });

    for (const [changes, message] of [
        [{ cidr: "10.0.1.0/16" },
            "dev-01: cidr must be an IPv4 range from /16 to /20 that starts at its own first address, outside"
            + " 0.0.0.0/8, 127.0.0.0/8, 169.254.0.0/16 and 224.0.0.0/3, got 10.0.1.0/16"],
        [{ zones: ["a"] }, "dev-01: zones must be 2 to 8 different letters from a to h, got a"],
    ] as const) {
        it(`refuses ${JSON.stringify(changes)}`, async () => {
            await assert.rejects(build(changes as Partial<VpcComponentArgs>), { message });
        });
    }
});
