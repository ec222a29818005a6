import type * as pulumi from "@pulumi/pulumi";
import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { bundle } from "../../components/bundle";

describe("bundle", () => {
    let directory: string;
    before(() => directory = mkdtempSync(join(tmpdir(), "bundle-")));
    after(() => rmSync(directory, { recursive: true, force: true }));

    /** Writes the files of a function, and returns the code that its bundle holds. */
    const bundleOf = async (files: Record<string, string>, folder = "function") => {
        mkdirSync(join(directory, folder), { recursive: true });
        for (const [name, content] of Object.entries(files)) {
            writeFileSync(join(directory, folder, name), content);
        }
        const { "index.js": file, ...others } = await bundle(join(directory, folder, "index.ts")).assets;
        assert.deepEqual(others, {});
        return (file as pulumi.asset.StringAsset).text;
    };

    const source = {
        "index.ts": 'import { answer } from "./answer"; export const handler = (): number => answer;',
        "answer.ts": "export const answer: number = 42;",
    };

    it("holds the code of a function and what it imports", async () => {
        const code = await bundleOf(source);
        assert(code.includes("42"));
        assert(!code.includes("require("), code);
    });

    it("is the same at each run, in any folder, whatever settings lie about there", async () => {
        const first = await bundleOf(source);
        const settings = { "tsconfig.json": '{"compilerOptions":{"target":"es5","strict":false}}' };
        assert.equal(await bundleOf({ ...source, ...settings }, "copy/deep/function"), first);
    });

    it("names no folder of the machine", async () => {
        assert(!(await bundleOf(source)).includes(directory));
    });

    it("leaves AWS's SDK to the runtime", async () => {
        const code = await bundleOf({ "index.ts": 'export { S3Client } from "@aws-sdk/client-s3";' });
        assert.match(code, /require\("@aws-sdk\/client-s3"\)/);
        assert(code.length < 5_000);
    });

    it("changes with the code", async () => {
        const texts = [1, 2].map(value => bundleOf({ "index.ts": `export const handler = ${value};` }, String(value)));
        const [one, two] = await Promise.all(texts);
        assert.notEqual(one, two);
    });

    it("reports what it can't bundle", async () => {
        await assert.rejects(bundleOf({ "index.ts": 'import "./missing";' }), /Could not resolve "\.\/missing"/);
    });
});
