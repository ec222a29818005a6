import { AuthorizeSecurityGroupEgressCommand, AuthorizeSecurityGroupIngressCommand } from "@aws-sdk/client-ec2";
import type * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { type Creator, creator, given, tagList } from "./resource";

export const vpc: Record<string, Creator> = {
    "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule":
        creator<aws.vpc.SecurityGroupIngressRuleArgs>(async (inputs, { clients }) => {
            const command = new AuthorizeSecurityGroupIngressCommand(rule(inputs));
            const { SecurityGroupRules } = await clients.ec2.send(command);
            return { id: given(SecurityGroupRules?.[0]?.SecurityGroupRuleId, "SecurityGroupRuleId"), state: {} };
        }),

    "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule":
        creator<aws.vpc.SecurityGroupEgressRuleArgs>(async (inputs, { clients }) => {
            const command = new AuthorizeSecurityGroupEgressCommand(rule(inputs));
            const { SecurityGroupRules } = await clients.ec2.send(command);
            return { id: given(SecurityGroupRules?.[0]?.SecurityGroupRuleId, "SecurityGroupRuleId"), state: {} };
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
