/**
 * What AWS would add to the inputs of each resource type, as far as components read it, made from the logical name so
 * that tests can tell which resource a value comes from. The id is `<name>-id`.
 */
export const attributes: Record<string, (name: string) => Record<string, unknown>> = {
    "aws:autoscaling/group:Group": name => ({ name: `${name}-name` }),
    "aws:autoscaling/policy:Policy": () => ({}),
    "aws:cloudwatch/logGroup:LogGroup": name => ({ name: `${name}-name`, arn: `${name}-arn` }),
    "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup": () => ({}),
    "aws:ec2/eip:Eip": name => ({ allocationId: `${name}-id` }),
    "aws:ec2/flowLog:FlowLog": () => ({}),
    "aws:ec2/internetGateway:InternetGateway": () => ({}),
    "aws:ec2/launchTemplate:LaunchTemplate": () => ({ latestVersion: 7 }),
    "aws:ec2/natGateway:NatGateway": () => ({}),
    "aws:ec2/route:Route": () => ({}),
    "aws:ec2/routeTable:RouteTable": () => ({}),
    "aws:ec2/routeTableAssociation:RouteTableAssociation": () => ({}),
    "aws:ec2/securityGroup:SecurityGroup": () => ({}),
    "aws:ec2/subnet:Subnet": () => ({}),
    "aws:ec2/vpc:Vpc": () => ({ ownerId: "123456789012" }),
    "aws:ec2/vpcEndpoint:VpcEndpoint": () => ({}),
    "aws:iam/instanceProfile:InstanceProfile": name => ({ arn: `${name}-arn` }),
    "aws:iam/role:Role": name => ({ name: `${name}-name`, arn: `${name}-arn` }),
    "aws:iam/rolePolicy:RolePolicy": () => ({}),
    "aws:lb/listener:Listener": () => ({}),
    "aws:lb/loadBalancer:LoadBalancer": name => ({
        arn: `${name}-arn`, dnsName: `${name}.elb.amazonaws.com`, zoneId: `${name}-zone` }),
    "aws:lb/targetGroup:TargetGroup": name => ({ arn: `${name}-arn` }),
    "aws:rds/instance:Instance": name => ({
        address: `${name}.rds.amazonaws.com`,
        endpoint: `${name}.rds.amazonaws.com:3306`,
        port: 3306,
        masterUserSecrets: [{ secretArn: `${name}-secret-arn` }],
    }),
    "aws:rds/parameterGroup:ParameterGroup": name => ({ name: `${name}-name` }),
    "aws:rds/subnetGroup:SubnetGroup": name => ({ name: `${name}-name` }),
    "aws:s3/bucket:Bucket": name => ({ bucket: `${name}-name`, arn: `${name}-arn` }),
    "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration": () => ({}),
    "aws:s3/bucketOwnershipControls:BucketOwnershipControls": () => ({}),
    "aws:s3/bucketPolicy:BucketPolicy": () => ({}),
    "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock": () => ({}),
    "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration": () => ({}),
    "aws:s3/bucketVersioning:BucketVersioning": () => ({}),
    "aws:ssm/parameter:Parameter": name => ({ arn: `${name}-arn` }),
    "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule": () => ({}),
    "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule": () => ({}),
};

/** What AWS would answer to each function that components call. */
export const answers: Record<string, Record<string, unknown>> = {
    "aws:index/getCallerIdentity:getCallerIdentity": { accountId: "123456789012" },
};

/** Whether a value holds an Output's help text, or a text made from an attribute that the tables above lack. */
export function isUnresolved(value: unknown): boolean {
    return /"[^"]*(undefined|Calling \[to)/.test(JSON.stringify(value));
}

/** The entry for a type or token. @throws when there is none: a mock that makes things up hides mistakes. */
export function entry<T>(table: Record<string, T>, key: string): T {
    const found = table[key];
    if (found === undefined) {
        throw new Error(`${key} is not in tests/support/attributes.ts`);
    }
    return found;
}
