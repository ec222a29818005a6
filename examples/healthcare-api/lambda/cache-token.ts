import { SignatureV4 } from "@smithy/signature-v4";
import type { Tools } from "./environment";

/**
 * Signs a token with which the function's role connects to the cache, and which is valid for a quarter of an hour: a
 * request to connect, without its scheme.
 */
export async function createToken({ clients, settings: { region, cache } }: Tools): Promise<string> {
    const { credentials, sha256 } = clients.secrets.config;
    const signer = new SignatureV4({ service: "elasticache", region, credentials, sha256 });
    const { hostname, path, query } = await signer.presign({
        method: "GET",
        protocol: "http:",
        hostname: cache.name,
        path: "/",
        headers: { host: cache.name },
        query: { Action: "connect", User: cache.user },
    }, { expiresIn: 900 });
    return `${hostname}${path}?${new URLSearchParams(query as Record<string, string>).toString()}`;
}
