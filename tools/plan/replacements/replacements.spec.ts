import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { listFiles } from "../../host/house";
import type { Properties } from "../../host/properties";
import { root } from "../../host/project";
import { type Effect, findEffect, isKnownType, isUnordered, table } from ".";
import { definitions } from "./table";

const namesIn = (text = "") => text.split(/\s+/).filter(name => name !== "");
const rows = Object.entries(table).flatMap(([type, sections]) => sections.flatMap(section => [
    ...namesIn(section.replace), ...Object.keys(section.conditional ?? {}), ...namesIn(section.update),
].map(input => ({ type, input, ...section }))));

/** Comments by input, as the provider's definitions have them. */
function readInputs(type: string): Map<string, string> {
    const [folder = "", name = ""] = type.split(".");
    const file = join(root, "node_modules/@pulumi/aws", folder, `${name.charAt(0).toLowerCase()}${name.slice(1)}.d.ts`);
    const text = readFileSync(file, "utf8").split(`export interface ${name}Args {`)[1] ?? "";
    return new Map([...text.matchAll(/(?:\/\*\*((?:(?!\*\/)[^])*)\*\/\s+)?^ {4}(\w+)\??: /gm)].map(
        ([, comment = "", input = ""]) => [input, comment.replace(/\s*\n\s*\*\s*/g, " ")]));
}

const updates = ({ input, update }: typeof rows[number]) => namesIn(update).includes(input);

const forces = "forc(es?|ing) (an? |the )?(new (resource|cluster to|for)|replacement|(resource )?re-?creation)";
const replaces = new RegExp(`${forces}|re-?creates? the resource`, "i");

const effectOf = (type: string, input: string, before: unknown, after: unknown, others: Properties = {}) =>
    findEffect(type, input, {
        before, after, inputs: { before: { ...others, [input]: before }, after: { ...others, [input]: after } },
    }).effect;

