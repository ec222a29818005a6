/**
 * Inputs that decide who may connect or call, what rights are given, what is encrypted and with which key, how somebody
 * proves who they are, what is recorded and for how long, what survives a deletion or the loss of a zone, and whether
 * fixes are installed. Chosen by these questions from all inputs of the five systems, with the provider's documentation
 * and without a look at the rules. Paths without indexes; an entry includes what is inside.
 */
export const relevantInputs: Record<string, string> = {
    "apigateway/account": "cloudwatchRoleArn",
    "apigateway/method": "authorization requestModels requestValidatorId",
    "apigateway/methodSettings": "methodPath settings",
    "apigateway/requestValidator": "validateRequestBody validateRequestParameters",
    "apigateway/restApi": "endpointAccessMode securityPolicy",
    "apigateway/stage": "accessLogSettings",
    "autoscaling/group":
        "healthCheckType instanceRefresh.strategy launchTemplate maxInstanceLifetime vpcZoneIdentifiers",
    "cfg/deliveryChannel": "s3BucketName",
    "cfg/recorder": "recordingGroup roleArn",
    "cfg/recorderStatus": "isEnabled",
    "cloudwatch/logGroup": "kmsKeyId retentionInDays",
    "cloudwatch/metricAlarm": "actionsEnabled alarmActions",
    "dynamodb/table": "deletionProtectionEnabled pointInTimeRecovery serverSideEncryption"
        + " replicas.deletionProtectionEnabled replicas.pointInTimeRecovery",
    "ec2/defaultSecurityGroup": "egress ingress",
    "ec2/flowLog": "iamRoleArn logDestination trafficType vpcId",
    "ec2/launchTemplate": "blockDeviceMappings iamInstanceProfile metadataOptions vpcSecurityGroupIds",
    "ec2/route": "gatewayId natGatewayId",
    "ec2/securityGroup": "description",
    "ec2/subnet": "mapPublicIpOnLaunch",
    "ecs/cluster": "settings",
    "ecs/service": "networkConfiguration deploymentCircuitBreaker",
    "ecs/taskDefinition": "containerDefinitions executionRoleArn networkMode taskRoleArn",
    "elasticache/replicationGroup": "atRestEncryptionEnabled automaticFailoverEnabled kmsKeyId multiAzEnabled"
        + " securityGroupIds subnetGroupName transitEncryptionEnabled userGroupIds",
    "elasticache/subnetGroup": "subnetIds",
    "elasticache/user": "accessString authenticationMode noPasswordRequired",
    "elasticache/userGroup": "userIds",
    "iam/role": "assumeRolePolicy",
    "iam/rolePolicy": "policy",
    "iam/rolePolicyAttachment": "policyArn",
    "kms/key": "deletionWindowInDays enableKeyRotation policy",
    "lambda/function": "kmsKeyArn loggingConfig.logGroup role runtime vpcConfig reservedConcurrentExecutions",
    "lambda/permission": "principal sourceAccount sourceArn",
    "lb/listener": "protocol sslPolicy",
    "lb/loadBalancer": "accessLogs dropInvalidHeaderFields enableDeletionProtection internal securityGroups subnets",
    "lb/targetGroup": "protocol healthCheck.path",
    "rds/cluster": "backupRetentionPeriod copyTagsToSnapshot dbClusterParameterGroupName dbSubnetGroupName"
        + " deleteAutomatedBackups deletionProtection enabledCloudwatchLogsExports iamDatabaseAuthenticationEnabled"
        + " manageMasterUserPassword masterUsername skipFinalSnapshot storageEncrypted vpcSecurityGroupIds",
    "rds/clusterInstance": "autoMinorVersionUpgrade caCertIdentifier publiclyAccessible",
    "rds/clusterParameterGroup": "parameters",
    "rds/instance":
        "autoMinorVersionUpgrade backupRetentionPeriod caCertIdentifier copyTagsToSnapshot dbSubnetGroupName"
        + " deleteAutomatedBackups deletionProtection enabledCloudwatchLogsExports iamDatabaseAuthenticationEnabled"
        + " kmsKeyId manageMasterUserPassword masterUserSecretKmsKeyId multiAz parameterGroupName publiclyAccessible"
        + " skipFinalSnapshot storageEncrypted username vpcSecurityGroupIds",
    "rds/parameterGroup": "parameters",
    "rds/subnetGroup": "subnetIds",
    "s3/bucket": "forceDestroy",
    "s3/bucketLifecycleConfiguration": "rules",
    "s3/bucketOwnershipControls": "rule",
    "s3/bucketPolicy": "policy",
    "s3/bucketPublicAccessBlock": "blockPublicAcls blockPublicPolicy ignorePublicAcls restrictPublicBuckets",
    "s3/bucketServerSideEncryptionConfiguration": "rules",
    "s3/bucketVersioning": "versioningConfiguration",
    "secretsmanager/secret": "kmsKeyId recoveryWindowInDays",
    "sns/topic": "kmsMasterKeyId",
    "sns/topicPolicy": "policy",
    "sqs/queue": "messageRetentionSeconds redrivePolicy sqsManagedSseEnabled",
    "sqs/queuePolicy": "policy",
    "sqs/redriveAllowPolicy": "redriveAllowPolicy",
    "ssm/parameter": "type",
    "vpc/securityGroupEgressRule": "cidrIpv4 fromPort ipProtocol referencedSecurityGroupId toPort",
    "vpc/securityGroupIngressRule": "cidrIpv4 fromPort ipProtocol referencedSecurityGroupId toPort",
};

