import type { Policies } from "@pulumi/policy";
import type { elasticache } from "@pulumi/aws";
import { checkResource, must, mustBe } from "./support";

const group = "aws:elasticache/replicationGroup:ReplicationGroup";
const user = "aws:elasticache/user:User";

export const policies: Policies = [
    {
        name: "cache-encrypted",
        description: "What a cache writes to disk is encrypted.",
        severity: "high",
        remediationSteps: "Set atRestEncryptionEnabled.",
        enforcementLevel: "mandatory",
        tags: ["AwsSolutions-AEC3", "CKV_AWS_29", "FSBP-ElastiCache.4"],
        validateResource: checkResource<elasticache.ReplicationGroupArgs>(group, ({ atRestEncryptionEnabled }) =>
            mustBe("atRestEncryptionEnabled", atRestEncryptionEnabled, true)),
    },
    {
        name: "cache-requires-tls",
        description: "Nobody on the way can read what a cache answers.",
        severity: "high",
        remediationSteps: "Set transitEncryptionEnabled, and leave transitEncryptionMode at required.",
        enforcementLevel: "mandatory",
        tags: ["AwsSolutions-AEC3", "CKV_AWS_30", "FSBP-ElastiCache.5"],
        validateResource: checkResource<elasticache.ReplicationGroupArgs>(group, props => [
            ...mustBe("transitEncryptionEnabled", props.transitEncryptionEnabled, true),
            ...must(props.transitEncryptionMode !== "preferred", "transitEncryptionMode must be required",
                props.transitEncryptionMode),
        ]),
    },
    {
        name: "cache-authentication",
        description: "A cache asks who connects.",
        severity: "high",
        remediationSteps: "Set userGroupIds, or authToken.",
        enforcementLevel: "mandatory",
        tags: ["AwsSolutions-AEC6", "CKV_AWS_31", "FSBP-ElastiCache.6"],
        validateResource: checkResource<elasticache.ReplicationGroupArgs>(group, props =>
            must(
                "authToken" in props || (props.userGroupIds ?? []).length > 0,
                "userGroupIds must be given",
                props.userGroupIds,
            ),
        ),
    },
    {
        name: "cache-names-network",
        description: "A cache names its subnets and its security groups; by default it gets those of the account.",
        severity: "high",
        remediationSteps: "Set subnetGroupName and securityGroupIds.",
        enforcementLevel: "mandatory",
        tags: ["FSBP-ElastiCache.7"],
        validateResource: checkResource<elasticache.ReplicationGroupArgs>(group, props => [
            ...must("subnetGroupName" in props, "subnetGroupName must be given", undefined),
            ...must(
                (props.securityGroupIds ?? []).length > 0,
                "securityGroupIds must be given",
                props.securityGroupIds,
            ),
        ]),
    },
    {
        name: "cache-failover",
        description: "A cache survives the loss of a zone.",
        severity: "medium",
        remediationSteps: "Set automaticFailoverEnabled and multiAzEnabled, with two nodes or more.",
        enforcementLevel: "advisory",
        tags: ["AwsSolutions-AEC4", "FSBP-ElastiCache.3"],
        validateResource: checkResource<elasticache.ReplicationGroupArgs>(group, props => [
            ...mustBe("automaticFailoverEnabled", props.automaticFailoverEnabled, true),
            ...mustBe("multiAzEnabled", props.multiAzEnabled, true),
        ]),
    },
    {
        name: "cache-backups",
        description: "A cache whose content can't be made again is backed up.",
        severity: "low",
        remediationSteps: "Set snapshotRetentionLimit, unless everything in the cache can be read elsewhere.",
        enforcementLevel: "advisory",
        tags: ["FSBP-ElastiCache.1"],
        validateResource: checkResource<elasticache.ReplicationGroupArgs>(group, ({ snapshotRetentionLimit: days }) =>
            must((days ?? 0) > 0, "snapshotRetentionLimit must be above 0", days)),
    },
    {
        name: "cache-minor-upgrades",
        description: "Security fixes of the engine are installed by themselves.",
        severity: "medium",
        remediationSteps: "Remove autoMinorVersionUpgrade.",
        enforcementLevel: "mandatory",
        tags: ["FSBP-ElastiCache.2"],
        validateResource: checkResource<elasticache.ReplicationGroupArgs>(group, ({ autoMinorVersionUpgrade: on }) =>
            must(on !== false, "autoMinorVersionUpgrade must be true", on)),
    },
    {
        name: "cache-customer-managed-key",
        description: "A cache is encrypted with a key of one's own, whose use can be limited and traced.",
        severity: "low",
        remediationSteps: "Set kmsKeyId.",
        enforcementLevel: "advisory",
        tags: ["CKV_AWS_191"],
        validateResource: checkResource<elasticache.ReplicationGroupArgs>(group, props =>
            must("kmsKeyId" in props, "kmsKeyId must be given", undefined)),
    },
    {
        name: "cache-other-port",
        description: "A cache listens on another port than everybody expects.",
        severity: "low",
        remediationSteps: "Set port; security groups protect better.",
        enforcementLevel: "advisory",
        tags: ["AwsSolutions-AEC5"],
        validateResource: checkResource<elasticache.ReplicationGroupArgs>(group, ({ port }) =>
            must(port !== undefined && ![6379, 11_211].includes(port), "port must be no usual one", port)),
    },
    {
        name: "cache-user-proves-itself",
        description: "A user who may do something proves who it is.",
        severity: "high",
        remediationSteps: "Set authenticationMode, or begin accessString with off.",
        enforcementLevel: "mandatory",
        tags: ["AwsSolutions-AEC6"],
        validateResource: checkResource<elasticache.UserArgs>(user, props => must(
            /^off\b/.test(props.accessString)
            || (props.noPasswordRequired !== true && ("authenticationMode" in props || "passwords" in props)),
            "authenticationMode must be given", props.authenticationMode)),
    },
    {
        name: "cache-user-limited",
        description: "A user may run the commands and see the keys that it needs.",
        severity: "medium",
        remediationSteps: "Name key patterns and categories in accessString, as in `on ~app:* -@all +@read`.",
        enforcementLevel: "mandatory",
        tags: [],
        validateResource: checkResource<elasticache.UserArgs>(user, ({ accessString }) => must(
            /^off\b/.test(accessString) || !/(\+@all|allcommands|~\*|allkeys)(\s|$)/.test(accessString),
            "accessString must name keys and categories", accessString)),
    },
];
