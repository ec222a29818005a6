import { type Config, ConfigReader } from "../../lib/config-reader";
import { boolean, choice, integer } from "../../lib/rules";

/** The keys of this system. What each means stands in Pulumi.yaml. */
const rules = {
    // Those with the AWS SDK's version 3 that AWS still updates.
    runtime: choice(["nodejs22.x", "nodejs24.x"]),
    memoryMib: integer(128, 10240),
    // Lambda's longest is 900; the function keeps 2 seconds of its time for what it could not process.
    timeoutSeconds: integer(5, 900),
    batchSize: integer(1, 10),
    maxConcurrency: integer(2, 1000),
    reservedConcurrency: integer(0, 1000),
    maxReceiveCount: integer(2, 1000),
    // Longer than a message can wait in both queues, or its second delivery would not find the record.
    recordDays: integer(30, 3650),
    alarmActions: boolean,
};

export type StackConfig = Config<typeof rules>;

/**
 * Reads the stack's configuration and the environment variable ENVIRONMENT_SUFFIX.
 * @throws pulumi.RunError that lists every problem, a line each.
 */
export function loadConfig(): StackConfig {
    const reader = new ConfigReader(rules);
    reader.refuse(
        ["reservedConcurrency", "maxConcurrency"],
        ({ reservedConcurrency, maxConcurrency }) => reservedConcurrency !== 0 && reservedConcurrency < maxConcurrency,
        ({ reservedConcurrency, maxConcurrency }) =>
            `reservedConcurrency must be 0 or at least maxConcurrency, got ${reservedConcurrency} and`
            + ` ${maxConcurrency}`);
    return reader.finish();
}
