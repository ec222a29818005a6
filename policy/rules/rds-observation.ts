import type { Policies } from "@pulumi/policy";
import type { rds } from "@pulumi/aws";
import { findReferring, isGiven } from "./relations";
import { checkResource, checkStack, must, mustBe } from "./support";

const instance = "aws:rds/instance:Instance";
const cluster = "aws:rds/cluster:Cluster";
const clusterInstance = "aws:rds/clusterInstance:ClusterInstance";
const parameterGroups = [
    "aws:rds/parameterGroup:ParameterGroup", "aws:rds/clusterParameterGroup:ClusterParameterGroup",
];
/** The parameter that refuses connections without TLS, by family. */
const tlsParameters: [family: RegExp, parameter: string][] = [
    [/mysql|mariadb/, "require_secure_transport"],
    [/postgres|sqlserver/, "rds.force_ssl"],
];

/** The logs that tell of errors and of load, by engine. */
const engineLogs: [engine: RegExp, logs: string[]][] = [
    [/mysql|mariadb/, ["error", "slowquery"]],
    [/postgres/, ["postgresql"]],
];

export const policies: Policies = [
    {
        name: "database-requires-tls",
        description: "A database refuses connections without TLS.",
        severity: "high",
        remediationSteps: "Set require_secure_transport or rds.force_ssl to 1.",
        enforcementLevel: "mandatory",
        tags: ["CKV2_AWS_69", "FSBP-RDS.38", "FSBP-RDS.39"],
        validateResource: checkResource<rds.ParameterGroupArgs>(parameterGroups, ({ family, parameters = [] }) =>
            tlsParameters.filter(([families]) => families.test(family)).flatMap(([, parameter]) => {
                const value = parameters.find(({ name }) => name === parameter)?.value;
                return must(["1", "ON"].includes(String(value)), `${parameter} must be 1`, value);
            })),
    },
    {
        name: "database-names-parameters",
        description: "A database has a parameter group of its own: the default one can't require TLS.",
        severity: "medium",
        remediationSteps: "Set parameterGroupName (dbClusterParameterGroupName of a cluster).",
        enforcementLevel: "mandatory",
        tags: ["CKV2_AWS_69"],
        validateResource: checkResource([instance, cluster], (_, { props }) => must(
            "parameterGroupName" in props || "dbClusterParameterGroupName" in props,
            "parameterGroupName must be given", undefined)),
    },
    {
        name: "database-slow-query-log",
        description: "The log of slow queries is written where it can be exported from.",
        severity: "low",
        remediationSteps: "Set slow_query_log to 1 and log_output to FILE.",
        enforcementLevel: "advisory",
        tags: [],
        validateResource: checkResource<rds.ParameterGroupArgs>(parameterGroups, ({ family, parameters = [] }) =>
            !/mysql|mariadb/.test(family)
                ? []
                : (
                        [
                            ["slow_query_log", "1"],
                            ["log_output", "FILE"],
                        ] as const
                    ).flatMap(([parameter, expected]) =>
                        mustBe(
                            parameter,
                            parameters.find(({ name }) => name === parameter)?.value ?? "nothing",
                            expected,
                        ),
                    ),
        ),
    },
    {
        name: "database-logs-exported",
        description: "A database's logs are exported, so that they outlive it and can raise alarms.",
        severity: "medium",
        remediationSteps: "Set enabledCloudwatchLogsExports.",
        enforcementLevel: "mandatory",
        tags: ["CKV_AWS_129", "CKV_AWS_324", "FSBP-RDS.9", "FSBP-RDS.34", "FSBP-RDS.36", "FSBP-RDS.37"],
        validateResource: checkResource<rds.InstanceArgs>([instance, cluster],
            ({ engine, enabledCloudwatchLogsExports: logs = [] }) => [
                ...must(logs.length > 0, "enabledCloudwatchLogsExports must name the engine's logs", logs),
                ...engineLogs.filter(([engines]) => engines.test(engine ?? "")).flatMap(([, names]) => names)
                    .flatMap(name => must(logs.includes(name), `enabledCloudwatchLogsExports must have ${name}`, logs)),
            ]),
    },
    {
        name: "database-enhanced-monitoring",
        description: "The host's processes and memory are measured, which the database's own metrics don't show.",
        severity: "low",
        remediationSteps: "Set monitoringInterval and monitoringRoleArn.",
        enforcementLevel: "advisory",
        tags: ["CKV_AWS_118", "FSBP-RDS.6"],
        validateResource: checkResource<rds.InstanceArgs>(
            [instance, clusterInstance],
            ({ monitoringInterval: seconds }) =>
                must((seconds ?? 0) > 0, "monitoringInterval must be above 0", seconds),
        ),
    },
    {
        name: "database-performance-insights",
        description: "Which query makes the load is recorded.",
        severity: "low",
        remediationSteps: "Set performanceInsightsEnabled, where the instance class allows it.",
        enforcementLevel: "advisory",
        tags: ["CKV_AWS_353"],
        validateResource: checkResource<rds.InstanceArgs>(
            [instance, clusterInstance],
            ({ performanceInsightsEnabled }) => mustBe("performanceInsightsEnabled", performanceInsightsEnabled, true),
        ),
    },
    {
        name: "database-performance-insights-key",
        description: "What is recorded of queries is encrypted with a key of one's own.",
        severity: "low",
        remediationSteps: "Set performanceInsightsKmsKeyId.",
        enforcementLevel: "advisory",
        tags: ["CKV_AWS_354"],
        validateResource: checkResource<rds.InstanceArgs>([instance, clusterInstance], props => must(
            props.performanceInsightsEnabled !== true || "performanceInsightsKmsKeyId" in props,
            "performanceInsightsKmsKeyId must be given", undefined)),
    },
    {
        name: "database-customer-managed-key",
        description: "A database is encrypted with a key of one's own, whose use can be limited and traced.",
        severity: "low",
        remediationSteps: "Set kmsKeyId, and masterUserSecretKmsKeyId for the password.",
        enforcementLevel: "advisory",
        tags: ["CKV_AWS_327"],
        validateResource: checkResource<rds.InstanceArgs>([instance, cluster], props => [
            ...must("kmsKeyId" in props, "kmsKeyId must be given", undefined),
            ...must(props.manageMasterUserPassword !== true || "masterUserSecretKmsKeyId" in props,
                "masterUserSecretKmsKeyId must be given", undefined),
        ]),
    },
    {
        name: "database-event-subscription",
        description: "Somebody is told of a database's critical events.",
        severity: "low",
        remediationSteps: "Add an rds.EventSubscription.",
        enforcementLevel: "advisory",
        tags: ["FSBP-RDS.19", "FSBP-RDS.20"],
        validateStack: checkStack([instance, cluster], (_, { resources }) => must(
            resources.some(({ type }) => type === "aws:rds/eventSubscription:EventSubscription"),
            "events must have a subscription", undefined)),
    },
    {
        name: "database-backup-plan",
        description: "A plan of AWS Backup covers a database, with copies that the account's users can't delete.",
        severity: "low",
        remediationSteps: "Add a backup.Selection that names it, or its tags.",
        enforcementLevel: "advisory",
        tags: ["FSBP-RDS.26"],
        validateStack: checkStack([instance], (_, { resources }) => must(
            resources.some(({ type }) => type === "aws:backup/selection:Selection"),
            "a backup plan must select it", undefined)),
    },
    {
        name: "cluster-in-two-zones",
        description: "A cluster has a second instance in another zone, which takes over within a minute.",
        severity: "medium",
        remediationSteps: "Add a ClusterInstance in another zone.",
        enforcementLevel: "advisory",
        tags: ["AwsSolutions-RDS3", "FSBP-RDS.15"],
        validateStack: checkStack(cluster, (target, { resources }) => {
            const members = findReferring(resources, clusterInstance, "clusterIdentifier", target);
            const zones = new Set(members.map((member, index) =>
                isGiven(member, "availabilityZone") ? member.props.availabilityZone as string : index));
            return must(zones.size >= 2, "instances must be in at least 2 zones", zones.size);
        }),
    },
];
