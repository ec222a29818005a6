import assert from "node:assert/strict";
import type { Resource } from "../../host/monitor";
import { sketchDependent, sketchResource } from "../sketch";
import { describeArchitecture } from "./architecture";

const describeStack = (...resources: Resource[]) =>
    describeArchitecture({ stack: "dev", region: "eu-west-1", resources });

const vpc = sketchResource("aws:ec2/vpc:Vpc", "vpc-dev", { inputs: { cidrBlock: "10.0.0.0/16" } });
const subnet = sketchDependent("aws:ec2/subnet:Subnet", "subnet-dev", "vpcId", [vpc], {
    inputs: { availabilityZone: "eu-west-1a", cidrBlock: "10.0.0.0/24" } });

describe("architecture on the page", () => {
    it("has what names subnets in their VPC, and all else in the region", () => {
        const { regions } = describeStack(vpc, subnet,
            sketchDependent("aws:ec2/internetGateway:InternetGateway", "gateway-dev", "vpcId", [vpc]),
            sketchDependent("aws:lb/loadBalancer:LoadBalancer", "alb-dev", "subnets", [subnet]),
            sketchDependent("aws:ec2/vpcEndpoint:VpcEndpoint", "endpoint-dev", "vpcId", [vpc], {
                inputs: { serviceName: "com.amazonaws.eu-west-1.s3" } }),
            sketchResource("aws:s3/bucket:Bucket", "files-dev"));
        const [region] = regions;
        assert(region?.vpcs[0] && regions.length === 1);
        const [{ items, range, name, hasInternetGateway }] = region.vpcs as [typeof region.vpcs[0]];
        assert.deepEqual([region.name, name, range, hasInternetGateway], ["eu-west-1", "vpc", "10.0.0.0/16", true]);
        assert.deepEqual(items.map(({ label, name, detail, subnets }) => [label, name, detail, subnets.length]), [
            ["Load balancer", "alb", "internet-facing", 1], ["Gateway endpoint", "endpoint", "s3", 0]]);
        assert.deepEqual(region.items.map(({ label, name }) => [label, name]), [["Bucket", "files"]]);
    });

    it("keeps regions of other providers apart", () => {
        const { regions } = describeStack(sketchResource("aws:s3/bucket:Bucket", "near"),
            sketchResource("aws:s3/bucket:Bucket", "far", { provider: { region: "us-west-2" } }));
        assert.deepEqual(regions.map(({ name, items }) => [name, items.map(item => item.name)]),
            [["eu-west-1", ["near"]], ["us-west-2", ["far"]]]);
        assert.deepEqual(describeArchitecture({
            stack: "dev", region: undefined, resources: [sketchResource("aws:s3/bucket:Bucket", "b")],
        }).regions.map(({ name }) => name), ["region unknown"]);
    });

    it("lists types that nobody knows, and draws them where they are in subnets", () => {
        const { others, parts, regions } = describeStack(vpc, subnet,
            sketchResource("docker:index/container:Container", "one"),
            sketchResource("docker:index/container:Container", "two"),
            sketchResource("aws:new/thing:Thing", "three"),
            sketchResource("shop:index:Component", "four", { custom: false }),
            sketchDependent("aws:new/server:Server", "server", "subnetIds", [subnet]));
        assert.deepEqual(others, { "docker.Container": 2, "new.Thing": 1 });
        assert.deepEqual(parts, { "ec2.Vpc": 1, "ec2.Subnet": 1 });
        const [vpcOfServer] = regions[0]?.vpcs ?? [];
        assert.deepEqual(vpcOfServer?.items.map(({ label, name }) => [label, name]), [["new.Server", "server"]]);
    });

    it("drops nothing: each resource is drawn, a part, or among the others", () => {
        const types = ["aws:s3/bucket:Bucket", "aws:s3/bucketPolicy:BucketPolicy", "aws:iam/role:Role",
            "aws:cloudwatch/metricAlarm:MetricAlarm", "random:index/randomId:RandomId", "aws:cfg/rule:Rule"];
        const resources = types.map((type, index) => sketchResource(type, `r${index}`));
        const { regions, parts, others } = describeStack(...resources);
        const drawn = regions.flatMap(({ items }) => items).length;
        const listed = Object.values({ ...parts, ...others }).reduce((sum, number) => sum + number, 0);
        assert.deepEqual([drawn, listed], [3, 3]);
    });

    it("shows many of a kind by their number", () => {
        const alarm = (name: string) => sketchResource("aws:cloudwatch/metricAlarm:MetricAlarm", name);
        const [region] = describeStack(alarm("a"), alarm("b"), alarm("c")).regions;
        assert.deepEqual(region?.items.map(({ label, name }) => [label, name]), [["Alarms", "3"]]);
    });

    const details: [string, Resource["inputs"], string, string][] = [
        ["aws:rds/instance:Instance", { engine: "mysql", instanceClass: "db.t4g.micro" },
            "MySQL database", "db.t4g.micro, one zone"],
        ["aws:rds/instance:Instance", { engine: "oracle-ee", instanceClass: "db.m8", multiAz: true },
            "oracle-ee database", "db.m8, Multi-AZ"],
        ["aws:lb/loadBalancer:LoadBalancer", { loadBalancerType: "network", internal: true },
            "Network load balancer", "internal"],
        ["aws:elasticache/replicationGroup:ReplicationGroup", { nodeType: "cache.t4g.micro", numCacheClusters: 2 },
            "Redis cache", "2 × cache.t4g.micro"],
        ["aws:lambda/function:Function", { runtime: "nodejs24.x" }, "Function", "nodejs24.x, 128 MB"],
        ["aws:dynamodb/table:Table", { replicas: [{ regionName: "us-west-2" }] }, "Table", "copies: us-west-2"],
        ["aws:dynamodb/table:Table", { replicas: [] }, "Table", ""],
        ["aws:rds/cluster:Cluster", { engine: "aurora-mysql" }, "Aurora MySQL", "0 × instance"],
        ["aws:ecs/service:Service", {}, "ECS service", "1 × task"],
        ["aws:autoscaling/group:Group", { minSize: 1, maxSize: 3 }, "Auto Scaling group", "1 to 3 × instance"],
    ];
    for (const [type, inputs, label, detail] of details) {
        it(`names ${type} ${JSON.stringify(inputs)}`, () => {
            const [item] = describeStack(sketchResource(type, "it", { inputs })).regions[0]?.items ?? [];
            assert.deepEqual([item?.label, item?.detail], [label, detail]);
        });
    }

    it("finds sizes in what a resource is made of", () => {
        const template = sketchResource("aws:ec2/launchTemplate:LaunchTemplate", "t", {
            inputs: { instanceType: "t4g.small" } });
        const task = sketchResource("aws:ecs/taskDefinition:TaskDefinition", "t", {
            inputs: { cpu: "512", memory: "1024" } });
        const cluster = sketchResource("aws:rds/cluster:Cluster", "c", {
            inputs: {
                engine: "aurora-postgresql", serverlessv2ScalingConfiguration: { minCapacity: 1, maxCapacity: 4 } } });
        const [region] = describeStack(template, task, cluster,
            sketchDependent("aws:rds/clusterInstance:ClusterInstance", "i", "clusterIdentifier", [cluster], {
                inputs: { instanceClass: "db.serverless" } }),
            sketchDependent("aws:autoscaling/group:Group", "asg", "launchTemplate", [template], {
                inputs: { minSize: 2, maxSize: 6 } }),
            sketchDependent("aws:ecs/service:Service", "service", "taskDefinition", [task], {
                inputs: { desiredCount: 3 } }),
        ).regions;
        assert.deepEqual(region?.items.map(({ detail }) => detail), [
            "1 × db.serverless, 1 to 4 ACU", "2 to 6 × t4g.small", "3 × 0.5 vCPU, 1 GB"]);
    });
});
