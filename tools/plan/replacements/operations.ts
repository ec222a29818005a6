import { documented, schema, type Table, when } from "./table";

export const operations: Table = {
    "iam.Role": [schema("iam/role.go", {
        replace: "name namePrefix path",
        update: `assumeRolePolicy description forceDetachPolicies inlinePolicies managedPolicyArns
            maxSessionDuration permissionsBoundary`,
        unordered: "inlinePolicies managedPolicyArns",
    })],
    "iam.RolePolicy": [schema("iam/role_policy.go", { replace: "name namePrefix role", update: "policy" })],
    "iam.RolePolicyAttachment": [schema("iam/role_policy_attachment.go", { replace: "policyArn role" })],
    "iam.InstanceProfile": [schema("iam/instance_profile.go", { replace: "name namePrefix path", update: "role" })],
    "cloudwatch.LogGroup": [schema("logs/group.go", {
        replace: "logGroupClass name namePrefix", update: "kmsKeyId retentionInDays skipDestroy",
    })],
    "cloudwatch.MetricAlarm": [schema("cloudwatch/metric_alarm.go", {
        replace: "name",
        update: `actionsEnabled alarmActions alarmDescription comparisonOperator datapointsToAlarm dimensions
            evaluateLowSampleCountPercentiles evaluationPeriods extendedStatistic insufficientDataActions
            metricName metricQueries namespace okActions period statistic threshold thresholdMetricId
            treatMissingData unit`,
        unordered: "alarmActions insufficientDataActions metricQueries okActions",
    })],
    "cloudwatch.Dashboard": [schema("cloudwatch/dashboard.go", { replace: "dashboardName", update: "dashboardBody" })],
    "kms.Key": [schema("kms/key.go", {
        replace: "customKeyStoreId customerMasterKeySpec keyUsage multiRegion xksKeyId",
        update: `bypassPolicyLockoutSafetyCheck deletionWindowInDays description enableKeyRotation isEnabled policy
            rotationPeriodInDays`,
    })],
    "kms.Alias": [schema("kms/alias.go", { replace: "name namePrefix", update: "targetKeyId" })],
    "secretsmanager.Secret": [schema("secretsmanager/secret.go", {
        replace: "name namePrefix",
        update: "description forceOverwriteReplicaSecret kmsKeyId policy recoveryWindowInDays replicas",
        unordered: "replicas",
    })],
    "ssm.Parameter": [schema("ssm/parameter.go", {
        replace: "dataType name",
        update: "allowedPattern arn description insecureValue keyId overwrite type value valueWo valueWoVersion",
    }), documented({ conditional: {
        tier: when("if it goes from Advanced to Standard", ({ before, after }) =>
            before === "Advanced" && after === "Standard"),
    } })],
    "sns.Topic": [schema("sns/topic.go", {
        replace: "fifoTopic name namePrefix",
        update: `applicationFailureFeedbackRoleArn applicationSuccessFeedbackRoleArn
            applicationSuccessFeedbackSampleRate archivePolicy contentBasedDeduplication deliveryPolicy displayName
            fifoThroughputScope firehoseFailureFeedbackRoleArn firehoseSuccessFeedbackRoleArn
            firehoseSuccessFeedbackSampleRate httpFailureFeedbackRoleArn httpSuccessFeedbackRoleArn
            httpSuccessFeedbackSampleRate kmsMasterKeyId lambdaFailureFeedbackRoleArn
            lambdaSuccessFeedbackRoleArn lambdaSuccessFeedbackSampleRate policy signatureVersion
            sqsFailureFeedbackRoleArn sqsSuccessFeedbackRoleArn sqsSuccessFeedbackSampleRate tracingConfig`,
    })],
    "sns.TopicPolicy": [schema("sns/topic_policy.go", { replace: "arn", update: "policy" })],
    "sqs.Queue": [schema("sqs/queue.go", {
        replace: "fifoQueue name namePrefix",
        update: `contentBasedDeduplication deduplicationScope delaySeconds fifoThroughputLimit
            kmsDataKeyReusePeriodSeconds kmsMasterKeyId maxMessageSize messageRetentionSeconds policy
            receiveWaitTimeSeconds redriveAllowPolicy redrivePolicy sqsManagedSseEnabled visibilityTimeoutSeconds`,
    })],
    "sqs.QueuePolicy": [schema("sqs/queue_policy.go", { replace: "queueUrl", update: "policy" })],
    "sqs.RedriveAllowPolicy": [schema("sqs/queue_redrive_allow_policy.go", {
        replace: "queueUrl", update: "redriveAllowPolicy",
    })],
    "cfg.Rule": [schema("configservice/config_rule.go", {
        replace: "name",
        update: "description evaluationModes inputParameters maximumExecutionFrequency scope source",
    })],
    "cfg.Recorder": [schema("configservice/configuration_recorder.go", { update: "roleArn recordingGroup" }),
        documented({ replace: "name" })],
    "cfg.RecorderStatus": [schema("configservice/configuration_recorder_status.go", { update: "isEnabled name" })],
    "cfg.DeliveryChannel": [schema("configservice/delivery_channel.go", {
        update: "s3BucketName s3KeyPrefix s3KmsKeyArn snapshotDeliveryProperties snsTopicArn",
    }), documented({ replace: "name" })],
};
