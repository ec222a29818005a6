import http, { type IncomingMessage, type Server } from "node:http";
import { log } from "./log";
import { type Rule, scoreTransaction } from "./rules";
import { parseTransaction } from "./transaction";

/** Bytes of a body, at most. */
const maxBody = 16 * 1024;

interface Answer {
    status: number;
    body: unknown;
    headers?: Record<string, string>;
}

const settings = {
    // Longer than the load balancer keeps an idle connection: it would send a request into one that is being closed.
    keepAliveTimeout: 65_000,
    requestTimeout: 10_000,
    connectionsCheckingInterval: 1_000,
};

/** Serves `GET /health` and `POST /transactions`. */
export function createServer(getRules: () => Promise<Rule[]>): Server {
    const server: Server = http.createServer(settings, (request, response) => {
        answer(request, getRules).then(({ status, body, headers }) => {
            const text = JSON.stringify(body);
            response.writeHead(status, {
                "Content-Type": "application/json",
                "Content-Length": Buffer.byteLength(text),
                // A server that is being closed keeps no connection for another request.
                ...!server.listening && { Connection: "close" },
                ...headers,
            }).end(text);
        // The client has gone before its request was complete.
        }).catch(() => response.destroy());
    });
    return server;
}

/** Takes no more connections, and ends when all requests are answered; after the grace, connections are cut off. */
export async function closeServer(server: Server, graceMs: number): Promise<void> {
    const timer = setTimeout(() => server.closeAllConnections(), graceMs);
    // Connections on which no request is being sent or answered are closed at once.
    await new Promise(resolve => server.close(resolve));
    clearTimeout(timer);
}

async function answer(request: IncomingMessage, getRules: () => Promise<Rule[]>): Promise<Answer> {
    const path = String(request.url?.split("?", 1));
    const text = await readBody(request);
    const allowed = new Map([["/health", "GET"], ["/transactions", "POST"]]).get(path);
    if (allowed === undefined) {
        return { status: 404, body: { problems: ["there is no such path"] } };
    }
    if (request.method !== allowed) {
        return { status: 405, body: { problems: [`${path} takes ${allowed}`] }, headers: { Allow: allowed } };
    }
    return path === "/health" ? { status: 200, body: { status: "ok" } } : score(text, getRules);
}

async function score(text: string | undefined, getRules: () => Promise<Rule[]>): Promise<Answer> {
    if (text === undefined) {
        return { status: 413, body: { problems: [`the body must not exceed ${maxBody} bytes`] } };
    }
    const parsed = parseTransaction(text);
    if ("problems" in parsed) {
        return { status: 400, body: parsed };
    }
    const { transaction } = parsed;
    try {
        return { status: 200, body: { id: transaction.id, ...scoreTransaction(transaction, await getRules()) } };
    } catch (error) {
        log("error", { message: "the rules could not be read", error: String(error) });
        return { status: 503, body: { problems: ["the rules can't be read"] }, headers: { "Retry-After": "1" } };
    }
}

/**
 * The body as text; undefined where it is too long. It is read to its end all the same: a connection that is closed
 * while the client sends loses the answer.
 */
async function readBody(request: IncomingMessage): Promise<string | undefined> {
    const chunks: Buffer[] = [];
    let length = 0;
    for await (const chunk of request as AsyncIterable<Buffer>) {
        length += chunk.length;
        if (length <= maxBody) {
            chunks.push(chunk);
        }
    }
    return length <= maxBody ? Buffer.concat(chunks).toString("utf8") : undefined;
}
