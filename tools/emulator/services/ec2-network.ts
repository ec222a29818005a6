import type * as sdk from "@aws-sdk/client-ec2";
import type * as aws from "@pulumi/aws";
import { UserError } from "../../host/command";
import { type ResourceType, resourceType, requireValue, tagList } from "../resource-type";

export const types: Record<string, ResourceType> = {
    "aws:ec2/vpc:Vpc": resourceType<aws.ec2.VpcArgs>({
        taggable: true,
        mock: () => ({ ownerId: "123456789012" }),
        async create(inputs, { clients }) {
            const { Vpc } = await clients.ec2.createVpc({
                CidrBlock: inputs.cidrBlock,
                InstanceTenancy: inputs.instanceTenancy as sdk.Tenancy,
                TagSpecifications: tagged("vpc", inputs.tags),
            });
            const id = requireValue(Vpc?.VpcId, "VpcId");
            await clients.ec2.modifyVpcAttribute({
                VpcId: id,
                EnableDnsSupport: { Value: inputs.enableDnsSupport ?? true },
            });
            await clients.ec2.modifyVpcAttribute({
                VpcId: id,
                EnableDnsHostnames: { Value: inputs.enableDnsHostnames ?? false },
            });
            return { id, state: { ownerId: Vpc?.OwnerId } };
        },
    }),

    "aws:ec2/internetGateway:InternetGateway": resourceType<aws.ec2.InternetGatewayArgs>({
        taggable: true,
        async create(inputs, { clients }) {
            const { InternetGateway } = await clients.ec2.createInternetGateway({
                TagSpecifications: tagged("internet-gateway", inputs.tags),
            });
            const id = requireValue(InternetGateway?.InternetGatewayId, "InternetGatewayId");
            await clients.ec2.attachInternetGateway({ InternetGatewayId: id, VpcId: inputs.vpcId });
            return { id, state: {} };
        },
    }),

    "aws:ec2/subnet:Subnet": resourceType<aws.ec2.SubnetArgs>({
        taggable: true,
        async create(inputs, { clients }) {
            const { Subnet } = await clients.ec2.createSubnet({
                VpcId: inputs.vpcId,
                CidrBlock: inputs.cidrBlock,
                AvailabilityZone: inputs.availabilityZone,
                TagSpecifications: tagged("subnet", inputs.tags),
            });
            const id = requireValue(Subnet?.SubnetId, "SubnetId");
            await clients.ec2.modifySubnetAttribute({
                SubnetId: id,
                MapPublicIpOnLaunch: { Value: inputs.mapPublicIpOnLaunch ?? false },
            });
            return { id, state: {} };
        },
    }),

    "aws:ec2/routeTable:RouteTable": resourceType<aws.ec2.RouteTableArgs>({
        taggable: true,
        async create(inputs, { clients }) {
            const { RouteTable } = await clients.ec2.createRouteTable({
                VpcId: inputs.vpcId,
                TagSpecifications: tagged("route-table", inputs.tags),
            });
            return { id: requireValue(RouteTable?.RouteTableId, "RouteTableId"), state: {} };
        },
    }),

    "aws:ec2/route:Route": resourceType<aws.ec2.RouteArgs>({
        taggable: false,
        async create(inputs, { clients }) {
            await clients.ec2.createRoute({
                RouteTableId: inputs.routeTableId,
                DestinationCidrBlock: inputs.destinationCidrBlock,
                GatewayId: inputs.gatewayId,
                NatGatewayId: inputs.natGatewayId,
            });
            return { id: `${inputs.routeTableId}_${inputs.destinationCidrBlock}`, state: {} };
        },
    }),

    "aws:ec2/routeTableAssociation:RouteTableAssociation": resourceType<aws.ec2.RouteTableAssociationArgs>({
        taggable: false,
        async create(inputs, { clients }) {
            const { AssociationId } = await clients.ec2.associateRouteTable({
                RouteTableId: inputs.routeTableId,
                SubnetId: inputs.subnetId,
            });
            return { id: requireValue(AssociationId, "AssociationId"), state: {} };
        },
    }),

    "aws:ec2/eip:Eip": resourceType<aws.ec2.EipArgs>({
        taggable: true,
        mock: name => ({ allocationId: `${name}-id` }),
        async create(inputs, { clients }) {
            const { AllocationId, PublicIp } = await clients.ec2.allocateAddress({
                Domain: inputs.domain as "vpc",
                TagSpecifications: tagged("elastic-ip", inputs.tags),
            });
            const id = requireValue(AllocationId, "AllocationId");
            return { id, state: { allocationId: id, publicIp: PublicIp } };
        },
    }),

    "aws:ec2/natGateway:NatGateway": resourceType<aws.ec2.NatGatewayArgs>({
        taggable: true,
        async create(inputs, { clients }) {
            const { NatGateway } = await clients.ec2.createNatGateway({
                SubnetId: inputs.subnetId,
                AllocationId: inputs.allocationId,
                TagSpecifications: tagged("natgateway", inputs.tags),
            });
            return { id: requireValue(NatGateway?.NatGatewayId, "NatGatewayId"), state: {} };
        },
    }),

    "aws:ec2/vpcEndpoint:VpcEndpoint": resourceType<aws.ec2.VpcEndpointArgs>({
        taggable: true,
        async create(inputs, { clients }) {
            const { VpcEndpoint } = await clients.ec2.createVpcEndpoint({
                VpcId: inputs.vpcId,
                VpcEndpointType: inputs.vpcEndpointType as sdk.VpcEndpointType,
                ServiceName: inputs.serviceName,
                RouteTableIds: inputs.routeTableIds,
                TagSpecifications: tagged("vpc-endpoint", inputs.tags),
            });
            return { id: requireValue(VpcEndpoint?.VpcEndpointId, "VpcEndpointId"), state: {} };
        },
    }),

    "aws:ec2/flowLog:FlowLog": resourceType<aws.ec2.FlowLogArgs>({
        taggable: true,
        async create(inputs, { clients }) {
            const { FlowLogIds, Unsuccessful } = await clients.ec2.createFlowLogs({
                ResourceType: "VPC",
                ResourceIds: [requireValue(inputs.vpcId, "vpcId")],
                TrafficType: inputs.trafficType as sdk.TrafficType,
                LogDestinationType: inputs.logDestinationType as sdk.LogDestinationType,
                // As good as the destination's ARN, at which moto doesn't look.
                LogGroupName: inputs.logDestination?.split(":")[6],
                DeliverLogsPermissionArn: inputs.iamRoleArn,
                MaxAggregationInterval: inputs.maxAggregationInterval,
                TagSpecifications: tagged("vpc-flow-log", inputs.tags),
            });
            const refusal = Unsuccessful?.[0]?.Error?.Message;
            if (refusal !== undefined) {
                throw new UserError(refusal, 1);
            }
            return { id: requireValue(FlowLogIds?.[0], "FlowLogIds"), state: {} };
        },
    }),
};

function tagged(ResourceType: sdk.ResourceType, tags: Record<string, string> | undefined) {
    return [{ ResourceType, Tags: tagList(tags) }];
}
