import { documented, schema, type Table, when, whenSetOrUnset } from "./table";

const rule = (way: string) => [schema(`ec2/vpc_security_group_${way}_rule.go`, {
    replace: "securityGroupId",
    update: "description fromPort ipProtocol toPort",
    conditional: Object.fromEntries(["cidrIpv4", "cidrIpv6", "prefixListId", "referencedSecurityGroupId"].map(
        input => [input, whenSetOrUnset("if another kind of source takes its place")])),
})];

export const network: Table = {
    "ec2.Vpc": [schema("ec2/vpc_.go", {
        replace: "cidrBlock ipv4IpamPoolId ipv4NetmaskLength",
        update: `assignGeneratedIpv6CidrBlock enableDnsHostnames enableDnsSupport enableNetworkAddressUsageMetrics
            instanceTenancy ipv6CidrBlock ipv6CidrBlockNetworkBorderGroup ipv6IpamPoolId ipv6NetmaskLength`,
    })],
    "ec2.Subnet": [schema("ec2/vpc_subnet.go", {
        replace: `availabilityZone availabilityZoneId cidrBlock ipv4IpamPoolId ipv4NetmaskLength ipv6IpamPoolId
            ipv6Native ipv6NetmaskLength outpostArn vpcId`,
        update: `assignIpv6AddressOnCreation customerOwnedIpv4Pool enableDns64 enableLniAtDeviceIndex
            enableResourceNameDnsARecordOnLaunch enableResourceNameDnsAaaaRecordOnLaunch
            mapCustomerOwnedIpOnLaunch mapPublicIpOnLaunch privateDnsHostnameTypeOnLaunch`,
    }), documented({ conditional: {
        ipv6CidrBlock: when("if assignIpv6AddressOnCreation was true", ({ inputs }) =>
            inputs.before.assignIpv6AddressOnCreation === true),
    } })],
    "ec2.NatGateway": [schema("ec2/vpc_nat_gateway.go", {
        replace: "allocationId connectivityType privateIp secondaryPrivateIpAddressCount subnetId",
        update: "secondaryAllocationIds secondaryPrivateIpAddresses",
        unordered: "secondaryAllocationIds secondaryPrivateIpAddresses",
    })],
    "ec2.InternetGateway": [schema("ec2/vpc_internet_gateway.go", { update: "vpcId" })],
    "ec2.RouteTable": [schema("ec2/vpc_route_table.go", {
        replace: "vpcId", update: "propagatingVgws routes", unordered: "propagatingVgws routes",
    })],
    "ec2.RouteTableAssociation": [schema("ec2/vpc_route_table_association.go", {
        replace: "gatewayId subnetId", update: "routeTableId",
    })],
    "ec2.Route": [schema("ec2/vpc_route.go", {
        replace: "routeTableId destinationCidrBlock destinationIpv6CidrBlock destinationPrefixListId",
        update: `carrierGatewayId coreNetworkArn egressOnlyGatewayId gatewayId localGatewayId natGatewayId
            networkInterfaceId transitGatewayId vpcEndpointId vpcPeeringConnectionId`,
    })],
    "ec2.Eip": [schema("ec2/ec2_eip.go", {
        replace: "address domain ipamPoolId networkBorderGroup publicIpv4Pool",
        update: "associateWithPrivateIp customerOwnedIpv4Pool instance networkInterface",
    })],
    "ec2.FlowLog": [schema("ec2/vpc_flow_log.go", {
        replace: `deliverCrossAccountRole destinationOptions eniId iamRoleArn logDestination logDestinationType
            logFormat maxAggregationInterval regionalNatGatewayId subnetId trafficType
            transitGatewayAttachmentId transitGatewayId vpcId`,
    })],
    "ec2.VpcEndpoint": [schema("ec2/vpc_endpoint.go", {
        replace: "resourceConfigurationArn serviceName serviceNetworkArn serviceRegion vpcEndpointType vpcId",
        update: "autoAccept ipAddressType policy routeTableIds securityGroupIds subnetConfigurations subnetIds",
        unordered: "routeTableIds securityGroupIds subnetConfigurations subnetIds",
    }), documented({ conditional: {
        privateDnsEnabled: when("if vpcEndpointType is not Interface", ({ inputs }) =>
            inputs.after.vpcEndpointType !== "Interface"),
    } })],
    "ec2.SecurityGroup": [schema("ec2/vpc_security_group.go", {
        replace: "description name namePrefix vpcId", update: "egress ingress revokeRulesOnDelete",
        unordered: "egress ingress",
    })],
    "ec2.DefaultSecurityGroup": [schema("ec2/vpc_default_security_group.go", {
        replace: "vpcId", update: "egress ingress revokeRulesOnDelete", unordered: "egress ingress",
    })],
    "vpc.SecurityGroupIngressRule": rule("ingress"),
    "vpc.SecurityGroupEgressRule": rule("egress"),
    "lb.LoadBalancer": [schema("elbv2/load_balancer.go", {
        replace: "customerOwnedIpv4Pool internal loadBalancerType name namePrefix",
        update: `accessLogs clientKeepAlive connectionLogs desyncMitigationMode dnsRecordClientRoutingPolicy
            dropInvalidHeaderFields enableCrossZoneLoadBalancing enableDeletionProtection enableHttp2
            enableTlsVersionAndCipherSuiteHeaders enableWafFailOpen enableXffClientPort enableZonalShift
            enforceSecurityGroupInboundRulesOnPrivateLinkTraffic idleTimeout ipAddressType ipamPools
            minimumLoadBalancerCapacity preserveHostHeader xffHeaderProcessingMode`,
        unordered: "securityGroups subnets",
    }), documented({ conditional: {
        securityGroups: when("if it is of type network and gets its first or loses its last", values =>
            isNetwork(values.inputs.after) && (isEmpty(values.before) || isEmpty(values.after))),
        subnets: when("if it is of type network and loses one", values =>
            isNetwork(values.inputs.after) && listOf(values.before).some(id => !listOf(values.after).includes(id))),
        secondaryIpsAutoAssignedPerSubnet: when("if decreased", ({ before, after }) =>
            Number(after ?? 0) < Number(before ?? 0)),
    } })],
    "lb.TargetGroup": [schema("elbv2/target_group.go", {
        replace: "ipAddressType name namePrefix port protocol protocolVersion targetType vpcId",
        update: `connectionTermination deregistrationDelay healthCheck lambdaMultiValueHeadersEnabled
            loadBalancingAlgorithmType loadBalancingAnomalyMitigation loadBalancingCrossZoneEnabled
            preserveClientIp proxyProtocolV2 slowStart stickiness targetFailovers targetGroupHealth
            targetHealthStates`,
    })],
    "lb.Listener": [schema("elbv2/listener.go", {
        replace: "loadBalancerArn", update: "alpnPolicy certificateArn defaultActions port protocol sslPolicy",
    })],
};

function isNetwork(inputs: Record<string, unknown>): boolean {
    return inputs.loadBalancerType === "network";
}

function listOf(value: unknown): unknown[] {
    return Array.isArray(value) ? value : [];
}

function isEmpty(value: unknown): boolean {
    return listOf(value).length === 0;
}
