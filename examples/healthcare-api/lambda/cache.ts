import { Redis } from "ioredis";
import { createToken } from "./cache-token";
import type { Tools } from "./environment";

const timeoutMs = 5000;

export async function checkCache(tools: Tools): Promise<void> {
    const { host, port, user } = tools.settings.cache;
    const client = new Redis({
        host,
        port,
        username: user,
        password: await createToken(tools),
        // Node.js knows the authorities that sign the certificates of ElastiCache.
        tls: { servername: host, rejectUnauthorized: true },
        lazyConnect: true,
        connectTimeout: timeoutMs,
        commandTimeout: timeoutMs,
        maxRetriesPerRequest: 0,
        retryStrategy: () => null,
        // It would ask for more than the user may know.
        enableReadyCheck: false,
    });
    // What fails is told by the call that it fails.
    client.on("error", () => undefined);
    try {
        await client.connect();
        await client.ping();
    } finally {
        client.disconnect();
    }
}
