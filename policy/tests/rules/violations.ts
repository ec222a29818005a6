import { documents } from "./documents";
import type { Edit } from "./stack";

const set = (resource: string, input: string, value?: unknown): Edit => ({ resource, input, value });
const drop = (resource: string, input: string): Edit => ({ resource, input });
const remove = (name: string): Edit => ({ remove: name });
const add = (type: string, props: Record<string, unknown> = {}): Edit => ({ add: { type, name: "added", props } });
const container = (changes: object) => set("task", "containerDefinitions", JSON.stringify([{
    name: "service", readonlyRootFilesystem: true, user: "1000", logConfiguration: {}, ...changes,
}]));

const tags = { Project: "test", Environment: "prod" };
const openIngress = (group: string) => add("aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule", {
    securityGroupId: `$${group}-group`, description: "https", ipProtocol: "tcp", fromPort: 443, toPort: 443,
    cidrIpv4: "0.0.0.0/0", tags,
});

/** For each rule, the changes of the compliant stack of which each breaks it. */
export const violations: Record<string, Edit[]> = {
    "required-tags": [
        drop("vpc", "tags.Project"), drop("db", "tags"), set("function", "tags", { Environment: "prod" }),
        drop("scaling-group", "tags.0"),
    ],
    "resource-in-component": [set("vpc", "parent", "stack"), set("vpc", "parent", "")],

    "s3-access-block-complete": ["blockPublicAcls", "blockPublicPolicy", "ignorePublicAcls", "restrictPublicBuckets"]
        .flatMap(input => [set("data-access-block", input, false), drop("data-access-block", input)]),
    "s3-no-public-acl": [set("data-bucket", "acl", "public-read"), set("data-bucket", "acl", "authenticated-read")],
    "s3-owner-enforced": [set("data-ownership", "rule.objectOwnership", "ObjectWriter")],
    "s3-versioning-enabled": [set("data-versioning", "versioningConfiguration.status", "Suspended")],
    "s3-default-encryption": [
        drop("data-encryption", "rules.0"),
        drop("data-encryption", "rules.0.applyServerSideEncryptionByDefault"),
    ],
    "s3-no-customer-provided-keys": [drop("data-encryption", "rules.0.blockedEncryptionTypes")],
    "s3-bucket-key": [set("data-encryption", "rules.0.bucketKeyEnabled", false)],
    "s3-customer-managed-key": [
        set("data-encryption", "rules.0.applyServerSideEncryptionByDefault.sseAlgorithm", "AES256"),
    ],
    "s3-tls-only": [set("data-policy", "policy", documents.withoutTls)],
    "s3-policy-not-public": [set("data-policy", "policy", documents.anybody)],
    "s3-lifecycle-aborts-uploads": [drop("data-lifecycle", "rules.0.abortIncompleteMultipartUpload")],
    "s3-lifecycle-enabled": [set("data-lifecycle", "rules.0.status", "Disabled")],
    "s3-expires-old-versions": [drop("data-lifecycle", "rules.0.noncurrentVersionExpiration")],
    "s3-kept-on-destroy": [set("data-bucket", "forceDestroy", true)],

    "s3-has-access-block": [remove("data-access-block")],
    "s3-has-policy": [remove("data-policy")],
    "s3-one-policy": [add("aws:s3/bucketPolicy:BucketPolicy", { bucket: "$data-bucket", policy: documents.bucket })],
    "s3-has-versioning": [remove("data-versioning")],
    "s3-has-encryption": [remove("data-encryption")],
    "s3-has-ownership-controls": [remove("data-ownership")],
    "s3-has-lifecycle": [remove("data-lifecycle")],
    "s3-access-logs": [remove("data-logging")],
    "s3-replication": [remove("data-replication")],
    "s3-event-notifications": [remove("data-notification")],

    "vpc-flow-log": [remove("flow-log")],
    "flow-log-of-all-traffic": [set("flow-log", "trafficType", "REJECT")],
    "flow-log-delivered": [drop("flow-log", "logDestination"), drop("flow-log", "iamRoleArn")],
    "vpc-default-group-adopted": [remove("default-group")],
    "vpc-s3-endpoint": [remove("s3-endpoint")],
    "vpc-ec2-endpoint": [remove("ec2-endpoint")],
    "subnet-no-public-addresses": [set("private-subnet", "mapPublicIpOnLaunch", true)],
    "no-network-acl": [add("aws:ec2/networkAcl:NetworkAcl", { vpcId: "$vpc", tags })],
    "network-acl-closed-to-administration": [
        set("acl-rule", "cidrBlock", "0.0.0.0/0"), set("acl-rule", "ipv6CidrBlock", "::/0"),
    ],
    "address-used": [remove("nat-gateway")],

    "security-group-no-public-ports": [
        set("balancer-ingress", "fromPort", 22), set("balancer-ingress", "ipProtocol", "-1"),
        set("data-ingress", "cidrIpv4", "0.0.0.0/0"), set("data-ingress", "cidrIpv6", "::/0"),
    ],
    "security-group-no-public-http": [set("balancer-ingress", "fromPort", 80)],
    "security-group-limited-egress": [
        set("app-egress", "ipProtocol", "-1"), set("app-egress", "toPort", 8443),
        add("aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule", {
            securityGroupId: "$app-group", description: "all", ipProtocol: "tcp", fromPort: 0, toPort: 65_535,
            cidrIpv4: "0.0.0.0/0", tags,
        }),
    ],
    "security-group-one-port": [
        set("app-ingress", "fromPort", 0), set("app-ingress", "ipProtocol", "-1"), drop("app-egress", "toPort"),
    ],
    "security-group-description": [drop("app-group", "description"), drop("app-ingress", "description")],
    "default-security-group-closed": [
        set("default-group", "ingress", [{ protocol: "-1", self: true }]),
        set("default-group", "egress", [{ protocol: "-1", cidrBlocks: ["0.0.0.0/0"] }]),
    ],

    "data-not-near-internet": [openIngress("data"), openIngress("app")],
    "data-in-private-subnets": [
        set("private-association", "routeTableId", "$public-routes"),
        set("db-subnets", "subnetIds", ["$public-subnet"]),
        set("private-routes", "routes", [{ cidrBlock: "0.0.0.0/0", gatewayId: "$gateway" }]),
    ],
    "data-subnets-in-two-zones": [drop("db-subnets", "subnetIds.1"), drop("cache-subnets", "subnetIds.1")],
    "compute-in-private-subnets": [
        set("function", "vpcConfig.subnetIds", ["$public-subnet"]), set("instance", "subnetId", "$public-subnet"),
        set("service", "networkConfiguration.subnets", ["$public-subnet"]),
        set("scaling-group", "vpcZoneIdentifiers", ["$public-subnet"]),
    ],
    "public-group-on-load-balancer": [openIngress("app")],
    "security-group-used": [set("balancer", "securityGroups", ["sg-0"])],
    "security-group-has-rules": [remove("data-ingress")],

    "instance-metadata-tokens": [
        set("template", "metadataOptions.httpTokens", "optional"), drop("template", "metadataOptions"),
        drop("instance", "metadataOptions.httpTokens"),
    ],
    "instance-metadata-hop-limit": [set("template", "metadataOptions.httpPutResponseHopLimit", 2)],
    "template-volumes-encrypted": [
        set("template", "blockDeviceMappings.0.ebs.encrypted", "false"), set("template", "blockDeviceMappings", []),
    ],
    "instance-volumes-encrypted": [
        drop("instance", "rootBlockDevice"), set("instance", "ebsBlockDevices", [{ deviceName: "/dev/xvdb" }]),
    ],
    "volume-encrypted": [drop("volume", "encrypted")],
    "instance-no-public-address": [
        set("instance", "associatePublicIpAddress", true),
        set("template", "networkInterfaces", [{ associatePublicIpAddress: "true" }]),
    ],
    "instance-no-secret-in-user-data": [
        set("template", "userData", Buffer.from("DATABASE_PASSWORD=correct-horse").toString("base64")),
        set("instance", "userData", "export AWS_KEY=AKIAIOSFODNN7EXAMPLE"),
    ],
    "instance-profile": [
        drop("template", "iamInstanceProfile"), drop("template", "iamInstanceProfile.arn"),
        drop("instance", "iamInstanceProfile"),
    ],
    "instance-names-groups": [drop("template", "vpcSecurityGroupIds"), set("instance", "vpcSecurityGroupIds", [])],
    "instance-detailed-monitoring": [drop("template", "monitoring"), set("instance", "monitoring", false)],
    "instance-termination-protection": [drop("instance", "disableApiTermination")],

    "scaling-group-keeps-capacity": [set("scaling-group", "desiredCapacity", 2)],
    "service-keeps-capacity": [set("service", "ignoreChanges", [])],
    "scaling-group-scales": [remove("scaling-policy")],
    "scaling-group-load-balancer-health": [drop("scaling-group", "healthCheckType")],
    "scaling-group-cooldown": [
        drop("scaling-group", "defaultInstanceWarmup"),
        set("scaling-group", "defaultCooldown", 0),
    ],
    "scaling-group-notifications": [remove("scaling-notification"), drop("scaling-notification", "notifications.3")],
    "scaling-group-in-two-zones": [set("scaling-group", "vpcZoneIdentifiers", ["subnet-1"])],
    "scaling-group-several-types": [drop("scaling-group", "mixedInstancesPolicy.launchTemplate.overrides")],
    "scaling-group-launch-template": [drop("scaling-group", "mixedInstancesPolicy")],
    "scaling-group-template-version": [
        set("scaling-group", "mixedInstancesPolicy.launchTemplate.launchTemplateSpecification.version", "Latest"),
        drop("scaling-group", "mixedInstancesPolicy.launchTemplate.launchTemplateSpecification.version"),
    ],
    "scaling-group-renews-instances": [
        drop("scaling-group", "instanceRefresh"), drop("scaling-group", "maxInstanceLifetime"),
    ],

    "load-balancer-access-logs": [set("balancer", "accessLogs.enabled", false), drop("balancer", "accessLogs")],
    "load-balancer-drops-invalid-headers": [drop("balancer", "dropInvalidHeaderFields")],
    "load-balancer-desync-mitigation": [set("balancer", "desyncMitigationMode", "monitor")],
    "load-balancer-deletion-protection": [set("balancer", "enableDeletionProtection", false)],
    "load-balancer-in-two-zones": [set("balancer", "subnets", ["$public-subnet"])],
    "load-balancer-names-groups": [drop("balancer", "securityGroups")],
    "load-balancer-firewall": [remove("firewall")],
    "load-balancer-has-listener": [add("aws:lb/loadBalancer:LoadBalancer", { tags })],
    "listener-encrypted": [
        set("https-listener", "protocol", "HTTP"),
        set("http-listener", "defaultActions.0.type", "forward"),
        set("http-listener", "defaultActions.0.redirect.protocol", "HTTP"),
    ],
    "listener-modern-tls": [
        drop("https-listener", "sslPolicy"), set("https-listener", "sslPolicy", "ELBSecurityPolicy-2016-08"),
        set("https-listener", "sslPolicy", "ELBSecurityPolicy-TLS13-1-1-2021-06"),
    ],
    "target-group-encrypted": [set("targets", "protocol", "HTTP")],
    "target-group-health-check": [set("targets", "healthCheck.enabled", false), drop("targets", "healthCheck.path")],
    "target-group-encrypted-health-check": [drop("targets", "healthCheck.protocol")],
    "target-group-used": [add("aws:lb/targetGroup:TargetGroup", { protocol: "HTTPS", tags })],
    "no-classic-load-balancer": [add("aws:elb/loadBalancer:LoadBalancer")],

    "database-encrypted": [drop("db", "storageEncrypted"), set("cluster-db", "storageEncrypted", false)],
    "database-not-public": [set("db", "publiclyAccessible", true), set("cluster-db-a", "publiclyAccessible", true)],
    "database-names-network": [drop("db", "dbSubnetGroupName"), drop("cluster-db", "vpcSecurityGroupIds")],
    "database-generated-password": [drop("db", "manageMasterUserPassword")],
    "database-own-administrator": [set("db", "username", "admin"), set("cluster-db", "masterUsername", "postgres")],
    "database-backups": [set("db", "backupRetentionPeriod", 0), drop("cluster-db", "backupRetentionPeriod")],
    "database-backup-days": [set("db", "backupRetentionPeriod", 6)],
    "database-in-two-zones": [set("db", "multiAz", false)],
    "database-deletion-protection": [drop("db", "deletionProtection")],
    "database-final-snapshot": [set("db", "skipFinalSnapshot", true), drop("cluster-db", "deleteAutomatedBackups")],
    "database-iam-authentication": [drop("db", "iamDatabaseAuthenticationEnabled")],
    "database-other-port": [drop("db", "port"), set("cluster-db", "port", 5432)],
    "database-minor-upgrades": [set("db", "autoMinorVersionUpgrade", false)],
    "database-copies-tags": [drop("db", "copyTagsToSnapshot")],
    "database-current-certificate": [
        set("db", "caCertIdentifier", "rds-ca-2019"),
        drop("cluster-db-a", "caCertIdentifier"),
    ],

    "database-requires-tls": [
        drop("mysql-parameters", "parameters"), set("mysql-parameters", "parameters.0.value", "0"),
        set("postgres-parameters", "parameters.0.value", "0"),
    ],
    "database-names-parameters": [drop("db", "parameterGroupName"), drop("cluster-db", "dbClusterParameterGroupName")],
    "database-slow-query-log": [set("mysql-parameters", "parameters.1.value", "0"),
        set("mysql-parameters", "parameters.2.value", "TABLE")],
    "database-logs-exported": [
        drop("db", "enabledCloudwatchLogsExports"), drop("db", "enabledCloudwatchLogsExports.1"),
        set("cluster-db", "enabledCloudwatchLogsExports", []),
    ],
    "database-enhanced-monitoring": [set("db", "monitoringInterval", 0)],
    "database-performance-insights": [drop("db", "performanceInsightsEnabled")],
    "database-performance-insights-key": [drop("db", "performanceInsightsKmsKeyId")],
    "database-customer-managed-key": [drop("db", "kmsKeyId"), drop("cluster-db", "masterUserSecretKmsKeyId")],
    "database-event-subscription": [remove("db-events")],
    "database-backup-plan": [remove("backup")],
    "cluster-in-two-zones": [remove("cluster-db-b"), set("cluster-db-b", "availabilityZone", "us-east-1a")],

    "table-point-in-time-recovery": [
        set("table", "pointInTimeRecovery.enabled", false), drop("table", "pointInTimeRecovery"),
        drop("table", "replicas.0.pointInTimeRecovery"),
    ],
    "table-key-of-the-account": [drop("table", "serverSideEncryption")],
    "table-customer-managed-key": [drop("table", "serverSideEncryption.kmsKeyArn")],
    "table-deletion-protection": [
        set("table", "deletionProtectionEnabled", false), drop("table", "replicas.0.deletionProtectionEnabled"),
    ],
    "table-scales": [set("table", "billingMode", "PROVISIONED")],

    "cache-encrypted": [set("cache", "atRestEncryptionEnabled", false)],
    "cache-requires-tls": [
        drop("cache", "transitEncryptionEnabled"), set("cache", "transitEncryptionMode", "preferred"),
    ],
    "cache-authentication": [drop("cache", "userGroupIds")],
    "cache-names-network": [drop("cache", "subnetGroupName"), drop("cache", "securityGroupIds")],
    "cache-failover": [set("cache", "automaticFailoverEnabled", false), drop("cache", "multiAzEnabled")],
    "cache-backups": [set("cache", "snapshotRetentionLimit", 0)],
    "cache-minor-upgrades": [set("cache", "autoMinorVersionUpgrade", false)],
    "cache-customer-managed-key": [drop("cache", "kmsKeyId")],
    "cache-other-port": [set("cache", "port", 6379), drop("cache", "port")],
    "cache-user-proves-itself": [
        set("cache-user", "noPasswordRequired", true),
        drop("cache-user", "authenticationMode"),
    ],
    "cache-user-limited": [
        set("cache-user", "accessString", "on ~* +@read"),
        set("cache-user", "accessString", "on ~app:* +@all"),
    ],

    "function-own-log-group": [drop("function", "loggingConfig.logGroup")],
    "function-current-runtime": [set("function", "runtime", "nodejs16.x")],
    "function-no-secret-in-environment": [
        set("function", "environment.variables.DATABASE_PASSWORD", "x"),
        set("function", "environment.variables.SETTINGS", "token=abcdefghijkl"),
    ],
    "function-environment-key": [drop("function", "kmsKeyArn")],
    "function-tracing": [set("function", "tracingConfig.mode", "PassThrough")],
    "function-concurrency-limit": [set("function", "reservedConcurrentExecutions", -1)],
    "function-in-vpc": [drop("function", "vpcConfig")],
    "function-in-two-zones": [
        set("function", "vpcConfig.subnetIds", ["$private-subnet"]), set("function", "vpcConfig.securityGroupIds", []),
    ],
    "function-structured-logs": [set("function", "loggingConfig.logFormat", "Text")],
    "function-not-public": [set("permission", "principal", "*")],
    "function-permission-limited": [drop("permission", "sourceArn")],
    "function-url-authenticated": [set("url", "authorizationType", "NONE")],

    "cluster-container-insights": [set("cluster", "settings.0.value", "disabled"), drop("cluster", "settings")],
    "service-no-public-address": [set("service", "networkConfiguration.assignPublicIp", true)],
    "service-names-network": [
        set("service", "networkConfiguration.securityGroups", []),
        set("service", "networkConfiguration.subnets", ["$private-subnet"]),
    ],
    "service-rolls-back": [
        set("service", "deploymentCircuitBreaker.enable", false),
        set("service", "deploymentCircuitBreaker.rollback", false),
    ],
    "service-current-platform": [set("service", "platformVersion", "1.3.0")],
    "service-no-commands": [set("service", "enableExecuteCommand", true)],
    "task-own-network": [set("task", "networkMode", "host")],
    "task-own-processes": [set("task", "pidMode", "host")],
    "task-roles": [drop("task", "taskRoleArn"), drop("task", "executionRoleArn")],
    "container-not-privileged": [container({ privileged: true })],
    "container-read-only": [container({ readonlyRootFilesystem: false })],
    "container-not-root": [container({ user: "root" }), container({ user: undefined })],
    "container-logs": [container({ logConfiguration: undefined })],
    "container-no-secret-in-environment": [
        container({ environment: [{ name: "API_KEY", value: "0123456789abcdef" }] }),
    ],

    "topic-encrypted": [drop("topic", "kmsMasterKeyId")],
    "topic-tls-only": [set("topic-policy", "policy", documents.withoutTls)],
    "topic-policy-not-public": [set("topic-policy", "policy", documents.anybody)],
    "topic-has-policy": [remove("topic-policy")],
    "queue-encrypted": [set("queue", "sqsManagedSseEnabled", false)],
    "queue-tls-only": [set("queue-policy", "policy", documents.withoutTls)],
    "queue-policy-not-public": [set("queue-policy", "policy", documents.anybody)],
    "queue-has-policy": [remove("queue-policy")],
    "queue-dead-letters": [drop("queue", "redrivePolicy")],
    "dead-letters-kept-longer": [drop("dead-letters", "messageRetentionSeconds")],
    "dead-letters-have-sources": [remove("redrive-allow-policy")],
    "dead-letters-alarm": [remove("alarm")],
    "event-source-partial-failures": [drop("event-source", "functionResponseTypes")],

    "api-access-logs": [drop("stage", "accessLogSettings")],
    "api-execution-logs": [set("settings", "settings.loggingLevel", "OFF"), drop("settings", "settings.loggingLevel")],
    "api-no-data-trace": [set("settings", "settings.dataTraceEnabled", true)],
    "api-metrics": [drop("settings", "settings.metricsEnabled")],
    "api-throttled": [
        drop("settings", "settings.throttlingRateLimit"),
        drop("settings", "settings.throttlingBurstLimit"),
    ],
    "api-cache-encrypted": [set("settings", "settings.cacheDataEncrypted", false)],
    "api-stage-has-settings": [remove("settings"), set("settings", "methodPath", "items/GET")],
    "api-tracing": [drop("stage", "xrayTracingEnabled")],
    "api-client-certificate": [drop("stage", "clientCertificateId")],
    "api-firewall": [remove("api-firewall")],
    "api-modern-tls": [set("api", "securityPolicy", "TLS_1_0"), drop("api", "securityPolicy")],
    "api-strict-endpoint": [drop("api", "endpointAccessMode")],
    "api-validates-requests": [
        set("validator", "validateRequestBody", false), drop("validator", "validateRequestParameters"),
    ],
    "api-writes-validated": [drop("post", "requestValidatorId"), drop("post", "requestModels")],
    "api-writes-authorized": [set("post", "authorization", "NONE")],
    "api-reads-authorized": [set("get", "authorization", "NONE")],
    "api-may-write-logs": [remove("api-account"), drop("api-account", "cloudwatchRoleArn")],

    "key-rotation": [drop("key", "enableKeyRotation")],
    "key-enabled": [set("key", "isEnabled", false)],
    "key-policy-not-public": [set("key", "policy", documents.anybody)],
    "key-policy-not-whole-account": [drop("key", "policy"), set("key", "policy", documents.keyOfAccount)],
    "key-policy-names-actions": [set("key", "policy", documents.keyOfAccount)],
    "key-deletion-window": [set("key", "deletionWindowInDays", 7)],
    "key-policy-lockout-check": [set("key", "bypassPolicyLockoutSafetyCheck", true)],
    "secret-rotation": [remove("rotation")],
    "secret-customer-managed-key": [drop("secret", "kmsKeyId")],
    "secret-recovery-window": [set("secret", "recoveryWindowInDays", 0)],
    "secret-policy-not-public": [set("secret", "policy", documents.anybody)],
    "parameter-encrypted": [set("parameter", "type", "String")],

    "iam-no-administrator": [set("role-policy", "policy", documents.administrator)],
    "iam-no-service-wildcard": [
        set("role-policy", "policy", documents.service),
        set("role", "inlinePolicies", [{ name: "inline", policy: documents.service }]),
    ],
    "iam-no-resource-wildcard": [set("role-policy", "policy", documents.anyResource)],
    "iam-pass-role-limited": [set("role-policy", "policy", documents.anyRole)],
    "iam-no-wide-decryption": [set("role-policy", "policy", documents.anyKey)],
    "iam-no-broad-managed-policy": [
        set("attachment", "policyArn", "arn:aws:iam::aws:policy/AmazonS3FullAccess"),
        set("role", "managedPolicyArns", ["arn:aws:iam::aws:policy/AdministratorAccess"]),
    ],
    "iam-no-managed-policy": [set("attachment", "policyArn", "arn:aws:iam::aws:policy/service-role/AWS_ConfigRole")],
    "iam-trust-not-open": [
        set("role", "assumeRolePolicy", documents.openTrust), set("role", "assumeRolePolicy", documents.administrator),
    ],
    "iam-no-long-lived-keys": [
        add("aws:iam/accessKey:AccessKey", { user: "u" }),
        add("aws:iam/userPolicyAttachment:UserPolicyAttachment", { user: "u", policyArn: "arn" }),
    ],
    "iam-account-password-policy": [set("password-policy", "minimumPasswordLength", 8)],

    "log-retention": [drop("log-group", "retentionInDays")],
    "log-retention-of-a-year": [set("log-group", "retentionInDays", 90)],
    "log-customer-managed-key": [drop("log-group", "kmsKeyId")],
    "alarm-tells-somebody": [set("alarm", "alarmActions", []), drop("alarm", "alarmActions")],
    "alarm-actions-enabled": [set("alarm", "actionsEnabled", false)],
    "recorder-records-all": [
        set("recorder", "recordingGroup.allSupported", false),
        drop("recorder", "recordingGroup.includeGlobalResourceTypes"),
    ],
    "recorder-on": [
        set("recorder-status", "isEnabled", false), remove("recorder-status"), remove("channel"),
    ],
};
