import { type Config, ConfigReader } from "../../lib/config-reader";
import { boolean, choice, integer, list, pattern } from "../../lib/rules";

const nameOfConfig = pattern(/^\S{1,256}$/, "must be 1 to 256 characters without spaces");

const isDistinct = (items: string[]) => new Set(items).size === items.length;

/** The keys of this system. What each means stands in Pulumi.yaml. */
const rules = {
    recorder: choice(["create", "adopt"]),
    adoptedRecorder: nameOfConfig,
    adoptedDeliveryChannel: nameOfConfig,
    managedRules: list("must be a list of at most 50 different identifiers such as RDS_STORAGE_ENCRYPTED",
        items => items.length <= 50 && isDistinct(items) && items.every(item => /^[A-Z0-9]+(_[A-Z0-9]+)*$/.test(item))),
    requiredTags: list("must be a list of 1 to 20 different names of at most 40 characters without commas",
        items => items.length > 0 && items.length <= 20 && isDistinct(items)
            && items.every(item => /^[^,]{1,40}$/.test(item))),
    minBackupDays: integer(1, 35),
    evaluateDaily: boolean,
    recordDays: integer(30, 3650),
    // Those with the AWS SDK's version 3 that AWS still updates.
    runtime: choice(["nodejs22.x", "nodejs24.x"]),
};

export type StackConfig = Config<typeof rules>;

/**
 * Reads the stack's configuration and the environment variable ENVIRONMENT_SUFFIX.
 * @throws pulumi.RunError that lists every problem, a line each.
 */
export function loadConfig(): StackConfig {
    return new ConfigReader(rules).finish();
}
