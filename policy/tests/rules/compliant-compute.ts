import { documents } from "./documents";
import type { Fixture } from "./stack";

const tags = { Project: "test", Environment: "prod" };

export const compliantCompute: Fixture[] = [
    {
        type: "aws:ec2/launchTemplate:LaunchTemplate", name: "template",
        props: {
            metadataOptions: { httpTokens: "required", httpPutResponseHopLimit: 1 },
            blockDeviceMappings: [{ deviceName: "/dev/xvda", ebs: { encrypted: "true" } }],
            iamInstanceProfile: { arn: "$role" }, vpcSecurityGroupIds: ["$app-group"], monitoring: { enabled: true },
            userData: Buffer.from("DATABASE_PASSWORD=$(fetch-password)").toString("base64"), tags,
        },
    },
    {
        type: "aws:ec2/instance:Instance", name: "instance",
        props: {
            metadataOptions: { httpTokens: "required", httpPutResponseHopLimit: 1 },
            rootBlockDevice: { encrypted: true }, iamInstanceProfile: "$role", vpcSecurityGroupIds: ["$app-group"],
            monitoring: true, subnetId: "$private-subnet",
            disableApiTermination: true, associatePublicIpAddress: false, tags,
        },
    },
    { type: "aws:ebs/volume:Volume", name: "volume", props: { encrypted: true, size: 8 } },
    {
        type: "aws:autoscaling/group:Group", name: "scaling-group",
        props: {
            minSize: 1, maxSize: 4, vpcZoneIdentifiers: ["$private-subnet", "subnet-1"], targetGroupArns: ["$targets"],
            healthCheckType: "ELB", defaultInstanceWarmup: 60, instanceRefresh: { strategy: "Rolling" },
            maxInstanceLifetime: 2_592_000,
            mixedInstancesPolicy: {
                launchTemplate: {
                    launchTemplateSpecification: { launchTemplateId: "$template", version: "3" },
                    overrides: [{ instanceType: "t4g.micro" }, { instanceType: "t4g.small" }],
                },
            },
            tags: [
                { key: "Project", value: "test", propagateAtLaunch: true },
                { key: "Environment", value: "prod", propagateAtLaunch: true },
            ],
        },
    },
    {
        type: "aws:autoscaling/policy:Policy", name: "scaling-policy",
        props: { autoscalingGroupName: "$scaling-group" },
    },
    {
        type: "aws:autoscaling/notification:Notification", name: "scaling-notification",
        props: {
            groupNames: ["$scaling-group"], topicArn: "$topic",
            notifications: [
                "autoscaling:EC2_INSTANCE_LAUNCH", "autoscaling:EC2_INSTANCE_LAUNCH_ERROR",
                "autoscaling:EC2_INSTANCE_TERMINATE", "autoscaling:EC2_INSTANCE_TERMINATE_ERROR",
            ],
        },
    },
    {
        type: "aws:ecs/cluster:Cluster", name: "cluster",
        props: { settings: [{ name: "containerInsights", value: "enabled" }], tags },
    },
    {
        type: "aws:ecs/service:Service", name: "service",
        props: {
            cluster: "$cluster", desiredCount: 2, taskDefinition: "$task", platformVersion: "LATEST",
            deploymentCircuitBreaker: { enable: true, rollback: true }, enableExecuteCommand: false,
            networkConfiguration: {
                assignPublicIp: false, securityGroups: ["$app-group"], subnets: ["$private-subnet", "subnet-1"],
            },
            tags,
        },
        ignoreChanges: ["desiredCount"],
    },
    { type: "aws:appautoscaling/target:Target", name: "service-target", props: { resourceId: "$service", tags } },
    {
        type: "aws:ecs/taskDefinition:TaskDefinition", name: "task",
        props: {
            networkMode: "awsvpc", pidMode: "task", taskRoleArn: "$role", executionRoleArn: "$role",
            containerDefinitions: JSON.stringify([{
                name: "service", privileged: false, readonlyRootFilesystem: true, user: "1000",
                logConfiguration: { logDriver: "awslogs" }, environment: [{ name: "REGION", value: "us-east-1" }],
            }]),
            tags,
        },
    },
    {
        type: "aws:lambda/function:Function", name: "function",
        props: {
            runtime: "nodejs24.x", role: "$role", kmsKeyArn: "$key", tracingConfig: { mode: "Active" },
            environment: {
                variables: { SECRET_ARN: "arn:aws:secretsmanager:us-east-1:123456789012:secret:application-AbCdEf" },
            },
            reservedConcurrentExecutions: 10, loggingConfig: { logFormat: "JSON", logGroup: "$log-group" },
            vpcConfig: { subnetIds: ["$private-subnet", "subnet-1"], securityGroupIds: ["$app-group"] }, tags,
        },
    },
    {
        type: "aws:lambda/permission:Permission", name: "permission",
        props: { function: "$function", principal: "apigateway.amazonaws.com", sourceArn: "$api" },
    },
    {
        type: "aws:lambda/functionUrl:FunctionUrl", name: "url",
        props: { functionName: "$function", authorizationType: "AWS_IAM" },
    },
    {
        type: "aws:lambda/eventSourceMapping:EventSourceMapping", name: "event-source",
        props: {
            functionName: "$function", eventSourceArn: "$queue", functionResponseTypes: ["ReportBatchItemFailures"],
            tags,
        },
    },
    {
        type: "aws:cloudwatch/logGroup:LogGroup", name: "log-group",
        props: { retentionInDays: 365, kmsKeyId: "$key", tags },
    },
    {
        type: "aws:cloudwatch/metricAlarm:MetricAlarm", name: "alarm",
        props: { alarmActions: ["$topic"], actionsEnabled: true, dimensions: { QueueName: "$dead-letters" }, tags },
    },
    { type: "aws:iam/role:Role", name: "role", props: { assumeRolePolicy: documents.trust, tags } },
    { type: "aws:iam/rolePolicy:RolePolicy", name: "role-policy", props: { role: "$role", policy: documents.role } },
    {
        type: "aws:iam/rolePolicyAttachment:RolePolicyAttachment", name: "attachment",
        props: { role: "$role", policyArn: "arn:aws:iam::123456789012:policy/own" },
    },
    {
        type: "aws:iam/accountPasswordPolicy:AccountPasswordPolicy", name: "password-policy",
        props: { minimumPasswordLength: 14 },
    },
    {
        type: "aws:cfg/recorder:Recorder", name: "recorder",
        props: { roleArn: "$role", recordingGroup: { allSupported: true, includeGlobalResourceTypes: true } },
    },
    {
        type: "aws:cfg/recorderStatus:RecorderStatus", name: "recorder-status",
        props: { name: "$recorder", isEnabled: true },
    },
    { type: "aws:cfg/deliveryChannel:DeliveryChannel", name: "channel", props: { s3BucketName: "$logs-bucket" } },
    {
        type: "aws:apigateway/restApi:RestApi", name: "api",
        props: { securityPolicy: "SecurityPolicy_TLS13_1_2_2021_06", endpointAccessMode: "STRICT", tags },
    },
    {
        type: "aws:apigateway/stage:Stage", name: "stage",
        props: {
            restApi: "$api", stageName: "v1", accessLogSettings: { destinationArn: "$log-group", format: "{}" },
            xrayTracingEnabled: true, clientCertificateId: "abc", tags,
        },
    },
    {
        type: "aws:apigateway/methodSettings:MethodSettings", name: "settings",
        props: {
            restApi: "$api", stageName: "$stage", methodPath: "*/*",
            settings: {
                loggingLevel: "ERROR", dataTraceEnabled: false, metricsEnabled: true, throttlingRateLimit: 100,
                throttlingBurstLimit: 200, cachingEnabled: true, cacheDataEncrypted: true,
            },
        },
    },
    {
        type: "aws:apigateway/requestValidator:RequestValidator", name: "validator",
        props: { restApi: "$api", validateRequestBody: true, validateRequestParameters: true },
    },
    {
        type: "aws:apigateway/method:Method", name: "post",
        props: {
            restApi: "$api", httpMethod: "POST", authorization: "AWS_IAM", requestValidatorId: "$validator",
            requestModels: { "application/json": "Item" },
        },
    },
    {
        type: "aws:apigateway/method:Method", name: "get",
        props: { restApi: "$api", httpMethod: "GET", authorization: "AWS_IAM" },
    },
    { type: "aws:apigateway/account:Account", name: "api-account", props: { cloudwatchRoleArn: "$role" } },
];
