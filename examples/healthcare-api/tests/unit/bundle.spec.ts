import type * as pulumi from "@pulumi/pulumi";
import assert from "node:assert/strict";
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { builtinModules, createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { bundle } from "../../../../components/bundle";
import type * as lambda from "../../lambda";

describe("bundle of the function", () => {
    let directory: string;
    let code: string;

    before(async () => {
        directory = mkdtempSync(join(tmpdir(), "healthcare-api-"));
        const { "index.js": file } = await bundle(resolve(__dirname, "../../lambda/index.ts")).assets;
        code = await (file as pulumi.asset.StringAsset).text;
    });
    after(() => rmSync(directory, { recursive: true, force: true }));

    it("needs nothing but Node.js and AWS's SDK, which Lambda's runtime has", () => {
        const modules = [...code.matchAll(/\brequire\("([^"]+)"\)/g)].map(([, name = ""]) => name);
        const others = [...new Set(modules)]
            .filter(name => !name.startsWith("@aws-sdk/") && !builtinModules.includes(name.replace(/^node:/, "")));
        // A faster client of PostgreSQL, which is tried and left out where it is missing.
        assert.deepEqual(others, ["pg-native"]);
        assert(code.length < 600_000, `${code.length} characters`);
    });

    it("runs where the SDK is found, as in Lambda's runtime", async () => {
        symlinkSync(resolve(__dirname, "../../../../node_modules/@aws-sdk"), join(directory, "sdk"));
        writeFileSync(join(directory, "index.js"), code.replaceAll('require("@aws-sdk/', 'require("./sdk/'));
        const environment = { ...process.env };
        process.env.AWS_REGION = "us-east-1";
        try {
            const { handler } = createRequire(join(directory, "index.js"))("./index.js") as typeof lambda;
            const { statusCode } = await handler({
                httpMethod: "GET", resource: "/", requestContext: { requestId: "1", identity: { userArn: null } } });
            assert.equal(statusCode, 404);
        } finally {
            process.env = environment;
        }
    });
});
