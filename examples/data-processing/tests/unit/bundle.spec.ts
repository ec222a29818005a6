import type * as pulumi from "@pulumi/pulumi";
import assert from "node:assert/strict";
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import type * as lambda from "../../lambda";
import { bundle } from "../../components";

const source = resolve(__dirname, "../../lambda");

/** What the archive holds, by file name. */
async function readArchive(archive: pulumi.asset.AssetArchive): Promise<Record<string, string>> {
    const files = Object.entries(await archive.assets).map(async ([name, asset]) =>
        [name, await (asset as pulumi.asset.StringAsset).text] as const);
    return Object.fromEntries(await Promise.all(files));
}

describe("bundle", () => {
    let directory: string;
    before(() => directory = mkdtempSync(join(tmpdir(), "data-processing-")));
    after(() => rmSync(directory, { recursive: true, force: true }));

    it("is the same at each run, in any folder, whatever settings lie about there", async () => {
        const copy = join(directory, "copy/deep/lambda");
        cpSync(source, copy, { recursive: true });
        writeFileSync(join(directory, "copy/tsconfig.json"), '{"compilerOptions":{"target":"es5","strict":false}}');
        const first = await readArchive(bundle(join(source, "index.ts")));
        assert.deepEqual(await readArchive(bundle(join(source, "index.ts"))), first);
        assert.deepEqual(await readArchive(bundle(join(copy, "index.ts"))), first);
    });

    it("holds the function's own code alone", async () => {
        const { "index.js": code = "", ...others } = await readArchive(bundle(join(source, "index.ts")));
        assert.deepEqual(others, {});
        const modules = [...code.matchAll(/require\("([^"]+)"\)/g)].map(([, name]) => name);
        assert.deepEqual([...new Set(modules)].sort(), [
            "@aws-sdk/client-dynamodb", "@aws-sdk/client-s3", "@aws-sdk/client-sns", "@aws-sdk/client-sqs",
            "node:crypto", "node:events", "node:stream",
        ]);
        assert(!code.includes(resolve(__dirname, "../../../..")));
        assert(code.length < 20_000);
    });

    it("changes with the code", async () => {
        const entryPoint = join(directory, "index.ts");
        const texts = [];
        for (const value of [1, 2]) {
            writeFileSync(entryPoint, `export const handler: number = ${value};`);
            texts.push((await readArchive(bundle(entryPoint)))["index.js"]);
        }
        assert.notEqual(texts[0], texts[1]);
    });

    it("runs where the SDK is found, as in Lambda's runtime", async () => {
        const { "index.js": code = "" } = await readArchive(bundle(join(source, "index.ts")));
        const folder = join(directory, "task");
        mkdirSync(folder);
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

    it("reports what it can't bundle", () => {
        const entryPoint = join(directory, "broken.ts");
        writeFileSync(entryPoint, 'import "./missing";');
        assert.throws(() => bundle(entryPoint), /Could not resolve "\.\/missing"/);
    });
});
