/** US dollars in us-east-1, on demand, without tax; prices are `perHour` or for a month. */
export interface Price {
    perHour?: number;
    perMonth?: number;
    source: string;
}

/** When the prices were gathered. None is AWS's own page: before a decision, look there. */
export const pricesOf = "2026-11";

const infracost = (test: string) => `infracost, testdata/${test}_test`;
const tables = "price tables published in 2026, at second hand";
const fargate = "vantage.sh, blog on the price of Fargate";
const graviton = `${tables}; ${infracost("db_instance")} has twice as much for small in two zones`;

/** Numbers of a class by its sizes micro, small and medium. */
const sizes = (prefix: string, numbers: [number, number, number], source: string): Record<string, Price> =>
    Object.fromEntries(["micro", "small", "medium"].map((size, index) =>
        [`${prefix}.${size}`, { perHour: numbers[index], source }]));

export const prices: Record<string, Price> = {
    "NAT gateway": { perHour: 0.045, source: infracost("nat_gateway") },
    "public IPv4 address": { perHour: 0.005, source: "AWS blog on the charge since 2024-02-01" },
    "application load balancer": { perHour: 0.0225, source: infracost("lb") },
    "interface endpoint in a zone": { perHour: 0.01, source: infracost("vpc_endpoint") },
    "GB of gp3 volume": { perMonth: 0.08, source: infracost("ebs_volume") },
    "GB of database storage": { perMonth: 0.115, source: infracost("db_instance") },
    "GB of database storage, Multi-AZ": { perMonth: 0.23, source: infracost("db_instance") },
    "secret": { perMonth: 0.4, source: infracost("secretsmanager_secret") },
    "KMS key": { perMonth: 1, source: infracost("kms_key") },
    "alarm": { perMonth: 0.1, source: infracost("cloudwatch_metric_alarm") },
    "alarm, high resolution": { perMonth: 0.3, source: infracost("cloudwatch_metric_alarm") },
    "dashboard": { perMonth: 3, source: infracost("cloudwatch_dashboard") },
    "vCPU of Fargate on ARM": { perHour: 0.03238, source: fargate },
    "GB of Fargate on ARM": { perHour: 0.00356, source: fargate },
    "vCPU of Fargate": { perHour: 0.04048, source: infracost("ecs_service") },
    "GB of Fargate": { perHour: 0.004445, source: infracost("ecs_service") },
    ...sizes("t3", [0.0104, 0.0208, 0.0416], infracost("instance")),
    ...sizes("t4g", [0.0084, 0.0168, 0.0336], tables),
    ...sizes("postgres db.t3", [0.018, 0.036, 0.072], tables),
    ...sizes("postgres db.t4g", [0.016, 0.032, 0.065], `${infracost("db_instance")} for small; ${tables}`),
    ...sizes("mysql db.t4g", [0.016, 0.032, 0.065], graviton),
    "mysql db.t3.micro": { perHour: 0.017, source: infracost("db_instance") },
    "mysql db.t3.small": { perHour: 0.034, source: infracost("db_instance") },
    "mysql db.t3.large": { perHour: 0.136, source: infracost("db_instance") },
    "postgres db.t3.large": { perHour: 0.145, source: infracost("db_instance") },
    "aurora db.t3.medium": { perHour: 0.082, source: infracost("rds_cluster_instance") },
    "aurora db.r4.large": { perHour: 0.29, source: infracost("rds_cluster_instance") },
    "aurora capacity unit": { perHour: 0.12, source: "guides to Aurora Serverless v2 of 2026, at second hand" },
    ...sizes("redis cache.t4g", [0.016, 0.032, 0.065], tables),
    "redis cache.m4.large": { perHour: 0.156, source: infracost("elasticache_replication_group") },
    "redis cache.r5.4xlarge": { perHour: 1.724, source: infracost("elasticache_replication_group") },
};

/** Types that cost nothing by themselves. */
export const freeTypes = new Set(`
    apigateway.Account apigateway.Deployment apigateway.Integration apigateway.IntegrationResponse apigateway.Method
    apigateway.MethodResponse apigateway.MethodSettings apigateway.Model apigateway.RequestValidator apigateway.Resource
    appautoscaling.Policy appautoscaling.Target autoscaling.Policy cfg.DeliveryChannel cfg.RecorderStatus
    ec2.DefaultSecurityGroup ec2.InternetGateway ec2.LaunchTemplate ec2.Route ec2.RouteTable ec2.RouteTableAssociation
    ec2.SecurityGroup ec2.Subnet ec2.Vpc ecs.Cluster ecs.TaskDefinition elasticache.SubnetGroup elasticache.User
    elasticache.UserGroup iam.InstanceProfile iam.Role iam.RolePolicy iam.RolePolicyAttachment kms.Alias
    lambda.EventSourceMapping lambda.Permission lb.Listener lb.TargetGroup rds.ClusterParameterGroup rds.ParameterGroup
    rds.SubnetGroup s3.BucketLifecycleConfiguration s3.BucketNotification s3.BucketOwnershipControls s3.BucketPolicy
    s3.BucketPublicAccessBlock s3.BucketServerSideEncryptionConfiguration s3.BucketVersioning sns.TopicPolicy
    sqs.QueuePolicy sqs.RedriveAllowPolicy vpc.SecurityGroupEgressRule vpc.SecurityGroupIngressRule
`.trim().split(/\s+/));

/** What of a type is billed by use, and so not counted. */
export const billedByUse: Record<string, string> = {
    "apigateway.RestApi": "requests",
    "cfg.Recorder": "recorded changes",
    "cfg.Rule": "evaluations",
    "cloudwatch.LogGroup": "gigabytes of logs",
    "dynamodb.Table": "gigabytes stored, requests",
    "ec2.FlowLog": "gigabytes of logs",
    "lambda.Function": "calls and their time",
    "rds.Cluster": "gigabytes stored, reads and writes",
    "s3.Bucket": "gigabytes stored, requests",
    "sns.Topic": "messages",
    "sqs.Queue": "requests",
};

/** What a sum leaves out that any stack may have. */
export const notCounted = [
    "traffic, of NAT gateways and endpoints as well",
    "capacity units of load balancers",
    "backups beyond the storage that they back up, storage that grows, CPU credits",
    "instances and tasks beyond the smallest number",
    "public addresses of instances in public subnets",
    "tax, discounts, free tiers",
];
