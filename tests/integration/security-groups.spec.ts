import type { SecurityGroupRule } from "@aws-sdk/client-ec2";
import assert from "node:assert/strict";
import { clients, commonTags, outputs, setting, tagRecord } from "./deployment";

/** The security groups as a graph: who may talk to whom, on which port. */
describe("security groups", () => {
    let names: Record<string, string>;
    let rules: SecurityGroupRule[];
    let port: number | undefined;

    before(async () => {
        names = {
            [outputs.albSecurityGroupId]: "load balancer",
            [outputs.appSecurityGroupId]: "application",
            [outputs.rdsSecurityGroupId]: "database",
        };
        const { SecurityGroupRules } = await clients.ec2.describeSecurityGroupRules({
            Filters: [{ Name: "group-id", Values: Object.keys(names) }] });
        rules = SecurityGroupRules ?? [];
        const { TargetGroups } = await clients.elb.describeTargetGroups({
            TargetGroupArns: [outputs.targetGroupArn] });
        port = TargetGroups?.[0]?.Port;
    });

    /** The edges of one direction, such as "0.0.0.0/0 -> load balancer tcp 80". */
    const edges = (egress: boolean) => rules.filter(({ IsEgress }) => IsEgress === egress).map(rule => {
        const group = names[rule.GroupId ?? ""];
        const other = rule.ReferencedGroupInfo?.GroupId;
        const peer = other === undefined ? rule.CidrIpv4 ?? rule.CidrIpv6 ?? rule.PrefixListId : names[other] ?? other;
        const ports = rule.FromPort === rule.ToPort ? rule.FromPort : `${rule.FromPort}-${rule.ToPort}`;
        return `${egress ? group : peer} -> ${egress ? peer : group} ${rule.IpProtocol} ${ports}`;
    }).sort();

    it("C9 lead in from internet to load balancer to application to database, and in no other way", () => {
        assert.deepEqual(edges(false), [
            "0.0.0.0/0 -> load balancer tcp 80",
            ...setting("certificateArn") ? ["0.0.0.0/0 -> load balancer tcp 443"] : [],
            `load balancer -> application tcp ${port}`,
            "application -> database tcp 3306",
        ].sort());
    });

    it("lead out the same way, and from the application to AWS by HTTPS, and in no other way", () => {
        assert.deepEqual(edges(true), [
            `load balancer -> application tcp ${port}`,
            "application -> database tcp 3306",
            "application -> 0.0.0.0/0 tcp 443",
        ].sort());
    });

    it("say of every rule what it is for, and whose it is", () => {
        for (const { Description, SecurityGroupRuleId, Tags } of rules) {
            assert(Description, `${SecurityGroupRuleId} has no description`);
            const { Name, ...rest } = tagRecord(Tags);
            assert.deepEqual(rest, commonTags());
            assert(Name?.endsWith(`-${outputs.environment}-${outputs.environmentSuffix}`), `name ${Name}`);
        }
    });
});
