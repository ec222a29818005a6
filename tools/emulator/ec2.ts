import {
    type _InstanceType,
    AllocateAddressCommand,
    AssociateRouteTableCommand,
    AttachInternetGatewayCommand,
    CreateFlowLogsCommand,
    CreateInternetGatewayCommand,
    CreateLaunchTemplateCommand,
    CreateNatGatewayCommand,
    CreateRouteCommand,
    CreateRouteTableCommand,
    CreateSecurityGroupCommand,
    CreateSubnetCommand,
    CreateTagsCommand,
    CreateVpcCommand,
    CreateVpcEndpointCommand,
    DescribeSecurityGroupsCommand,
    type LogDestinationType,
    type LaunchTemplateHttpTokensState,
    type LaunchTemplateInstanceMetadataEndpointState,
    ModifySubnetAttributeCommand,
    ModifyVpcAttributeCommand,
    type ResourceType,
    RevokeSecurityGroupEgressCommand,
    RevokeSecurityGroupIngressCommand,
    type Tenancy,
    type TrafficType,
    type VolumeType,
    type VpcEndpointType,
} from "@aws-sdk/client-ec2";
import type * as aws from "@pulumi/aws";
import { UserError } from "../errors";
import { autoName, type Creator, creator, given, tagList } from "./resource";

