import type * as pulumi from "@pulumi/pulumi";
import assert from "node:assert/strict";
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { bundle } from "../../../../components/bundle";
import type * as lambda from "../../lambda";

describe("bundle of the function", () => {
    let code: string;
    before(async () => {
        const { "index.js": file } = await bundle(resolve(__dirname, "../../lambda/index.ts")).assets;
        code = await (file as pulumi.asset.StringAsset).text;
    });

    it("holds the function's own code alone", () => {
        const modules = [...code.matchAll(/require\("([^"]+)"\)/g)].map(([, name]) => name);
        assert.deepEqual([...new Set(modules)].sort(), [
            "@aws-sdk/client-dynamodb", "@aws-sdk/client-s3", "@aws-sdk/client-sns", "@aws-sdk/client-sqs",
            "node:crypto", "node:events", "node:stream",
        ]);
        assert(code.length < 20_000);
    });

    it("runs where the SDK is found, as in Lambda's runtime", async () => {
        const folder = mkdtempSync(join(tmpdir(), "data-processing-"));
        after(() => rmSync(folder, { recursive: true, force: true }));
        symlinkSync(resolve(__dirname, "../../../../node_modules"), join(folder, "node_modules"));
        writeFileSync(join(folder, "index.js"), code);
        const environment = { ...process.env };
        process.env.AWS_REGION = "us-east-1";
        try {
            const { handler } = createRequire(join(folder, "index.js"))("./index.js") as typeof lambda;
            const context = { getRemainingTimeInMillis: () => 30_000 };
            assert.deepEqual(await handler({ Records: [] }, context), { batchItemFailures: [] });
        } finally {
            process.env = environment;
        }
    });
});
