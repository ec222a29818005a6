import { SignatureV4 } from "@smithy/signature-v4";
import assert from "node:assert/strict";
import { createToken } from "../../lambda/cache-token";
import { fakeClients } from "../support/fake-aws";

/** Keys of a role have a session, whose token holds characters that queries encode; keys of a user have none. */
const credentials = {
    role: { accessKeyId: "AKID", secretAccessKey: "s3cret", sessionToken: "ses/si+on==" },
    user: { accessKeyId: "AKID", secretAccessKey: "s3cret" },
};

for (const [who, keys] of Object.entries(credentials)) {
    describe(`cache token of a ${who}`, () => {
        const now = new Date("2026-02-03T04:05:06.789Z");
        const create = () => createToken({
            clients: fakeClients({}, keys),
            settings: {
                region: "eu-west-1",
                databaseParameter: "/database",
                cache: { host: "primary.cache", port: 6379, name: "cache-dev-01-1", user: "app-sg-1" },
            },
        }, now);

        it("is the request to connect as the user, without its scheme", async () => {
            const { host, pathname, searchParams } = new URL(`http://${await create()}`);
            assert.deepEqual([host, pathname], ["cache-dev-01-1", "/"]);
            const { "X-Amz-Signature": signature, ...others } = Object.fromEntries(searchParams);
            assert.match(signature ?? "", /^[0-9a-f]{64}$/);
            assert.deepEqual(others, {
                "Action": "connect",
                "User": "app-sg-1",
                "X-Amz-Algorithm": "AWS4-HMAC-SHA256",
                "X-Amz-Credential": "AKID/20260203/eu-west-1/elasticache/aws4_request",
                "X-Amz-Date": "20260203T040506Z",
                "X-Amz-Expires": "900",
                ..."sessionToken" in keys && { "X-Amz-Security-Token": keys.sessionToken },
                "X-Amz-SignedHeaders": "host",
            });
        });

        it("is signed as AWS's own signer does", async () => {
            const { sha256 } = fakeClients({}).secrets.config;
            const signer = new SignatureV4({ service: "elasticache", region: "eu-west-1", credentials: keys, sha256 });
            const { query } = await signer.presign({
                method: "GET",
                protocol: "http:",
                hostname: "cache-dev-01-1",
                path: "/",
                headers: { host: "cache-dev-01-1" },
                query: { Action: "connect", User: "app-sg-1" },
            }, { expiresIn: 900, signingDate: now });
            const { searchParams } = new URL(`http://${await create()}`);
            assert.equal(searchParams.get("X-Amz-Signature"), query?.["X-Amz-Signature"]);
        });
    });
}
