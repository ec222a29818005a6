import type { Fixture } from "./stack";

const tags = { Project: "test", Environment: "prod" };

/** A VPC with a private and a public subnet, groups in a row, and a load balancer. */
export const compliantNetwork: Fixture[] = [
    { type: "aws:ec2/vpc:Vpc", name: "vpc", props: { cidrBlock: "10.0.0.0/16", tags } },
    {
        type: "aws:ec2/flowLog:FlowLog", name: "flow-log",
        props: { vpcId: "$vpc", trafficType: "ALL", logDestination: "$log-group", iamRoleArn: "$role", tags },
    },
    {
        type: "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup", name: "default-group",
        props: { vpcId: "$vpc", ingress: [], egress: [], tags },
    },
    {
        type: "aws:ec2/vpcEndpoint:VpcEndpoint", name: "s3-endpoint",
        props: { vpcId: "$vpc", serviceName: "com.amazonaws.us-east-1.s3", tags },
    },
    {
        type: "aws:ec2/vpcEndpoint:VpcEndpoint", name: "ec2-endpoint",
        props: { vpcId: "$vpc", serviceName: "com.amazonaws.us-east-1.ec2", tags },
    },
    { type: "aws:ec2/internetGateway:InternetGateway", name: "gateway", props: { vpcId: "$vpc", tags } },
    {
        type: "aws:ec2/subnet:Subnet", name: "public-subnet",
        props: { vpcId: "$vpc", cidrBlock: "10.0.0.0/24", mapPublicIpOnLaunch: false, tags },
    },
    {
        type: "aws:ec2/subnet:Subnet", name: "private-subnet",
        props: { vpcId: "$vpc", cidrBlock: "10.0.1.0/24", mapPublicIpOnLaunch: false, tags },
    },
    { type: "aws:ec2/routeTable:RouteTable", name: "public-routes", props: { vpcId: "$vpc", tags } },
    { type: "aws:ec2/routeTable:RouteTable", name: "private-routes", props: { vpcId: "$vpc", routes: [], tags } },
    {
        type: "aws:ec2/route:Route", name: "public-route",
        props: { routeTableId: "$public-routes", destinationCidrBlock: "0.0.0.0/0", gatewayId: "$gateway" },
    },
    {
        type: "aws:ec2/routeTableAssociation:RouteTableAssociation", name: "public-association",
        // By way of the route, as programs do to keep an order.
        props: { subnetId: "$public-subnet", routeTableId: "$public-route" },
    },
    {
        type: "aws:ec2/routeTableAssociation:RouteTableAssociation", name: "private-association",
        props: { subnetId: "$private-subnet", routeTableId: "$private-routes" },
    },
    { type: "aws:ec2/eip:Eip", name: "address", props: { domain: "vpc", tags } },
    {
        type: "aws:ec2/natGateway:NatGateway", name: "nat-gateway",
        props: { allocationId: "$address", subnetId: "$public-subnet", tags },
    },
    ...["balancer", "app", "data"].map(name => ({
        type: "aws:ec2/securityGroup:SecurityGroup", name: `${name}-group`,
        props: { vpcId: "$vpc", description: `The ${name}`, tags },
    })),
    {
        type: "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule", name: "balancer-ingress",
        props: {
            securityGroupId: "$balancer-group", description: "https", ipProtocol: "tcp", fromPort: 443, toPort: 443,
            cidrIpv4: "0.0.0.0/0", tags,
        },
    },
    {
        type: "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule", name: "app-ingress",
        props: {
            securityGroupId: "$app-group", description: "requests", ipProtocol: "tcp", fromPort: 8443, toPort: 8443,
            referencedSecurityGroupId: "$balancer-group", tags,
        },
    },
    {
        type: "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule", name: "data-ingress",
        props: {
            securityGroupId: "$data-group", description: "queries", ipProtocol: "tcp", fromPort: 3307, toPort: 3307,
            referencedSecurityGroupId: "$app-group", tags,
        },
    },
    {
        type: "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule", name: "app-egress",
        props: {
            securityGroupId: "$app-group", description: "services", ipProtocol: "tcp", fromPort: 443, toPort: 443,
            cidrIpv4: "0.0.0.0/0", tags,
        },
    },
    {
        type: "aws:ec2/networkAclRule:NetworkAclRule", name: "acl-rule",
        props: {
            networkAclId: "acl-0", ruleNumber: 1, ruleAction: "allow", protocol: "6", cidrBlock: "10.0.0.0/8",
            fromPort: 22, toPort: 22,
        },
    },
    {
        type: "aws:lb/loadBalancer:LoadBalancer", name: "balancer",
        props: {
            loadBalancerType: "application", internal: false, securityGroups: ["$balancer-group"],
            subnets: ["$public-subnet", "subnet-0"], dropInvalidHeaderFields: true, desyncMitigationMode: "defensive",
            enableDeletionProtection: true, accessLogs: { bucket: "$logs-policy", enabled: true }, tags,
        },
    },
    {
        type: "aws:lb/listener:Listener", name: "https-listener",
        props: {
            loadBalancerArn: "$balancer",
            port: 443,
            protocol: "HTTPS",
            sslPolicy: "ELBSecurityPolicy-TLS13-1-2-Res-2021-06",
            defaultActions: [{ type: "forward", targetGroupArn: "$targets" }],
            tags,
        },
    },
    {
        type: "aws:lb/listener:Listener", name: "http-listener",
        props: {
            loadBalancerArn: "$balancer", port: 80, protocol: "HTTP",
            defaultActions: [{ type: "redirect", redirect: { protocol: "HTTPS", statusCode: "HTTP_301" } }], tags,
        },
    },
    {
        type: "aws:lb/targetGroup:TargetGroup", name: "targets",
        props: {
            vpcId: "$vpc",
            port: 8443,
            protocol: "HTTPS",
            healthCheck: { enabled: true, path: "/health", protocol: "HTTPS" },
            tags,
        },
    },
    {
        type: "aws:wafv2/webAclAssociation:WebAclAssociation", name: "firewall",
        props: { resourceArn: "$balancer", webAclArn: "arn" },
    },
    {
        type: "aws:wafv2/webAclAssociation:WebAclAssociation", name: "api-firewall",
        props: { resourceArn: "$stage", webAclArn: "arn" },
    },
];
