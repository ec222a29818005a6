/** Types with tags, by module. A type that isn't listed is left alone. */
const taggable: Record<string, string> = {
    alb: "listener listenerRule loadBalancer targetGroup",
    apigateway: "apiKey clientCertificate domainName restApi stage usagePlan vpcLink",
    appautoscaling: "target",
    autoscaling: "group",
    cfg: "aggregateAuthorization configurationAggregator rule",
    cloudwatch: "compositeAlarm eventBus eventRule logGroup metricAlarm metricStream",
    dynamodb: "table",
    ec2: "customerGateway defaultNetworkAcl defaultRouteTable defaultSecurityGroup defaultSubnet defaultVpc"
        + " egressOnlyInternetGateway eip flowLog instance internetGateway keyPair launchTemplate managedPrefixList"
        + " natGateway networkAcl networkInterface placementGroup routeTable securityGroup subnet vpc vpcDhcpOptions"
        + " vpcEndpoint vpcEndpointService vpcPeeringConnection vpnConnection vpnGateway",
    ecs: "capacityProvider cluster service taskDefinition",
    elasticache: "cluster parameterGroup replicationGroup serverlessCache subnetGroup user userGroup",
    iam: "instanceProfile openIdConnectProvider policy role samlProvider serverCertificate user",
    kms: "externalKey key replicaKey",
    lambda: "codeSigningConfig eventSourceMapping function",
    lb: "listener listenerRule loadBalancer targetGroup trustStore",
    rds: "cluster clusterEndpoint clusterInstance clusterParameterGroup eventSubscription globalCluster instance"
        + " optionGroup parameterGroup proxy proxyEndpoint snapshot subnetGroup",
    s3: "bucket bucketV2",
    secretsmanager: "secret",
    sns: "topic",
    sqs: "queue",
    ssm: "document maintenanceWindow parameter patchBaseline",
    vpc: "securityGroupEgressRule securityGroupIngressRule",
};

const types = new Set(Object.entries(taggable).flatMap(([module, names]) => names.split(" ")
    .map(name => `aws:${module}/${name}:${name.charAt(0).toUpperCase()}${name.slice(1)}`)));

export function isTaggable(type: string): boolean {
    return types.has(type);
}

export const taggableTypes: ReadonlySet<string> = types;
