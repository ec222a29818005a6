import { AutoScalingClient } from "@aws-sdk/client-auto-scaling";
import { CloudWatchLogsClient } from "@aws-sdk/client-cloudwatch-logs";
import { EC2Client } from "@aws-sdk/client-ec2";
import { ElasticLoadBalancingV2Client } from "@aws-sdk/client-elastic-load-balancing-v2";
import { IAMClient } from "@aws-sdk/client-iam";
import { RDSClient } from "@aws-sdk/client-rds";
import { S3Client } from "@aws-sdk/client-s3";
import { SSMClient } from "@aws-sdk/client-ssm";
import { STSClient } from "@aws-sdk/client-sts";
import { devNull } from "node:os";

export type Clients = ReturnType<typeof createClients>;

const credentials = { accessKeyId: "emulated", secretAccessKey: "emulated" };

/** Clients that can reach nothing but the emulated AWS, whatever the user's own environment says. */
export function createClients(endpoint: string, region: string) {
    if (new URL(endpoint).hostname !== "127.0.0.1") {
        throw new Error(`the emulated AWS must be at 127.0.0.1, got ${endpoint}`);
    }
    // One attempt: an emulated AWS that doesn't answer is gone, and waiting for it would hide that.
    const config = {
        endpoint, region, credentials, maxAttempts: 1, useFipsEndpoint: false, useDualstackEndpoint: false };
    return {
        region,
        autoscaling: new AutoScalingClient(config),
        ec2: new EC2Client(config),
        lb: new ElasticLoadBalancingV2Client(config),
        iam: new IAMClient(config),
        logs: new CloudWatchLogsClient(config),
        rds: new RDSClient(config),
        s3: new S3Client(config),
        ssm: new SSMClient(config),
        sts: new STSClient(config),
    };
}

/** The same for a process of its own: variables that lead every AWS SDK there. */
export function clientEnvironment(endpoint: string): Record<string, string | undefined> {
    return {
        PATH: process.env.PATH,
        HOME: process.env.HOME,
        AWS_ACCESS_KEY_ID: credentials.accessKeyId,
        AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
        AWS_ENDPOINT_URL: endpoint,
        AWS_CONFIG_FILE: devNull,
        AWS_SHARED_CREDENTIALS_FILE: devNull,
        AWS_EC2_METADATA_DISABLED: "true",
        AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: "true",
    };
}
