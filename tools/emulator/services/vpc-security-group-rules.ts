import type * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { type ResourceType, resourceType, requireValue, tagList } from "../resource-type";

export const types: Record<string, ResourceType> = {
    "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule": resourceType<aws.vpc.SecurityGroupIngressRuleArgs>({
        taggable: true,
        async create(inputs, { clients }) {
            const { SecurityGroupRules } = await clients.ec2.authorizeSecurityGroupIngress(rule(inputs));
            return { id: requireValue(SecurityGroupRules?.[0]?.SecurityGroupRuleId, "SecurityGroupRuleId"), state: {} };
        },
    }),

    "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule": resourceType<aws.vpc.SecurityGroupEgressRuleArgs>({
        taggable: true,
        async create(inputs, { clients }) {
            const { SecurityGroupRules } = await clients.ec2.authorizeSecurityGroupEgress(rule(inputs));
            return { id: requireValue(SecurityGroupRules?.[0]?.SecurityGroupRuleId, "SecurityGroupRuleId"), state: {} };
        },
    }),
};

function rule(inputs: pulumi.Unwrap<aws.vpc.SecurityGroupIngressRuleArgs>) {
    const { cidrIpv4, referencedSecurityGroupId, description: Description } = inputs;
    return {
        GroupId: inputs.securityGroupId,
        IpPermissions: [{
            IpProtocol: inputs.ipProtocol,
            FromPort: inputs.fromPort,
            ToPort: inputs.toPort,
            IpRanges: cidrIpv4 ? [{ CidrIp: cidrIpv4, Description }] : undefined,
            UserIdGroupPairs: referencedSecurityGroupId
                ? [{ GroupId: referencedSecurityGroupId, Description }]
                : undefined,
        }],
        TagSpecifications: [{ ResourceType: "security-group-rule" as const, Tags: tagList(inputs.tags) }],
    };
}