describe("table of what replaces a resource", () => {
    it("names inputs that the types have, each once", () => {
        const inputs = new Map(Object.keys(table).map(type => [type, readInputs(type)]));
        assert.deepEqual(rows.filter(({ type, input }) => inputs.get(type)?.has(input) !== true), []);
        const names = rows.map(({ type, input }) => `${type} ${input}`);
        assert.deepEqual(names.filter((name, index) => names.indexOf(name) !== index), []);
        const lists = Object.entries(table).flatMap(([type, sections]) => sections.flatMap(({ unordered }) =>
            namesIn(unordered).filter(input => inputs.get(type)?.has(input) !== true)));
        assert.deepEqual(lists, []);
    });

    it("says of more than 60 inputs what the comment on them says", () => {
        const commented = rows.filter(({ source }) => source === definitions);
        assert.deepEqual(commented.filter(({ type, input }) =>
            !replaces.test(readInputs(type).get(input) ?? "")).map(({ type, input }) => `${type} ${input}`), []);
        assert(commented.length > 60, `only ${commented.length}`);
    });

    it("says of no input the opposite of its comment", () => {
        const opposite = Object.keys(table).flatMap(type => [...readInputs(type)]
            .filter(([, comment]) => replaces.test(comment))
            .filter(([input]) => rows.some(row => row.type === type && row.input === input && updates(row)))
            .map(([input]) => `${type} ${input}`));
        assert.deepEqual(opposite, []);
    });

    it("has all types that components here create", () => {
        const files = listFiles(root).filter(file => /(^|\/)components\/.*(?<!spec)\.ts$/.test(file));
        const types = files.flatMap(file => [...readFileSync(join(root, file), "utf8").matchAll(
            /new aws\.(\w+\.[A-Z]\w+)\(/g)].map(([, type = ""]) => type));
        assert(types.length > 40, "components found");
        assert.deepEqual([...new Set(types)].filter(type => table[type] === undefined), []);
    });

    it("has definitions to read for all types", () => {
        assert(existsSync(join(root, "node_modules/@pulumi/aws/ec2/vpc.d.ts")));
        assert.deepEqual(Object.keys(table).filter(type => readInputs(type).size === 0), []);
    });
});

describe("what a change of an input does", () => {
    const cases: [string, string, string, unknown, unknown, Properties, Effect][] = [
        ["the range of a VPC", "aws:ec2/vpc:Vpc", "cidrBlock", "10.0.0.0/16", "10.1.0.0/16", {}, "replace"],
        ["tags of anything", "aws:ec2/vpc:Vpc", "tags", {}, { a: "b" }, {}, "update"],
        ["the region of anything", "aws:sqs/queue:Queue", "region", undefined, "eu-west-1", {}, "replace"],
        ["an input that nobody tells of", "aws:s3/bucket:Bucket", "objectLockEnabled", false, true, {}, "unknown"],
        ["any input of a strange type", "aws:gamelift/fleet:Fleet", "name", "a", "b", {}, "unknown"],
        ["tags of another provider's", "azure:network:Vnet", "tags", {}, { a: "b" }, {}, "unknown"],
        ["the engine version of a database", "aws:rds/instance:Instance", "engineVersion", "16", "17", {}, "update"],
        ["the name of a database", "aws:rds/instance:Instance", "dbName", "a", "b", {}, "replace"],
        ["the family of parameters", "aws:rds/parameterGroup:ParameterGroup", "family", "a", "b", {}, "replace"],
        ["storage of Aurora", "aws:rds/cluster:Cluster", "storageType", "", "aurora-iopt1",
            { engine: "aurora-mysql" }, "update"],
        ["storage of a Multi-AZ cluster", "aws:rds/cluster:Cluster", "storageType", "io1", "io2",
            { engine: "mysql" }, "replace"],
        ["a subnet more of an ALB", "aws:lb/loadBalancer:LoadBalancer", "subnets", ["a"], ["a", "b"], {}, "update"],
        ["a subnet less of an ALB", "aws:lb/loadBalancer:LoadBalancer", "subnets", ["a", "b"], ["a"], {}, "update"],
        ["a subnet less of an NLB", "aws:lb/loadBalancer:LoadBalancer", "subnets", ["a", "b"], ["a"],
            { loadBalancerType: "network" }, "replace"],
        ["the first group of an NLB", "aws:lb/loadBalancer:LoadBalancer", "securityGroups", [], ["a"],
            { loadBalancerType: "network" }, "replace"],
        ["another range in a rule", "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule", "cidrIpv4",
            "10.0.0.0/16", "10.1.0.0/16", {}, "update"],
        ["no range in a rule any more", "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule", "cidrIpv4",
            "10.0.0.0/16", undefined, {}, "replace"],
        ["a lower version of a cache", "aws:elasticache/replicationGroup:ReplicationGroup", "engineVersion",
            "7.10", "7.9", {}, "replace"],
        ["a higher version of a cache", "aws:elasticache/replicationGroup:ReplicationGroup", "engineVersion",
            "7.9", "7.10", {}, "update"],
        ["a version of a cache where there was none", "aws:elasticache/replicationGroup:ReplicationGroup",
            "engineVersion", undefined, "7.10", {}, "unknown"],
        ["encryption in transit of a young cache", "aws:elasticache/replicationGroup:ReplicationGroup",
            "transitEncryptionEnabled", false, true, { engineVersion: "7.1" }, "update"],
        ["encryption in transit of an old cache", "aws:elasticache/replicationGroup:ReplicationGroup",
            "transitEncryptionEnabled", false, true, { engineVersion: "6.2" }, "replace"],
        ["a cheaper tier of a parameter", "aws:ssm/parameter:Parameter", "tier", "Advanced", "Standard", {}, "replace"],
        ["private names of a gateway endpoint", "aws:ec2/vpcEndpoint:VpcEndpoint", "privateDnsEnabled", false, true,
            {}, "replace"],
        ["private names of an interface endpoint", "aws:ec2/vpcEndpoint:VpcEndpoint", "privateDnsEnabled", false,
            true, { vpcEndpointType: "Interface" }, "update"],
    ];
    for (const [title, type, input, before, after, others, effect] of cases) {
        it(`is known for ${title}: ${effect}`, () => {
            assert.equal(effectOf(type, input, before, after, others), effect);
        });
    }

    it("comes with a source, and with the condition", () => {
        const { source, condition } = findEffect("aws:ssm/parameter:Parameter", "tier", {
            before: "Advanced", after: "Standard", inputs: { before: {}, after: {} } });
        assert.deepEqual([source, condition], ["definitions of @pulumi/aws", "if it goes from Advanced to Standard"]);
    });

    it("is known not to come from the order of a set", () => {
        assert(isUnordered("aws:rds/subnetGroup:SubnetGroup", "subnetIds"));
        assert(!isUnordered("aws:lambda/function:Function", "layers"));
        assert(isKnownType("aws:ec2/vpc:Vpc") && !isKnownType("aws:gamelift/fleet:Fleet"));
    });
});
