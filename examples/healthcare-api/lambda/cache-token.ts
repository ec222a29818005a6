import { createHash, createHmac } from "node:crypto";
import type { Tools } from "./environment";

const algorithm = "AWS4-HMAC-SHA256";

/**
 * Signs a token with which the function's role connects to the cache, and which is valid for a quarter of an hour: a
 * request to connect, without its scheme. AWS's own signer would be more than a third of the function's code.
 * https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/auth-iam.html
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
 */
export async function createToken({ clients, settings: { region, cache } }: Tools, now = new Date()): Promise<string> {
    const { accessKeyId, secretAccessKey, sessionToken } = await clients.secrets.config.credentials();
    const time = now.toISOString().replace(/[-:]|\.\d+/g, "");
    const scope = [time.slice(0, 8), region, "elasticache", "aws4_request"];
    const query = new URLSearchParams({
        "Action": "connect",
        "User": cache.user,
        "X-Amz-Algorithm": algorithm,
        "X-Amz-Credential": [accessKeyId, ...scope].join("/"),
        "X-Amz-Date": time,
        "X-Amz-Expires": "900",
        // Keys of an IAM user, who has no session, have none.
        ...sessionToken === undefined ? {} : { "X-Amz-Security-Token": sessionToken },
        "X-Amz-SignedHeaders": "host",
    }).toString();
    const request = ["GET", "/", query, `host:${cache.name}\n`, "host", hash("")].join("\n");
    const key = scope.reduce<string | Buffer>((secret, part) => sign(secret, part), `AWS4${secretAccessKey}`);
    const signature = sign(key, [algorithm, time, scope.join("/"), hash(request)].join("\n")).toString("hex");
    return `${cache.name}/?${query}&X-Amz-Signature=${signature}`;
}

function hash(text: string): string {
    return createHash("sha256").update(text).digest("hex");
}

function sign(key: string | Buffer, text: string): Buffer {
    return createHmac("sha256", key).update(text).digest();
}
