import type { Policies } from "@pulumi/policy";
import type { rds } from "@pulumi/aws";
import { checkResource, must, mustBe } from "./support";

const instance = "aws:rds/instance:Instance";
const cluster = "aws:rds/cluster:Cluster";
const clusterInstance = "aws:rds/clusterInstance:ClusterInstance";
const databases = [instance, cluster];

export const policies: Policies = [
    {
        name: "database-encrypted",
        description: "A database's storage is encrypted, and so are its backups; it can't be changed later.",
        severity: "high",
        remediationSteps: "Set storageEncrypted.",
        enforcementLevel: "mandatory",
        tags: ["AwsSolutions-RDS2", "CKV_AWS_16", "CKV_AWS_96", "FSBP-RDS.3", "FSBP-RDS.27"],
        validateResource: checkResource<rds.InstanceArgs>(databases, ({ storageEncrypted, snapshotIdentifier }) =>
            snapshotIdentifier === undefined ? mustBe("storageEncrypted", storageEncrypted, true) : []),
    },
    {
        name: "database-not-public",
        description: "A database has no public address.",
        severity: "critical",
        remediationSteps: "Set publiclyAccessible to false.",
        enforcementLevel: "mandatory",
        tags: ["CKV_AWS_17", "FSBP-RDS.2"],
        validateResource: checkResource<rds.InstanceArgs>([instance, clusterInstance], ({ publiclyAccessible }) =>
            must(publiclyAccessible !== true, "publiclyAccessible must be false", publiclyAccessible)),
    },
    {
        name: "database-names-network",
        description: "A database names its subnets and its security groups; by default it gets those of the account.",
        severity: "high",
        remediationSteps: "Set dbSubnetGroupName and vpcSecurityGroupIds.",
        enforcementLevel: "mandatory",
        tags: ["FSBP-RDS.18"],
        validateResource: checkResource<rds.InstanceArgs>(databases, props => [
            ...must(
                "dbSubnetGroupName" in props || "replicateSourceDb" in props,
                "dbSubnetGroupName must be given",
                undefined,
            ),
            ...must(
                (props.vpcSecurityGroupIds ?? []).length > 0,
                "vpcSecurityGroupIds must be given",
                props.vpcSecurityGroupIds,
            ),
        ]),
    },
    {
        name: "database-generated-password",
        description: "AWS makes, keeps and rotates the password, so that neither program nor state holds it.",
        severity: "high",
        remediationSteps: "Set manageMasterUserPassword, and remove the password.",
        enforcementLevel: "mandatory",
        tags: ["AwsSolutions-SMG4", "FSBP-SecretsManager.1"],
        validateResource: checkResource<rds.InstanceArgs>(databases, props =>
            ["replicateSourceDb", "replicationSourceIdentifier"].some(input => input in props)
                ? []
                : mustBe("manageMasterUserPassword", props.manageMasterUserPassword, true)),
    },
    {
        name: "database-own-administrator",
        description: "The administrator has a name of its own: the usual ones are tried first.",
        severity: "low",
        remediationSteps: "Set username (masterUsername of a cluster) to another name.",
        enforcementLevel: "mandatory",
        tags: ["FSBP-RDS.24", "FSBP-RDS.25"],
        validateResource: checkResource<rds.InstanceArgs & rds.ClusterArgs>(databases, ({ username, masterUsername }) =>
            [username, masterUsername].flatMap(name => must(!["admin", "administrator", "postgres", "root"]
                .includes(name ?? ""), "username must be no usual name", name))),
    },
    {
        name: "database-backups",
        description: "A database is backed up every day.",
        severity: "high",
        remediationSteps: "Set backupRetentionPeriod above 0.",
        enforcementLevel: "mandatory",
        tags: ["AwsSolutions-RDS13", "CKV_AWS_133"],
        validateResource: checkResource<rds.InstanceArgs>(databases, ({ backupRetentionPeriod: days }) =>
            must((days ?? 0) > 0, "backupRetentionPeriod must be above 0", days)),
    },
    {
        name: "database-backup-days",
        description: "Backups are kept for a week at least, or an error found after days can't be undone.",
        severity: "medium",
        remediationSteps: "Raise backupRetentionPeriod; `days` of this rule says how far.",
        enforcementLevel: "advisory",
        tags: ["FSBP-RDS.11"],
        configSchema: { properties: { days: { type: "integer", default: 7 } } },
        validateResource: checkResource<rds.InstanceArgs>(
            databases,
            ({ backupRetentionPeriod: kept }, args) => {
                const { days = 7 } = args.getConfig<{ days?: number }>();
                return must((kept ?? 0) >= days, `backupRetentionPeriod must be at least ${days}`, kept);
            },
        ),
    },
    {
        name: "database-in-two-zones",
        description: "A database survives the loss of a zone.",
        severity: "medium",
        remediationSteps: "Set multiAz, at twice the price.",
        enforcementLevel: "advisory",
        tags: ["AwsSolutions-RDS3", "CKV_AWS_157", "FSBP-RDS.5"],
        validateResource: checkResource<rds.InstanceArgs>(instance, ({ multiAz }) => mustBe("multiAz", multiAz, true)),
    },
    {
        name: "database-deletion-protection",
        description: "A database can't be deleted by mistake.",
        severity: "medium",
        remediationSteps: "Set deletionProtection.",
        enforcementLevel: "advisory",
        tags: ["AwsSolutions-RDS10", "CKV_AWS_139", "CKV_AWS_293", "FSBP-RDS.7", "FSBP-RDS.8"],
        validateResource: checkResource<rds.InstanceArgs>(databases,
            ({ deletionProtection }) => mustBe("deletionProtection", deletionProtection, true)),
    },
    {
        name: "database-final-snapshot",
        description: "What is deleted leaves a last snapshot, and its backups stay until they expire.",
        severity: "medium",
        remediationSteps: "Set skipFinalSnapshot and deleteAutomatedBackups to false.",
        enforcementLevel: "advisory",
        tags: [],
        validateResource: checkResource<rds.InstanceArgs>(
            databases,
            ({ skipFinalSnapshot: skips, deleteAutomatedBackups }) => [
                ...must(skips !== true, "skipFinalSnapshot must be false", skips),
                ...mustBe("deleteAutomatedBackups", deleteAutomatedBackups, false),
            ],
        ),
    },
    {
        name: "database-iam-authentication",
        description: "Clients may prove who they are with their role instead of a password.",
        severity: "medium",
        remediationSteps: "Set iamDatabaseAuthenticationEnabled.",
        enforcementLevel: "mandatory",
        tags: ["CKV_AWS_161", "CKV_AWS_162", "FSBP-RDS.10", "FSBP-RDS.12"],
        validateResource: checkResource<rds.InstanceArgs>(
            databases,
            ({ iamDatabaseAuthenticationEnabled: enabled, engine }) =>
                /^(oracle|sqlserver|db2)/.test(engine ?? "")
                    ? []
                    : mustBe("iamDatabaseAuthenticationEnabled", enabled, true),
        ),
    },
    {
        name: "database-other-port",
        description: "A database listens on another port than everybody expects.",
        severity: "low",
        remediationSteps: "Set port; security groups protect better.",
        enforcementLevel: "advisory",
        tags: ["AwsSolutions-RDS11", "FSBP-RDS.23"],
        validateResource: checkResource<rds.InstanceArgs>(databases, ({ port }) => must(
            port !== undefined && ![1433, 1521, 3306, 5432, 50_000].includes(port), "port must be no usual one", port)),
    },
    {
        name: "database-minor-upgrades",
        description: "Security fixes of the engine are installed by themselves.",
        severity: "medium",
        remediationSteps: "Set autoMinorVersionUpgrade, and an engineVersion without the last part.",
        enforcementLevel: "mandatory",
        tags: ["CKV_AWS_226", "FSBP-RDS.13", "FSBP-RDS.35"],
        validateResource: checkResource<rds.InstanceArgs>(
            [instance, clusterInstance],
            ({ autoMinorVersionUpgrade: on }) => must(on !== false, "autoMinorVersionUpgrade must be true", on),
        ),
    },
    {
        name: "database-copies-tags",
        description: "Snapshots keep the database's tags, so that their owner and cost are known.",
        severity: "low",
        remediationSteps: "Set copyTagsToSnapshot.",
        enforcementLevel: "mandatory",
        tags: ["CKV2_AWS_60", "CKV_AWS_313", "FSBP-RDS.16", "FSBP-RDS.17"],
        validateResource: checkResource<rds.InstanceArgs>(databases,
            ({ copyTagsToSnapshot }) => mustBe("copyTagsToSnapshot", copyTagsToSnapshot, true)),
    },
    {
        name: "database-current-certificate",
        description: "The certificate's authority is one that still signs.",
        severity: "medium",
        remediationSteps: "Set caCertIdentifier to rds-ca-rsa2048-g1 or a newer one.",
        enforcementLevel: "mandatory",
        tags: ["CKV_AWS_211"],
        validateResource: checkResource<rds.InstanceArgs>(
            [instance, clusterInstance],
            ({ caCertIdentifier: authority }) =>
                must(/^rds-ca-\w+-g\d+$/.test(authority ?? ""), "caCertIdentifier must be rds-ca-...-g1", authority),
        ),
    },
];
