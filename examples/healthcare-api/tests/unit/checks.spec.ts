import assert from "node:assert/strict";
import { checkCache } from "../../lambda/cache";
import { checkDatabase } from "../../lambda/database";
import type { Tools } from "../../lambda/environment";
import { type Certificate, makeCertificate, trust } from "../support/certificates";
import { fakeClients } from "../support/fake-aws";
import { type FakeServer, type FakeServerOptions, startPostgres, startRedis } from "../support/servers";

/** Both checks, against servers that speak TLS. Each test changes one thing. */
describe("checks", () => {
    let certificate: Certificate;
    let distrust: () => void;
    let server: FakeServer | undefined;

    before(async () => {
        certificate = await makeCertificate("localhost");
    });
    beforeEach(() => {
        distrust = trust(certificate);
    });
    afterEach(async () => {
        distrust();
        await server?.stop();
        server = undefined;
    });

    const toolsFor = (port: number, password = "pässword"): Tools => ({
        clients: fakeClients({
            "/database": { address: "localhost", port, database: "app", secretArn: "secret" },
            "secret": { username: "dbadmin", password },
        }),
        settings: {
            region: "us-east-1",
            databaseParameter: "/database",
            cache: { host: "localhost", port, name: "cache-1", user: "app-1" },
        },
    });

    const systems = [
        {
            title: "database",
            check: checkDatabase,
            start: startPostgres,
            admits: (user: string, password: string) => user === "dbadmin" && password === "pässword",
            asked: "SELECT 1",
        },
        {
            title: "cache",
            check: checkCache,
            start: startRedis,
            admits: (user: string, password: string) =>
                user === "app-1" && /^cache-1\/\?.*X-Amz-Signature=[0-9a-f]{64}/.test(password),
            asked: "ping",
        },
    ];
    for (const { title, check, start, admits, asked } of systems) {
        const run = async (changes: Partial<FakeServerOptions> = {}) => {
            server = await start({ certificate, admits, ...changes });
            await check(toolsFor(server.port));
            return server.received;
        };

        it(`${title} is asked over TLS, by the user who may`, async () => {
            assert.deepEqual(await run(), [asked]);
        });

        it(`${title} with the certificate of an unknown authority is refused`, async () => {
            const other = await makeCertificate("localhost");
            await assert.rejects(run({ certificate: other }), /self[- ]signed|Connection is closed/);
            assert.deepEqual(server?.received, []);
        });

        it(`${title} with the certificate of another server is refused`, async () => {
            const other = await makeCertificate("elsewhere");
            distrust();
            distrust = trust(other);
            await assert.rejects(run({ certificate: other }), /altnames|Connection is closed/);
            assert.deepEqual(server?.received, []);
        });

        it(`${title} that does not admit the user is reported`, async () => {
            await assert.rejects(run({ admits: () => false }));
            assert.deepEqual(server?.received.filter(text => text === "SELECT 1"), []);
        });

        it(`${title} whose connection breaks is reported`, async () => {
            await assert.rejects(run({ breaks: true }));
        });

        it(`${title} that is not there is reported`, async () => {
            await assert.rejects(check(toolsFor(1)));
        });

        it(`${title} that answers nothing is reported in time`, async () => {
            const start = Date.now();
            await assert.rejects(run({ hangs: true }));
            assert(Date.now() - start < 8000);
        });
    }
});
