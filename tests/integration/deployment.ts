import { AutoScalingClient } from "@aws-sdk/client-auto-scaling";
import { CloudWatchLogsClient } from "@aws-sdk/client-cloudwatch-logs";
import { EC2Client } from "@aws-sdk/client-ec2";
import { ElasticLoadBalancingV2Client } from "@aws-sdk/client-elastic-load-balancing-v2";
import { IAMClient } from "@aws-sdk/client-iam";
import { RDSClient } from "@aws-sdk/client-rds";
import { S3Client } from "@aws-sdk/client-s3";
import { SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { SSMClient } from "@aws-sdk/client-ssm";
import { GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import { resolve } from "node:path";
import type { StackOutputs } from "../../outputs";
import { defaultOutputsFile, readOutputs } from "../../tools/outputs";
import { readSettings, type StackSettings } from "../../tools/settings";

/** The deployment under test as its outputs describe it, and the settings it was made from. */
export const { outputs, settings } = load();

/** What a resource of this deployment is named: `{resource}-{environment}-{suffix}`. */
export function named(resource: string): string {
    return `${resource}-${outputs.environment}-${outputs.environmentSuffix}`;
}

/** A key of the stack's configuration, as text. */
export function setting(key: string): string {
    return settings.config[`${settings.project}:${key}`] ?? "";
}

export const zones = JSON.parse(setting("zones")) as string[];

/** Tags that every resource carries, except Name. */
export const commonTags: Record<string, string> = {
    ...JSON.parse(setting("tags")) as Record<string, string>,
    ...(JSON.parse(settings.config["aws:defaultTags"] ?? "{}") as { tags?: Record<string, string> }).tags,
    Project: settings.project,
    Environment: outputs.environment,
    EnvironmentSuffix: outputs.environmentSuffix,
    ManagedBy: "Pulumi",
};

/** Tags in the shape of most AWS APIs, as a record. */
export function tagRecord(tags: { Key?: string; Value?: string }[] | undefined): Record<string, string | undefined> {
    return Object.fromEntries((tags ?? []).map(({ Key = "", Value }) => [Key, Value]));
}

const client = { region: outputs.region };
export const autoscaling = new AutoScalingClient(client);
export const ec2 = new EC2Client(client);
export const elb = new ElasticLoadBalancingV2Client(client);
export const iam = new IAMClient(client);
export const logs = new CloudWatchLogsClient(client);
export const rds = new RDSClient(client);
export const s3 = new S3Client(client);
export const secretsManager = new SecretsManagerClient(client);
export const ssm = new SSMClient(client);
const sts = new STSClient(client);

/**
 * Declares a test that needs living instances and a network. The emulated AWS has neither: there it is skipped, and its
 * title says why.
 */
export function itLive(title: string, test: () => Promise<void>, timeout = 60_000): void {
    if (process.env.AWS_ENDPOINT_URL) {
        it.skip(`${title} (live only: nothing serves in an emulated AWS)`, test);
    } else {
        it(title, test).timeout(timeout);
    }
}

/** Whose credentials the tests run with; the deployment is in the same account. */
export async function caller(): Promise<{ account: string; partition: string }> {
    const { Account = "", Arn = "" } = await sts.send(new GetCallerIdentityCommand({}));
    return { account: Account, partition: Arn.split(":")[1] ?? "" };
}

function load(): { outputs: StackOutputs; settings: StackSettings } {
    try {
        const outputs = readOutputs(process.env.OUTPUTS_FILE ?? defaultOutputsFile);
        return { outputs, settings: readSettings(resolve(__dirname, "../.."), outputs.stack) };
    } catch (error) {
        // Without a deployment there is nothing to test: one sentence says more than a failure of every test.
        console.error((error as Error).message);
        return process.exit(2);
    }
}
