import type * as aws from "@pulumi/aws";
import { autoName, type ResourceType, resourceType, tagList } from "../resource-type";

export const types: Record<string, ResourceType> = {
    "aws:iam/role:Role": resourceType<aws.iam.RoleArgs>({
        taggable: true,
        mock: name => ({ name: `${name}-name`, arn: `${name}-arn` }),
        async create(inputs, { clients, name }) {
            const roleName = inputs.name ?? autoName(name);
            const { Role } = await clients.iam.createRole({
                RoleName: roleName,
                AssumeRolePolicyDocument: inputs.assumeRolePolicy as string,
                Tags: tagList(inputs.tags),
            });
            return { id: roleName, state: { name: roleName, arn: Role?.Arn } };
        },
    }),

    "aws:iam/instanceProfile:InstanceProfile": resourceType<aws.iam.InstanceProfileArgs>({
        taggable: true,
        mock: name => ({ arn: `${name}-arn` }),
        async create(inputs, { clients, name }) {
            const InstanceProfileName = inputs.name ?? autoName(name);
            const { InstanceProfile } = await clients.iam.createInstanceProfile({
                InstanceProfileName, Tags: tagList(inputs.tags) });
            await clients.iam.addRoleToInstanceProfile({
                InstanceProfileName, RoleName: inputs.role as string });
            return { id: InstanceProfileName, state: { name: InstanceProfileName, arn: InstanceProfile?.Arn } };
        },
    }),

    "aws:iam/rolePolicy:RolePolicy": resourceType<aws.iam.RolePolicyArgs>({
        taggable: false,
        async create(inputs, { clients, name }) {
            const policyName = inputs.name ?? autoName(name);
            await clients.iam.putRolePolicy({
                RoleName: inputs.role as string,
                PolicyName: policyName,
                PolicyDocument: inputs.policy as string,
            });
            return { id: `${inputs.role as string}:${policyName}`, state: { name: policyName } };
        },
    }),

    "aws:iam/rolePolicyAttachment:RolePolicyAttachment": resourceType<aws.iam.RolePolicyAttachmentArgs>({
        taggable: false,
        async create(inputs, { clients }) {
            const [RoleName, PolicyArn] = [inputs.role as string, inputs.policyArn];
            await clients.iam.attachRolePolicy({ RoleName, PolicyArn });
            return { id: `${RoleName}/${PolicyArn}`, state: {} };
        },
    }),
};
