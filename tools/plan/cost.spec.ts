import assert from "node:assert/strict";
import { previewProgram } from "../emulator/preview";
import { root } from "../host/project";
import { allStacks, readSettings } from "../host/settings";
import { chargeRules } from "./charges";
import { estimateCost } from "./cost";
import { billedByUse, freeTypes, prices } from "./prices";
import { table } from "./replacements";
import { override, sketchDependent, sketchResource } from "./sketch";

const costOf = (type: string, inputs: Record<string, unknown>) =>
    estimateCost([sketchResource(type, "it", { inputs })]);
const chargesOf = (type: string, inputs: Record<string, unknown>) => {
    const { charges, unpriced } = costOf(type, inputs);
    return [...charges.map(({ what, count }) => `${count} ${what}`), ...unpriced.map(({ what }) => `? ${what}`)];
};

describe("estimated cost", () => {
    const database = { engine: "mysql", instanceClass: "db.t4g.micro", allocatedStorage: 20, storageType: "gp3" };

    it("has a price or a reason for all types that this program and the examples use", () => {
        const isTold = (type: string) => freeTypes.has(type) || type in billedByUse || type in chargeRules;
        const ours = Object.entries(table).filter(([, [section]]) => section?.source.startsWith("terraform"));
        assert.deepEqual(ours.map(([type]) => type).filter(type => !isTold(type)), []);
    });

    it("has one kind of price in each row, and where it is from", () => {
        for (const [what, { perHour, perMonth, source }] of Object.entries(prices)) {
            assert((perHour === undefined) !== (perMonth === undefined) && (perHour ?? perMonth ?? 0) > 0, what);
            assert.notEqual(source, "", what);
        }
    });

    it("counts a database with storage and secret, and twice in two zones", () => {
        const type = "aws:rds/instance:Instance";
        assert.deepEqual(chargesOf(type, { ...database, manageMasterUserPassword: true }), [
            "1 mysql db.t4g.micro", "20 GB of database storage", "1 secret"]);
        assert.deepEqual(chargesOf(type, { ...database, multiAz: true }), [
            "2 mysql db.t4g.micro", "20 GB of database storage, Multi-AZ"]);
        assert.equal(costOf(type, database).monthly.toFixed(2), (0.016 * 730 + 20 * 0.115).toFixed(2));
    });

    it("says of a class without a price that it has none, never that it is free", () => {
        const { monthly, unpriced } = costOf("aws:rds/instance:Instance", { ...database, instanceClass: "db.x9.huge" });
        assert.deepEqual(unpriced.map(({ name, what }) => [name, what]), [["it", "mysql db.x9.huge"]]);
        assert.equal(monthly.toFixed(2), "2.30");
    });

    it("says of a strange type that it has no price", () => {
        const { unpriced, monthly } = costOf("aws:gamelift/fleet:Fleet", {});
        assert.deepEqual([unpriced.length, monthly], [1, 0]);
    });

    it("names what is billed by use", () => {
        assert.deepEqual(costOf("aws:s3/bucket:Bucket", {}).byUse.map(({ name, what }) => [name, what]), [
            ["it", "gigabytes stored, requests"]]);
    });

    it("counts instances by the launch template and the smallest size of the group", () => {
        const template = sketchResource("aws:ec2/launchTemplate:LaunchTemplate", "template", {
            inputs: { instanceType: "t4g.micro", blockDeviceMappings: [{ ebs: { volumeType: "gp3" } }] } });
        const group = sketchDependent("aws:autoscaling/group:Group", "group", "launchTemplate", [template], {
            inputs: { minSize: 2, maxSize: 9 } });
        assert.deepEqual(estimateCost([template, group]).charges.map(({ what, count }) => [what, count]), [
            ["t4g.micro", 2], ["GB of gp3 volume", 16]]);
        assert.deepEqual(estimateCost([group]).unpriced.length, 1);
    });

    it("counts serverless Aurora instances by the smallest capacity of their cluster", () => {
        const cluster = sketchResource("aws:rds/cluster:Cluster", "cluster", {
            inputs: { serverlessv2ScalingConfiguration: { minCapacity: 0.5, maxCapacity: 8 } } });
        const instances = ["writer", "reader"].map(name => sketchDependent("aws:rds/clusterInstance:ClusterInstance",
            name, "clusterIdentifier", [cluster], { inputs: { instanceClass: "db.serverless" } }));
        assert.equal(estimateCost([cluster, ...instances]).monthly.toFixed(2), (2 * 0.5 * 0.12 * 730).toFixed(2));
    });

    it("counts tasks of Fargate by the task definition", () => {
        const task = sketchResource("aws:ecs/taskDefinition:TaskDefinition", "task", {
            inputs: { cpu: "512", memory: "1024" } });
        const graviton = sketchResource("aws:ecs/taskDefinition:TaskDefinition", "task", {
            inputs: { cpu: "512", memory: "1024", runtimePlatform: { cpuArchitecture: "ARM64" } } });
        const service = (launchType: string) => sketchDependent("aws:ecs/service:Service", "service",
            "taskDefinition", [task], { inputs: { launchType, desiredCount: 2 } });
        assert.deepEqual(estimateCost([task, service("FARGATE")]).charges.map(({ what, count }) => [what, count]), [
            ["vCPU of Fargate", 1], ["GB of Fargate", 2]]);
        assert.deepEqual(estimateCost([graviton, service("FARGATE")]).charges.map(({ what, count }) => [what, count]), [
            ["vCPU of Fargate on ARM", 1], ["GB of Fargate on ARM", 2]]);
        assert.equal(estimateCost([task, service("EC2")]).unpriced.length, 1);
    });

    const cases: [string, string, Record<string, unknown>, string[]][] = [
        ["a public load balancer and its addresses", "aws:lb/loadBalancer:LoadBalancer", { subnets: ["a", "b"] },
            ["1 application load balancer", "2 public IPv4 address"]],
        ["an internal load balancer", "aws:lb/loadBalancer:LoadBalancer", { subnets: ["a", "b"], internal: true },
            ["1 application load balancer"]],
        ["a network load balancer", "aws:lb/loadBalancer:LoadBalancer", { loadBalancerType: "network" },
            ["? load balancer of another type, or in an unknown number of zones"]],
        ["a gateway endpoint", "aws:ec2/vpcEndpoint:VpcEndpoint", {}, []],
        ["an interface endpoint", "aws:ec2/vpcEndpoint:VpcEndpoint",
            { vpcEndpointType: "Interface", subnetIds: ["a", "b"] }, ["2 interface endpoint in a zone"]],
        ["a table on demand", "aws:dynamodb/table:Table", { billingMode: "PAY_PER_REQUEST" }, []],
        ["a table with capacity", "aws:dynamodb/table:Table", {}, ["? provisioned capacity"]],
        ["the secret of an Aurora cluster", "aws:rds/cluster:Cluster", { manageMasterUserPassword: true },
            ["1 secret"]],
        ["an Aurora instance without a price", "aws:rds/clusterInstance:ClusterInstance",
            { instanceClass: "db.x9.huge" }, ["? aurora db.x9.huge"]],
        ["a serverless Aurora instance of an unknown cluster", "aws:rds/clusterInstance:ClusterInstance",
            { instanceClass: "db.serverless" }, ["? aurora capacity units, an unknown number"]],
        ["the nodes of a cache", "aws:elasticache/replicationGroup:ReplicationGroup",
            { engine: "redis", nodeType: "cache.t4g.small", numCacheClusters: 2 }, ["2 redis cache.t4g.small"]],
        ["a cache without a price", "aws:elasticache/replicationGroup:ReplicationGroup",
            { engine: "valkey", nodeType: "cache.t4g.small", numCacheClusters: 2 }, ["? valkey cache.t4g.small"]],
        ["an alarm of seconds", "aws:cloudwatch/metricAlarm:MetricAlarm", { period: 10 },
            ["1 alarm, high resolution"]],
        ["an advanced parameter", "aws:ssm/parameter:Parameter", { tier: "Advanced" }, ["? tier Advanced"]],
    ];
    for (const [title, type, inputs, charges] of cases) {
        it(`counts ${title}`, () => {
            assert.deepEqual(chargesOf(type, inputs), charges);
        });
    }

    it("leaves nothing of this program without a price, and counts what its settings ask for", async function () {
        this.timeout(60_000);
        const [stack = ""] = allStacks(root);
        const settings = {
            zones: "[\"a\",\"b\"]", natStrategy: "single", instanceType: "t4g.micro", minSize: "1",
            dbInstanceClass: "db.t4g.micro", dbStorageGib: "20", dbMultiAz: "false",
        };
        const { resources } = await previewProgram(override(readSettings(root, stack), settings));
        const cost = estimateCost(resources);
        assert.deepEqual(cost.unpriced, []);
        const [perHour, perMonth] = [0.045 + 0.005 + 0.0225 + 2 * 0.005 + 0.0084 + 0.016, 8 * 0.08 + 20 * 0.115 + 0.4];
        assert.equal(cost.monthly.toFixed(2), (730 * perHour + perMonth).toFixed(2));
    });
});
