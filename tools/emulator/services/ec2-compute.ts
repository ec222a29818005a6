import type * as sdk from "@aws-sdk/client-ec2";
import type * as aws from "@pulumi/aws";
import { autoName, type ResourceType, resourceType, requireValue, tagList } from "../resource-type";

export const types: Record<string, ResourceType> = {
    // Not created but adopted: the provider takes away all rules and adds those of the program.
    "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup": resourceType<aws.ec2.DefaultSecurityGroupArgs>({
        taggable: true,
        async create(inputs, { clients }) {
            const { SecurityGroups } = await clients.ec2.describeSecurityGroups({
                Filters: [
                    { Name: "vpc-id", Values: [requireValue(inputs.vpcId, "vpcId")] },
                    { Name: "group-name", Values: ["default"] },
                ],
            });
            const group = requireValue(SecurityGroups?.[0], "default security group");
            const GroupId = requireValue(group.GroupId, "GroupId");
            if (group.IpPermissions?.length) {
                await clients.ec2.revokeSecurityGroupIngress({
                    GroupId, IpPermissions: group.IpPermissions });
            }
            if (group.IpPermissionsEgress?.length) {
                await clients.ec2.revokeSecurityGroupEgress({
                    GroupId, IpPermissions: group.IpPermissionsEgress });
            }
            await clients.ec2.createTags({ Resources: [GroupId], Tags: tagList(inputs.tags) });
            return { id: GroupId, state: {} };
        },
    }),

    "aws:ec2/securityGroup:SecurityGroup": resourceType<aws.ec2.SecurityGroupArgs>({
        taggable: true,
        async create(inputs, { clients, name }) {
            const { GroupId } = await clients.ec2.createSecurityGroup({
                GroupName: inputs.name ?? autoName(name),
                Description: inputs.description,
                VpcId: inputs.vpcId,
                TagSpecifications: tagged("security-group", inputs.tags),
            });
            // AWS lets a new group reach everything; the provider takes that rule away.
            await clients.ec2.revokeSecurityGroupEgress({
                GroupId, IpPermissions: [{ IpProtocol: "-1", IpRanges: [{ CidrIp: "0.0.0.0/0" }] }] });
            return { id: requireValue(GroupId, "GroupId"), state: {} };
        },
    }),

    "aws:ec2/launchTemplate:LaunchTemplate": resourceType<aws.ec2.LaunchTemplateArgs>({
        taggable: true,
        mock: () => ({ latestVersion: 7 }),
        async create(inputs, { clients, name }) {
            const { LaunchTemplate } = await clients.ec2.createLaunchTemplate({
                LaunchTemplateName: inputs.name ?? autoName(name),
                LaunchTemplateData: {
                    ImageId: inputs.imageId,
                    InstanceType: inputs.instanceType as sdk._InstanceType,
                    IamInstanceProfile: { Arn: inputs.iamInstanceProfile?.arn },
                    SecurityGroupIds: inputs.vpcSecurityGroupIds,
                    UserData: inputs.userData,
                    CreditSpecification: inputs.creditSpecification && {
                        CpuCredits: inputs.creditSpecification.cpuCredits },
                    MetadataOptions: {
                        HttpEndpoint: inputs.metadataOptions?.httpEndpoint as "enabled",
                        HttpTokens: inputs.metadataOptions?.httpTokens as sdk.LaunchTemplateHttpTokensState,
                        HttpPutResponseHopLimit: inputs.metadataOptions?.httpPutResponseHopLimit,
                    },
                    BlockDeviceMappings: inputs.blockDeviceMappings?.map(({ deviceName, ebs }) => ({
                        DeviceName: deviceName,
                        Ebs: {
                        // Without a size, AWS takes the image's; moto refuses.
                            VolumeSize: ebs?.volumeSize ?? 8,
                            VolumeType: ebs?.volumeType as sdk.VolumeType,
                            Encrypted: ebs?.encrypted === "true",
                            DeleteOnTermination: ebs?.deleteOnTermination === "true",
                        },
                    })),
                    TagSpecifications: inputs.tagSpecifications?.map(({ resourceType, tags }) => ({
                        ResourceType: resourceType as sdk.ResourceType, Tags: tagList(tags) })),
                },
                TagSpecifications: tagged("launch-template", inputs.tags),
            });
            const id = requireValue(LaunchTemplate?.LaunchTemplateId, "LaunchTemplateId");
            return { id, state: { latestVersion: LaunchTemplate?.LatestVersionNumber } };
        },
    }),
};

function tagged(ResourceType: sdk.ResourceType, tags: Record<string, string> | undefined) {
    return [{ ResourceType, Tags: tagList(tags) }];
}
