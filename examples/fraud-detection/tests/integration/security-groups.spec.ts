import type { SecurityGroupRule } from "@aws-sdk/client-ec2";
import assert from "node:assert/strict";
import { clients, commonTags, named, outputs, setting, tagRecord } from "./deployment";

/** The security groups as a graph: who may talk to whom, on which port. */
describe("security groups", () => {
    const titles = {
        balancer: "alb-security-group",
        service: "service-security-group",
        database: "db-security-group",
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

    it("C9 lead in from the internet to the load balancer, on to the service, on to the database", () => {
        assert.deepEqual(edges(false), [
            "0.0.0.0/0 -> balancer tcp 80-80",
            ...setting("certificateArn") ? ["0.0.0.0/0 -> balancer tcp 443-443"] : [],
            "balancer -> service tcp 8080-8080",
            "service -> database tcp 5432-5432",
        ].sort());
    });

    it("lead out the same way, and from the service to AWS by HTTPS, and in no other way", () => {
        assert.deepEqual(edges(true), [
            "balancer -> service tcp 8080-8080",
            "service -> 0.0.0.0/0 tcp 443-443",
            "service -> database tcp 5432-5432",
        ]);
    });

    it("say of every rule what it is for, and whose it is", () => {
        assert(rules.length >= 6);
        for (const { Description, Tags } of rules) {
            assert(Description);
            const { Name, ...tags } = tagRecord(Tags);
            assert.deepEqual(tags, commonTags());
            assert(Name?.endsWith(`-${outputs.environment}-${outputs.environmentSuffix}`));
        }
    });
});