/** Resources that do nothing but protect, restrict or record. */
export const protectingTypes = [
    "apigateway/account",
    "apigateway/methodSettings",
    "apigateway/requestValidator",
    "cfg/deliveryChannel",
    "cfg/recorderStatus",
    "cfg/rule",
    "cloudwatch/logGroup",
    "cloudwatch/metricAlarm",
    "ec2/defaultSecurityGroup",
    "ec2/flowLog",
    "rds/clusterParameterGroup",
    "rds/parameterGroup",
    "s3/bucketLifecycleConfiguration",
    "s3/bucketOwnershipControls",
    "s3/bucketPolicy",
    "s3/bucketPublicAccessBlock",
    "s3/bucketServerSideEncryptionConfiguration",
    "s3/bucketVersioning",
    "sns/topicPolicy",
    "sqs/queuePolicy",
    "sqs/redriveAllowPolicy",
];

/** Switches that are safe when off; all others when on. */
export const safeWhenOff = new Set([
    "assignPublicIp", "associatePublicIpAddress", "dataTraceEnabled", "deleteAutomatedBackups", "forceDestroy",
    "mapPublicIpOnLaunch", "noPasswordRequired", "publiclyAccessible", "skipFinalSnapshot", "applyImmediately",
    "httpEndpoint",
]);

/** What the provider, or AWS, takes for an input that is left out; switches are off but for these. */
export const defaults: Record<string, unknown> = {
    "accessLogs.enabled": false,
    "actionsEnabled": true,
    "allSupported": true,
    "autoMinorVersionUpgrade": true,
    "deleteAutomatedBackups": true,
    "deleteOnTermination": "true",
    "enableDnsSupport": true,
    "engineMode": "provisioned",
    "httpEndpoint": "enabled",
    "loadBalancerType": "application",
    "reservedConcurrentExecutions": -1,
    "sqsManagedSseEnabled": true,
    "standardThrottling": true,
    "transitEncryptionMode": "required",
};

/** Inputs that are as safe, or safer, when they are left out: a longer time to restore, more that is kept. */
export const safeWhenLeftOut = new Set(["deletionWindowInDays", "messageRetentionSeconds", "recoveryWindowInDays"]);

/** Inside relevant inputs, what decides none of these questions. */
export const irrelevantInside = new Set(["deleteOnTermination", "prefix", "volumeType"]);

/** Inputs of which the provider or AWS demands one, so that without it nothing is created. */
export const refusedWithout = new Set([
    "cidrIpv4",
    "gatewayId",
    "natGatewayId",
    "referencedSecurityGroupId",
    "launchTemplate.id",
    "masterUsername",
    "userIds",
    "username",
]);

/** Inside other inputs, what the provider refuses to do without. */
export const requiredInside = new Set([
    "accessLogs.bucket", "accessLogSettings.destinationArn", "accessLogSettings.format", "authenticationMode.type",
    "blockDeviceMappings.deviceName", "networkConfiguration.subnets", "parameters.name", "parameters.value",
    "pointInTimeRecovery.enabled", "replicas.regionName", "rule.objectOwnership", "rules.id", "rules.status",
    "rules.applyServerSideEncryptionByDefault.sseAlgorithm", "serverSideEncryption.enabled", "settings.name",
    "settings.value", "versioningConfiguration.status", "vpcConfig.securityGroupIds", "vpcConfig.subnetIds",
    "deploymentCircuitBreaker.enable", "deploymentCircuitBreaker.rollback", "instanceRefresh.strategy",
]);
