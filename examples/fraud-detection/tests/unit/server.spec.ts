import assert from "node:assert/strict";
import { once } from "node:events";
import http, { type IncomingMessage, type Server } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { text } from "node:stream/consumers";
import { setTimeout } from "node:timers/promises";
import type { Rule } from "../../service/rules";
import { closeServer, createServer } from "../../service/server";
import { captureLog } from "../support/log";

const rules: Rule[] = [{ ruleId: "large", points: 50, field: "amount", above: 1000 }];
const valid = { id: "t-1", amount: 2000, currency: "EUR", country: "DE", merchant: "shop" };

describe("server", () => {
    let server: Server;
    let getRules: () => Promise<Rule[]>;

    beforeEach(async () => {
        getRules = () => Promise.resolve(rules);
        server = createServer(() => getRules()).listen(0, "127.0.0.1");
        await once(server, "listening");
    });
    afterEach(() => {
        server.close();
        server.closeAllConnections();
    });

    const port = () => (server.address() as AddressInfo).port;

    /** Sends a request, all at once. */
    async function send(method: string, path: string, body = "") {
        const request = http.request({
            host: "127.0.0.1", port: port(), method, path, headers: { "Content-Length": Buffer.byteLength(body) } });
        const [response] = await once(request.end(body), "response") as [IncomingMessage];
        return {
            status: response.statusCode, headers: response.headers, body: JSON.parse(await text(response)) as unknown };
    }

    it("says that it is healthy, whatever the query", async () => {
        const { status, body } = await send("GET", "/health?from=balancer");
        assert.deepEqual([status, body], [200, { status: "ok" }]);
    });

    it("is healthy without rules: a new task would have none either", async () => {
        getRules = () => Promise.reject(new Error("no table"));
        assert.equal((await send("GET", "/health")).status, 200);
    });

    it("scores a transaction", async () => {
        const { status, headers, body } = await send("POST", "/transactions", JSON.stringify(valid));
        assert.deepEqual([status, headers["content-type"]], [200, "application/json"]);
        assert.deepEqual(body, { id: "t-1", score: 50, decision: "review", rules: ["large"] });
    });

    it("refuses what is no transaction, and says why", async () => {
        const { status, body } = await send("POST", "/transactions", "[]");
        assert.deepEqual([status, body], [400, { problems: ["the body must be a JSON object"] }]);
    });

    it("refuses a body of more than 16 KiB, and takes one that is just as long", async () => {
        const long = JSON.stringify(valid).padEnd(16 * 1024);
        assert.equal((await send("POST", "/transactions", long)).status, 200);
        const { status, body } = await send("POST", "/transactions", `${long} `);
        assert.deepEqual([status, body], [413, { problems: ["the body must not exceed 16384 bytes"] }]);
    });

    it("answers in the end even if a body is far too long", async () => {
        assert.equal((await send("POST", "/transactions", "x".repeat(5_000_000))).status, 413);
    });

    it("refuses other paths and methods", async () => {
        assert.equal((await send("GET", "/")).status, 404);
        assert.equal((await send("GET", "/constructor")).status, 404);
        const { status, headers } = await send("PUT", "/transactions");
        assert.deepEqual([status, headers.allow], [405, "POST"]);
    });

    it("says for how long to wait while there are no rules, and logs why", async () => {
        getRules = () => Promise.reject(new Error("no table"));
        const lines = await captureLog(async () => {
            const { status, headers } = await send("POST", "/transactions", JSON.stringify(valid));
            assert.deepEqual([status, headers["retry-after"]], [503, "1"]);
        });
        assert.deepEqual(lines.map(({ level, error }) => [level, error]), [["error", "Error: no table"]]);
    });

    it("goes on after a client has left in the middle of its request", async () => {
        const socket = connect(port(), "127.0.0.1");
        socket.write("POST /transactions HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\n{");
        await once(server, "request");
        socket.destroy();
        await setTimeout(50);
        assert.equal((await send("GET", "/health")).status, 200);
    });

    it("answers what is no HTTP with 400", async () => {
        const socket = connect(port(), "127.0.0.1");
        socket.write("\0\0garbage\r\n\r\n");
        assert.match(await text(socket), /^HTTP\/1\.1 400 /);
    });

    it("finishes what it has begun while it is being closed, and keeps no connection", async () => {
        let resolveRules: (rules: Rule[]) => void = () => undefined;
        getRules = () => new Promise(resolve => resolveRules = resolve);
        const answer = send("POST", "/transactions", JSON.stringify(valid));
        await once(server, "request");
        await setTimeout(50);
        const closed = closeServer(server, 5_000);
        resolveRules(rules);
        const { status, headers } = await answer;
        assert.deepEqual([status, headers.connection], [200, "close"]);
        await closed;
    });

    it("cuts off a client that sends nothing, when it has been closed for a while", async () => {
        const socket = connect(port(), "127.0.0.1");
        await once(server, "connection");
        const cut = once(socket, "close");
        await closeServer(server, 50);
        await cut;
        assert.equal(server.listening, false);
    });

    it("keeps connections for longer than a load balancer does", () => {
        assert(server.keepAliveTimeout > 60_000);
    });
});
