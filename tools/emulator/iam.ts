import {
    AddRoleToInstanceProfileCommand,
    CreateInstanceProfileCommand,
    CreateRoleCommand,
    PutRolePolicyCommand,
} from "@aws-sdk/client-iam";
import type * as aws from "@pulumi/aws";
import { autoName, type Creator, creator, tagList } from "./resource";

export const iam: Record<string, Creator> = {
    "aws:iam/role:Role": creator<aws.iam.RoleArgs>(async (inputs, { clients, name }) => {
        const roleName = inputs.name ?? autoName(name);
        const { Role } = await clients.iam.send(new CreateRoleCommand({
            RoleName: roleName,
            AssumeRolePolicyDocument: inputs.assumeRolePolicy as string,
            Tags: tagList(inputs.tags),
        }));
        return { id: roleName, state: { name: roleName, arn: Role?.Arn } };
    }),

    "aws:iam/instanceProfile:InstanceProfile":
        creator<aws.iam.InstanceProfileArgs>(async (inputs, { clients, name }) => {
            const InstanceProfileName = inputs.name ?? autoName(name);
            const { InstanceProfile } = await clients.iam.send(new CreateInstanceProfileCommand({
                InstanceProfileName, Tags: tagList(inputs.tags) }));
            await clients.iam.send(new AddRoleToInstanceProfileCommand({
                InstanceProfileName, RoleName: inputs.role as string }));
            return { id: InstanceProfileName, state: { name: InstanceProfileName, arn: InstanceProfile?.Arn } };
        }),

    "aws:iam/rolePolicy:RolePolicy": creator<aws.iam.RolePolicyArgs>(async (inputs, { clients, name }) => {
        const policyName = inputs.name ?? autoName(name);
        await clients.iam.send(new PutRolePolicyCommand({
            RoleName: inputs.role as string,
            PolicyName: policyName,
            PolicyDocument: inputs.policy as string,
        }));
        return { id: `${inputs.role as string}:${policyName}`, state: { name: policyName } };
    }),
};
