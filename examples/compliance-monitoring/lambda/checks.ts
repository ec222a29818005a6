import { readPath } from "../../../lib/lambda/values";
import type { Item } from "./items";

export interface Verdict {
    compliance: "COMPLIANT" | "NON_COMPLIANT" | "NOT_APPLICABLE";
    /** Why, for who has to mend it. */
    annotation: string;
}

/** Looks at one resource that exists; `parameters` are those of the rule. */
export type Check = (item: Item, parameters: Record<string, string>) => Verdict;

/** The parameter `requiredTags` holds names, with commas between them. An empty value is none. */
export const checkRequiredTags: Check = ({ configuration, tags }, { requiredTags = "" }) => {
    if (["shutting-down", "terminated"].includes(String(readPath(configuration, "state", "name")))) {
        return { compliance: "NOT_APPLICABLE", annotation: "the instance is terminated" };
    }
    const missing = requiredTags.split(",").filter(tag => tag !== "" && !tags[tag]);
    return judge(missing.length === 0, "all required tags are there", `tags are missing: ${missing.join(", ")}`);
};

export const checkBucketEncryption: Check = ({ supplementaryConfiguration }) => {
    const rules = readPath(supplementaryConfiguration.ServerSideEncryptionConfiguration, "rules");
    const isEncrypted = Array.isArray(rules) && rules.some(rule =>
        Boolean(readPath(rule, "applyServerSideEncryptionByDefault", "sseAlgorithm")));
    return judge(isEncrypted, "objects are encrypted by default", "the bucket has no default encryption");
};

/** The parameter `minBackupDays` holds the days for which backups must be kept. */
export const checkDatabaseBackups: Check = ({ configuration }, { minBackupDays = "1" }) => {
    // Replicas have their source's backups, and instances of Aurora those of their cluster.
    if (["readReplicaSourceDBInstanceIdentifier", "dBClusterIdentifier"].some(key => readPath(configuration, key))) {
        return { compliance: "NOT_APPLICABLE", annotation: "the backups are those of another resource" };
    }
    const days = Number(readPath(configuration, "backupRetentionPeriod") ?? 0);
    return judge(days >= Number(minBackupDays), `backups are kept for ${days} days`,
        `backups are kept for ${days} days, and ${minBackupDays} are required`);
};

function judge(isCompliant: boolean, praise: string, complaint: string): Verdict {
    return isCompliant
        ? { compliance: "COMPLIANT", annotation: praise }
        : { compliance: "NON_COMPLIANT", annotation: complaint };
}
