import assert from "node:assert/strict";
import { createRequire } from "node:module";
import type * as lambda from "../../lambda";
import { readSettings } from "../../lambda/environment";
import { createHandler, type Request } from "../../lambda/handler";
import { type Certificate, makeCertificate, trust } from "../support/certificates";
import { fakeClients } from "../support/fake-aws";
import { type FakeServer, startPostgres, startRedis } from "../support/servers";

const request: Request = {
    httpMethod: "GET",
    resource: "/status",
    requestContext: { requestId: "request-1", identity: { userArn: "arn:aws:iam::123456789012:user/nurse" } },
};

describe("handler", () => {
    let certificate: Certificate;
    let distrust: () => void;
    let postgres: FakeServer;
    let redis: FakeServer;
    let entries: { level: string; entry: Record<string, string> }[];
    const { error, info } = console;

    before(async () => {
        certificate = await makeCertificate("localhost");
        distrust = trust(certificate);
        postgres = await startPostgres({ certificate, admits: () => true });
        redis = await startRedis({ certificate, admits: () => true });
    });
    after(async () => {
        distrust();
        await postgres.stop();
        await redis.stop();
    });
    beforeEach(() => {
        entries = [];
        console.error = (entry: Record<string, string>) => void entries.push({ level: "error", entry });
        console.info = (entry: Record<string, string>) => void entries.push({ level: "info", entry });
    });
    afterEach(() => void Object.assign(console, { error, info }));

    const answer = async (changes: Partial<Request>, ports: { database?: number; cache?: number } = {}) => {
        const clients = fakeClients({
            "/database": {
                address: "localhost", port: ports.database ?? postgres.port, database: "app", secretArn: "secret" },
            "secret": { username: "dbadmin", password: "s3cret" },
        });
        const settings = readSettings({
            AWS_REGION: "us-east-1",
            DATABASE_PARAMETER: "/database",
            CACHE_HOST: "localhost",
            CACHE_PORT: String(ports.cache ?? redis.port),
            CACHE_NAME: "cache",
            CACHE_USER: "app",
        });
        const { statusCode, headers, body } = await createHandler(clients, settings)({ ...request, ...changes });
        assert.deepEqual(headers, { "Content-Type": "application/json", "Cache-Control": "no-store" });
        return [statusCode, JSON.parse(body)] as [number, unknown];
    };

    it("finds database and cache", async () => {
        assert.deepEqual(await answer({}), [200, { database: "ok", cache: "ok" }]);
        assert.deepEqual(entries, []);
    });

    for (const [title, ports, expected] of [
        ["database", { database: 1 }, { database: "unavailable", cache: "ok" }],
        ["cache", { cache: 1 }, { database: "ok", cache: "unavailable" }],
    ] as const) {
        it(`says that the ${title} is unavailable, and why to the log alone`, async () => {
            assert.deepEqual(await answer({}, ports), [503, expected]);
            assert.deepEqual(entries.map(({ level, entry }) => [level, entry.message, entry.requestId]), [
                ["error", `${title} unavailable`, "request-1"]]);
            assert.match(entries[0]?.entry.error ?? "", /Error/);
            assert(!JSON.stringify(entries).includes("s3cret"));
        });
    }

    it("accepts a patient, and keeps who did so alone", async () => {
        const patient = { body: '{"givenName":"Ada","familyName":"Byron","birthDate":"1815-12-10"}' };
        const post = { httpMethod: "POST", resource: "/patients", ...patient };
        assert.deepEqual(await answer(post), [202, { requestId: "request-1" }]);
        assert.deepEqual(entries, [{
            level: "info",
            entry: {
                message: "patient accepted",
                requestId: "request-1",
                caller: "arn:aws:iam::123456789012:user/nurse",
            },
        }]);
    });

    it("knows no other methods and paths", async () => {
        const notFound = [404, { message: "not found" }];
        assert.deepEqual(await answer({ httpMethod: "DELETE", resource: "/patients" }), notFound);
        assert.deepEqual(await answer({ resource: "/patients" }), notFound);
    });

    it("takes clients and settings from its environment", async () => {
        const environment = { ...process.env };
        process.env.AWS_REGION = "us-east-1";
        try {
            const { handler } = createRequire(__filename)("../../lambda") as typeof lambda;
            const { statusCode } = await handler({ ...request, resource: "/" });
            assert.equal(statusCode, 404);
        } finally {
            process.env = environment;
        }
    });
});