export const ec2: Record<string, Creator> = {
    "aws:ec2/vpc:Vpc": creator<aws.ec2.VpcArgs>(async (inputs, { clients }) => {
        const { Vpc } = await clients.ec2.send(new CreateVpcCommand({
            CidrBlock: inputs.cidrBlock,
            InstanceTenancy: inputs.instanceTenancy as Tenancy,
            TagSpecifications: tagged("vpc", inputs.tags),
        }));
        const id = given(Vpc?.VpcId, "VpcId");
        await clients.ec2.send(new ModifyVpcAttributeCommand({
            VpcId: id,
            EnableDnsSupport: { Value: inputs.enableDnsSupport ?? true },
        }));
        await clients.ec2.send(new ModifyVpcAttributeCommand({
            VpcId: id,
            EnableDnsHostnames: { Value: inputs.enableDnsHostnames ?? false },
        }));
        return { id, state: { ownerId: Vpc?.OwnerId } };
    }),

    "aws:ec2/internetGateway:InternetGateway": creator<aws.ec2.InternetGatewayArgs>(async (inputs, { clients }) => {
        const { InternetGateway } = await clients.ec2.send(new CreateInternetGatewayCommand({
            TagSpecifications: tagged("internet-gateway", inputs.tags),
        }));
        const id = given(InternetGateway?.InternetGatewayId, "InternetGatewayId");
        await clients.ec2.send(new AttachInternetGatewayCommand({ InternetGatewayId: id, VpcId: inputs.vpcId }));
        return { id, state: {} };
    }),

    "aws:ec2/subnet:Subnet": creator<aws.ec2.SubnetArgs>(async (inputs, { clients }) => {
        const { Subnet } = await clients.ec2.send(new CreateSubnetCommand({
            VpcId: inputs.vpcId,
            CidrBlock: inputs.cidrBlock,
            AvailabilityZone: inputs.availabilityZone,
            TagSpecifications: tagged("subnet", inputs.tags),
        }));
        const id = given(Subnet?.SubnetId, "SubnetId");
        await clients.ec2.send(new ModifySubnetAttributeCommand({
            SubnetId: id,
            MapPublicIpOnLaunch: { Value: inputs.mapPublicIpOnLaunch ?? false },
        }));
        return { id, state: {} };
    }),

    "aws:ec2/routeTable:RouteTable": creator<aws.ec2.RouteTableArgs>(async (inputs, { clients }) => {
        const { RouteTable } = await clients.ec2.send(new CreateRouteTableCommand({
            VpcId: inputs.vpcId,
            TagSpecifications: tagged("route-table", inputs.tags),
        }));
        return { id: given(RouteTable?.RouteTableId, "RouteTableId"), state: {} };
    }),

    "aws:ec2/route:Route": creator<aws.ec2.RouteArgs>(async (inputs, { clients }) => {
        await clients.ec2.send(new CreateRouteCommand({
            RouteTableId: inputs.routeTableId,
            DestinationCidrBlock: inputs.destinationCidrBlock,
            GatewayId: inputs.gatewayId,
            NatGatewayId: inputs.natGatewayId,
        }));
        return { id: `${inputs.routeTableId}_${inputs.destinationCidrBlock}`, state: {} };
    }),

    "aws:ec2/routeTableAssociation:RouteTableAssociation":
        creator<aws.ec2.RouteTableAssociationArgs>(async (inputs, { clients }) => {
            const { AssociationId } = await clients.ec2.send(new AssociateRouteTableCommand({
                RouteTableId: inputs.routeTableId,
                SubnetId: inputs.subnetId,
            }));
            return { id: given(AssociationId, "AssociationId"), state: {} };
        }),

    "aws:ec2/eip:Eip": creator<aws.ec2.EipArgs>(async (inputs, { clients }) => {
        const { AllocationId, PublicIp } = await clients.ec2.send(new AllocateAddressCommand({
            Domain: inputs.domain as "vpc",
            TagSpecifications: tagged("elastic-ip", inputs.tags),
        }));
        const id = given(AllocationId, "AllocationId");
        return { id, state: { allocationId: id, publicIp: PublicIp } };
    }),

    "aws:ec2/natGateway:NatGateway": creator<aws.ec2.NatGatewayArgs>(async (inputs, { clients }) => {
        const { NatGateway } = await clients.ec2.send(new CreateNatGatewayCommand({
            SubnetId: inputs.subnetId,
            AllocationId: inputs.allocationId,
            TagSpecifications: tagged("natgateway", inputs.tags),
        }));
        return { id: given(NatGateway?.NatGatewayId, "NatGatewayId"), state: {} };
    }),

    "aws:ec2/vpcEndpoint:VpcEndpoint": creator<aws.ec2.VpcEndpointArgs>(async (inputs, { clients }) => {
        const { VpcEndpoint } = await clients.ec2.send(new CreateVpcEndpointCommand({
            VpcId: inputs.vpcId,
            VpcEndpointType: inputs.vpcEndpointType as VpcEndpointType,
            ServiceName: inputs.serviceName,
            RouteTableIds: inputs.routeTableIds,
            TagSpecifications: tagged("vpc-endpoint", inputs.tags),
        }));
        return { id: given(VpcEndpoint?.VpcEndpointId, "VpcEndpointId"), state: {} };
    }),

    // Not created but adopted: the provider takes away all rules and adds those of the program.
    "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup":
        creator<aws.ec2.DefaultSecurityGroupArgs>(async (inputs, { clients }) => {
            const { SecurityGroups } = await clients.ec2.send(new DescribeSecurityGroupsCommand({
                Filters: [
                    { Name: "vpc-id", Values: [given(inputs.vpcId, "vpcId")] },
                    { Name: "group-name", Values: ["default"] },
                ],
            }));
            const group = given(SecurityGroups?.[0], "default security group");
            const GroupId = given(group.GroupId, "GroupId");
            if (group.IpPermissions?.length) {
                await clients.ec2.send(new RevokeSecurityGroupIngressCommand({
                    GroupId, IpPermissions: group.IpPermissions }));
            }
            if (group.IpPermissionsEgress?.length) {
                await clients.ec2.send(new RevokeSecurityGroupEgressCommand({
                    GroupId, IpPermissions: group.IpPermissionsEgress }));
            }
            await clients.ec2.send(new CreateTagsCommand({ Resources: [GroupId], Tags: tagList(inputs.tags) }));
            return { id: GroupId, state: {} };
        }),

    "aws:ec2/securityGroup:SecurityGroup": creator<aws.ec2.SecurityGroupArgs>(async (inputs, { clients, name }) => {
        const { GroupId } = await clients.ec2.send(new CreateSecurityGroupCommand({
            GroupName: inputs.name ?? autoName(name),
            Description: inputs.description,
            VpcId: inputs.vpcId,
            TagSpecifications: tagged("security-group", inputs.tags),
        }));
        // AWS lets a new group reach everything; the provider takes that rule away.
        await clients.ec2.send(new RevokeSecurityGroupEgressCommand({
            GroupId, IpPermissions: [{ IpProtocol: "-1", IpRanges: [{ CidrIp: "0.0.0.0/0" }] }] }));
        return { id: given(GroupId, "GroupId"), state: {} };
    }),

    "aws:ec2/launchTemplate:LaunchTemplate": creator<aws.ec2.LaunchTemplateArgs>(async (inputs, { clients, name }) => {
        const { LaunchTemplate } = await clients.ec2.send(new CreateLaunchTemplateCommand({
            LaunchTemplateName: inputs.name ?? autoName(name),
            LaunchTemplateData: {
                ImageId: inputs.imageId,
                InstanceType: inputs.instanceType as _InstanceType,
                IamInstanceProfile: { Arn: inputs.iamInstanceProfile?.arn },
                SecurityGroupIds: inputs.vpcSecurityGroupIds,
                UserData: inputs.userData,
                MetadataOptions: {
                    HttpEndpoint: inputs.metadataOptions?.httpEndpoint as LaunchTemplateInstanceMetadataEndpointState,
                    HttpTokens: inputs.metadataOptions?.httpTokens as LaunchTemplateHttpTokensState,
                    HttpPutResponseHopLimit: inputs.metadataOptions?.httpPutResponseHopLimit,
                },
                BlockDeviceMappings: inputs.blockDeviceMappings?.map(({ deviceName, ebs }) => ({
                    DeviceName: deviceName,
                    Ebs: {
                        // Without a size, AWS takes the image's; moto refuses.
                        VolumeSize: ebs?.volumeSize ?? 8,
                        VolumeType: ebs?.volumeType as VolumeType,
                        Encrypted: ebs?.encrypted === "true",
                        DeleteOnTermination: ebs?.deleteOnTermination === "true",
                    },
                })),
                TagSpecifications: inputs.tagSpecifications?.map(({ resourceType, tags }) => ({
                    ResourceType: resourceType as ResourceType, Tags: tagList(tags) })),
            },
            TagSpecifications: tagged("launch-template", inputs.tags),
        }));
        const id = given(LaunchTemplate?.LaunchTemplateId, "LaunchTemplateId");
        return { id, state: { latestVersion: LaunchTemplate?.LatestVersionNumber } };
    }),

    "aws:ec2/flowLog:FlowLog": creator<aws.ec2.FlowLogArgs>(async (inputs, { clients }) => {
        const { FlowLogIds, Unsuccessful } = await clients.ec2.send(new CreateFlowLogsCommand({
            ResourceType: "VPC",
            ResourceIds: [given(inputs.vpcId, "vpcId")],
            TrafficType: inputs.trafficType as TrafficType,
            LogDestinationType: inputs.logDestinationType as LogDestinationType,
            // As good as the destination's ARN, at which moto doesn't look.
            LogGroupName: inputs.logDestination?.split(":")[6],
            DeliverLogsPermissionArn: inputs.iamRoleArn,
            MaxAggregationInterval: inputs.maxAggregationInterval,
            TagSpecifications: tagged("vpc-flow-log", inputs.tags),
        }));
        const refusal = Unsuccessful?.[0]?.Error?.Message;
        if (refusal !== undefined) {
            throw new UserError(refusal, 1);
        }
        return { id: given(FlowLogIds?.[0], "FlowLogIds"), state: {} };
    }),
};

function tagged(ResourceType: ResourceType, tags: Record<string, string> | undefined) {
    return [{ ResourceType, Tags: tagList(tags) }];
}
