import type { Answer, Call } from "./fake-aws";

/** One resource of each kind that is checked. */
export const program = `
    const pulumi = require("@pulumi/pulumi");
    const create = (type, name, inputs, opts) => new pulumi.CustomResource("aws:" + type, name, inputs, opts);
    const vpc = create("ec2/vpc:Vpc", "vpc", { cidrBlock: "10.0.0.0/16" });
    create("ec2/internetGateway:InternetGateway", "gateway", { vpcId: vpc.id });
    const subnets = ["a", "b"].map(zone => create("ec2/subnet:Subnet", "subnet-" + zone, {
        vpcId: vpc.id, availabilityZone: "us-east-1" + zone }));
    const address = create("ec2/eip:Eip", "address", { domain: "vpc" });
    create("ec2/natGateway:NatGateway", "nat", { subnetId: subnets[0].id, allocationId: address.id });
    const template = create("ec2/launchTemplate:LaunchTemplate", "template", { instanceType: "t4g.micro" });
    create("autoscaling/group:Group", "group", {
        vpcZoneIdentifiers: subnets.map(({ id }) => id), launchTemplate: { id: template.id } });
    const group = create("rds/subnetGroup:SubnetGroup", "db-subnets", { subnetIds: subnets.map(({ id }) => id) });
    create("rds/instance:Instance", "db", {
        engine: "postgres", engineVersion: "17", instanceClass: "db.t4g.micro", storageType: "gp3",
        allocatedStorage: 20, multiAz: true, dbSubnetGroupName: group.id });
    create("elasticache/replicationGroup:ReplicationGroup", "cache", {
        engine: "redis", engineVersion: "7.1", nodeType: "cache.t4g.micro" });
    create("cfg/recorder:Recorder", "recorder", {});
    create("cfg/deliveryChannel:DeliveryChannel", "channel", {});
    module.exports = { zones: pulumi.runtime.invoke(
        "aws:index/getAvailabilityZones:getAvailabilityZones", {}).then(({ names }) => names) };
`;

const entry = (content: string) => `<item>${content}</item>`;
const identity = "<Arn>arn:aws:iam::123456789012:user/me</Arn><Account>123456789012</Account>";
export const zoneEntry = (name: string) => entry(`<zoneName>${name}</zoneName><zoneState>available</zoneState>`);
const offered = (name: string) => entry(`<instanceType>t4g.micro</instanceType><location>${name}</location>`);
const both = (content: (zone: string) => string) => content("us-east-1a") + content("us-east-1b");

/** An AWS that has room for all of it. */
export const generous: Record<string, string> = {
    "sts:GetCallerIdentity": identity,
    "ec2:DescribeRegions": `<regionInfo>${entry("<regionName>us-east-1</regionName>")}${
        entry("<regionName>ap-east-1</regionName><optInStatus>not-opted-in</optInStatus>")}${
        entry("<regionName>eu-west-1</regionName><optInStatus>opt-in-not-required</optInStatus>")}</regionInfo>`,
    "ec2:DescribeAvailabilityZones": `<availabilityZoneInfo>${both(zoneEntry)}</availabilityZoneInfo>`,
    "ec2:DescribeInstanceTypeOfferings": `<instanceTypeOfferingSet>${both(offered)}</instanceTypeOfferingSet>`,
    "ec2:DescribeVpcs": `<vpcSet>${entry("<vpcId>vpc-1</vpcId>")}</vpcSet>`,
    "ec2:DescribeInternetGateways": "<internetGatewaySet/>",
    "ec2:DescribeAddresses": "<addressesSet/>",
    "ec2:DescribeNatGateways": `<natGatewaySet>${entry("<subnetId>subnet-1</subnetId>")}</natGatewaySet>`,
    "ec2:DescribeSubnets": `<subnetSet>${
        entry("<subnetId>subnet-1</subnetId><availabilityZone>us-east-1a</availabilityZone>")}</subnetSet>`,
    "servicequotas:GetServiceQuota": JSON.stringify({ Quota: { Value: 7 } }),
    "rds:DescribeDBEngineVersions": `<DBEngineVersions>${["16.9", "17.4", "17.10"].map(version =>
        `<DBEngineVersion><EngineVersion>${version}</EngineVersion></DBEngineVersion>`).join("")}</DBEngineVersions>`,
    "rds:DescribeOrderableDBInstanceOptions": "<OrderableDBInstanceOptions><OrderableDBInstanceOption>"
        + "<StorageType>gp3</StorageType><MultiAZCapable>true</MultiAZCapable>"
        + `<AvailabilityZones>${both(name => `<AvailabilityZone><Name>${name}</Name></AvailabilityZone>`)}`
        + "</AvailabilityZones></OrderableDBInstanceOption></OrderableDBInstanceOptions>",
    "elasticache:DescribeCacheEngineVersions": "<CacheEngineVersions><CacheEngineVersion>"
        + "<EngineVersion>7.1</EngineVersion></CacheEngineVersion></CacheEngineVersions>",
    "elasticache:DescribeReservedCacheNodesOfferings": "<ReservedCacheNodesOfferings><ReservedCacheNodesOffering>"
        + "<CacheNodeType>cache.t4g.micro</CacheNodeType></ReservedCacheNodesOffering></ReservedCacheNodesOfferings>",
    "config:DescribeConfigurationRecorders": JSON.stringify({ ConfigurationRecorders: [] }),
    "config:DescribeDeliveryChannels": JSON.stringify({ DeliveryChannels: [] }),
};

export const answerWell = ({ action }: Call): Answer => ({ body: generous[action] ?? "" });
