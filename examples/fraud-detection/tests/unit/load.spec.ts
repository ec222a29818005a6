import assert from "node:assert/strict";
import http, { type Agent } from "node:http";
import type { Server } from "node:http";
import { text } from "node:stream/consumers";
import { startFakeDynamodb } from "../support/fake-dynamodb";
import { ServiceProcess } from "../support/service-process";

const rules = [
    { ruleId: { S: "large" }, points: { N: "50" }, field: { S: "amount" }, above: { N: "1000" } },
    { ruleId: { S: "far" }, points: { N: "40" }, field: { S: "country" }, in: { SS: ["XX"] } },
    { ruleId: { S: "broken" } },
];
const valid = (id: number) => JSON.stringify({
    id: `t-${id}`, amount: id, currency: "EUR", country: id % 2 ? "XX" : "DE", merchant: "shop" });

/** What clients send, with the status that must come back. */
const kinds: ((id: number) => { method: string; path: string; body: string; status: number })[] = [
    id => ({ method: "POST", path: "/transactions", body: valid(id), status: 200 }),
    () => ({ method: "GET", path: "/health", body: "", status: 200 }),
    id => ({ method: "POST", path: "/transactions", body: valid(id).slice(0, id % 40), status: 400 }),
    id => ({ method: "POST", path: "/transactions", body: `{"amount":"${id}","__proto__":{}}`, status: 400 }),
    id => ({ method: "POST", path: "/transactions", body: "\0\xff\u2028".repeat(id), status: 400 }),
    () => ({ method: "POST", path: "/transactions", body: "x".repeat(20_000), status: 413 }),
    id => ({ method: "DELETE", path: "/transactions", body: valid(id), status: 405 }),
    id => ({ method: "POST", path: `/%00/../${id}`, body: valid(id), status: 404 }),
];

function makeRequest(id: number) {
    const [kind] = kinds.slice(id % kinds.length);
    assert(kind);
    return kind(id);
}

const count = 1000;

interface Outcome {
    id: number;
    expected: number;
    /** 0 where no answer came. */
    status: number;
    body: string;
}

/** Sends the requests over 40 connections; `onAnswer` learns how many were answered so far. */
async function sendRequests(port: number, onAnswer: (answers: number) => void = () => undefined): Promise<Outcome[]> {
    const agent = new http.Agent({ keepAlive: true, maxSockets: 40 });
    let answers = 0;
    const outcomes = await Promise.all(Array.from({ length: count }, async (_, id) => {
        const { status: expected, ...request } = makeRequest(id);
        const { status, body } = await send(port, agent, request).catch(() => ({ status: 0, body: "" }));
        if (status > 0) {
            onAnswer(++answers);
        }
        return { id, expected, status, body };
    }));
    agent.destroy();
    return outcomes;
}

/** Sends a request, its body a little later than its headers: so some are always half way. */
function send(port: number, agent: Agent, { method, path, body }: { method: string; path: string; body: string }) {
    return new Promise<{ status: number; body: string }>((resolve, reject) => {
        const headers = { "Content-Length": Buffer.byteLength(body) };
        const request = http.request({ port, agent, method, path, headers, host: "127.0.0.1" }, response => {
            text(response).then(answer => resolve({ status: response.statusCode ?? 0, body: answer }), reject);
        }).on("error", reject);
        request.flushHeaders();
        request.once("socket", () => setTimeout(() => request.end(body), 10));
    });
}

describe("service under load", function () {
    this.timeout(120_000);
    let dynamodb: Server;
    let service: ServiceProcess;

    beforeEach(async () => {
        const { server, endpoint } = await startFakeDynamodb(rules);
        dynamodb = server;
        service = await ServiceProcess.start({ RULES_TABLE: "rules", AWS_ENDPOINT_URL: endpoint });
    });
    afterEach(() => {
        service.process.kill("SIGKILL");
        dynamodb.close();
        dynamodb.closeAllConnections();
    });

    it("answers each of 1,000 requests, most of them garbage, as it should, and none with 5xx", async () => {
        const outcomes = await sendRequests(service.port);
        assert.deepEqual(outcomes.filter(({ expected, status }) => status !== expected), []);
        assert.equal(await service.stop(), 0);
        const closed = service.log.at(-1);
        assert.deepEqual([closed?.message, closed?.received, closed?.answered], ["closed", count, count]);
    });

    it("scores by the rules of the table", async () => {
        const outcomes = await sendRequests(service.port);
        const scored = outcomes.filter(({ id }) => id % kinds.length === 0);
        assert(scored.length > 100);
        for (const { id, body } of scored) {
            assert.deepEqual(JSON.parse(body), { id: `t-${id}`, score: 0, decision: "accept", rules: [] });
        }
    });

    it("answers every request that it has accepted when SIGTERM comes in the middle, then ends by itself", async () => {
        let exit: Promise<number | null> | undefined;
        const outcomes = await sendRequests(service.port, answers => {
            if (answers === count / 4) {
                exit = service.stop();
            }
        });
        assert.equal(await exit, 0);
        const answered = outcomes.filter(({ status }) => status > 0);
        const closed = service.log.at(-1);
        assert.deepEqual([closed?.message, closed?.received, closed?.answered],
            ["closed", answered.length, answered.length]);
        assert(answered.length >= count / 4 && answered.length < count, `${answered.length} were answered`);
        assert.deepEqual(answered.filter(({ expected, status }) => status !== expected), []);
    });

    it("says what its environment lacks", async () => {
        await assert.rejects(
            ServiceProcess.start({ RULES_TABLE: "", PORT: "" }), /the environment lacks PORT, RULES_TABLE/);
    });
});
