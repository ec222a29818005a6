import type { SecurityGroupRule } from "@aws-sdk/client-ec2";
import assert from "node:assert/strict";
import { clients, commonTags, named, outputs, tagRecord } from "./deployment";

/** The security groups as a graph: who may talk to whom, on which port. */
describe("security groups", () => {
    const titles = {
        function: "function-security-group",
        database: "db-security-group",
        cache: "cache-security-group",
    };
    let ids: Record<string, string>;
    let rules: SecurityGroupRule[];

    before(async () => {
        const { SecurityGroups = [] } = await clients.ec2.describeSecurityGroups({
            Filters: [{ Name: "vpc-id", Values: [outputs.vpcId] }] });
        ids = Object.fromEntries(Object.entries(titles).map(([title, resource]) => {
            const group = SecurityGroups.find(({ Tags }) => tagRecord(Tags).Name === named(resource));
            return [group?.GroupId ?? "", title];
        }));
        const { SecurityGroupRules } = await clients.ec2.describeSecurityGroupRules({
            Filters: [{ Name: "group-id", Values: Object.keys(ids) }] });
        rules = SecurityGroupRules ?? [];
    });

    const edges = (egress: boolean) => rules.filter(({ IsEgress }) => IsEgress === egress).map(rule => {
        const group = ids[rule.GroupId ?? ""];
        const peer = rule.CidrIpv4 ?? ids[rule.ReferencedGroupInfo?.GroupId ?? ""];
        const ports = `${rule.IpProtocol} ${rule.FromPort}-${rule.ToPort}`;
        return `${egress ? group : peer} -> ${egress ? peer : group} ${ports}`;
    }).sort();

    it("C9 lead in from the function to database and cache, and in no other way", () => {
        assert.deepEqual(edges(false), [
            `function -> cache tcp ${outputs.redisPort}-${outputs.redisPort}`,
            `function -> database tcp ${outputs.dbPort}-${outputs.dbPort}`,
        ]);
    });

    it("lead out the same way, and from the function to AWS by HTTPS, and in no other way", () => {
        assert.deepEqual(edges(true), [
            "function -> 0.0.0.0/0 tcp 443-443",
            `function -> cache tcp ${outputs.redisPort}-${outputs.redisPort}`,
            `function -> database tcp ${outputs.dbPort}-${outputs.dbPort}`,
        ]);
    });

    it("say of every rule what it is for, and whose it is", () => {
        for (const { Description, Tags } of rules) {
            assert(Description);
            const { Name, ...tags } = tagRecord(Tags);
            assert.deepEqual(tags, commonTags());
            assert(Name?.endsWith(`-${outputs.environment}-${outputs.environmentSuffix}`));
        }
    });
});
