import assert from "node:assert/strict";
import { createHash, createHmac } from "node:crypto";
import { createToken } from "../../lambda/cache-token";
import { fakeClients } from "../support/fake-aws";

const hash = (text: string) => createHash("sha256").update(text).digest("hex");
const sign = (key: string | Buffer, text: string) => createHmac("sha256", key).update(text).digest();

describe("cache token", () => {
    const create = () => createToken({
        clients: fakeClients({}),
        settings: {
            region: "eu-west-1",
            databaseParameter: "/database",
            cache: { host: "primary.cache", port: 6379, name: "cache-dev-01-1", user: "app-sg-1" },
        },
    });

    it("is the request to connect as the user, without its scheme", async () => {
        const { host, pathname, searchParams } = new URL(`http://${await create()}`);
        assert.deepEqual([host, pathname], ["cache-dev-01-1", "/"]);
        const { "X-Amz-Date": date, "X-Amz-Signature": signature, ...others } = Object.fromEntries(searchParams);
        assert.match(date ?? "", /^\d{8}T\d{6}Z$/);
        assert.match(signature ?? "", /^[0-9a-f]{64}$/);
        assert.deepEqual(others, {
            "Action": "connect",
            "User": "app-sg-1",
            "X-Amz-Algorithm": "AWS4-HMAC-SHA256",
            "X-Amz-Credential": `AKID/${date?.slice(0, 8)}/eu-west-1/elasticache/aws4_request`,
            "X-Amz-Expires": "900",
            "X-Amz-Security-Token": "ses/si+on==",
            "X-Amz-SignedHeaders": "host",
        });
    });

    it("is signed as AWS says, with the credentials of the function", async () => {
        const [, query = ""] = (await create()).split("?");
        const parameters = query.split("&").filter(text => !text.startsWith("X-Amz-Signature=")).sort();
        const { searchParams } = new URL(`http://host/?${query}`);
        const date = searchParams.get("X-Amz-Date") ?? "";
        const scope = (searchParams.get("X-Amz-Credential") ?? "").replace("AKID/", "");
        const request = ["GET", "/", parameters.join("&"), "host:cache-dev-01-1\n", "host", hash("")].join("\n");
        const text = ["AWS4-HMAC-SHA256", date, scope, hash(request)].join("\n");
        const key = scope.split("/").reduce<string | Buffer>((secret, part) => sign(secret, part), "AWS4s3cret");
        assert.equal(searchParams.get("X-Amz-Signature"), sign(key, text).toString("hex"));
    });
});
