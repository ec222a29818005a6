import * as pulumi from "@pulumi/pulumi";
import { serializeProperty } from "@pulumi/pulumi/runtime/rpc";
import { strFromU8, unzipSync, zipSync } from "fflate";
import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { temporaryProject } from "../host/temporary-project";
import { zipArchive } from "./archive";

const { AssetArchive, FileArchive, FileAsset, RemoteAsset, StringAsset } = pulumi.asset;

describe("archive", () => {
    const projectDir = temporaryProject({ "a.js": "a" });
    mkdirSync(join(projectDir, "folder/inner"), { recursive: true });
    writeFileSync(join(projectDir, "folder/inner/b.js"), "b");
    writeFileSync(join(projectDir, "c.zip"), zipSync({ "c.js": Buffer.from("c") }));

    /** As it comes from a program. */
    const zip = async (archive: pulumi.asset.Archive) =>
        zipArchive(await serializeProperty("code", archive, new Set()), projectDir);
    const unzip = async (archive: pulumi.asset.Archive) =>
        Object.fromEntries(Object.entries(unzipSync(await zip(archive))).map(([name, content]) =>
            [name, strFromU8(content)]));

    it("holds texts, files, folders and zip files, relative to the project", async () => {
        assert.deepEqual(await unzip(new AssetArchive({
            "text.js": new StringAsset("text"),
            "file.js": new FileAsset("a.js"),
            "folder": new FileArchive("./folder"),
            "zip": new FileArchive("c.zip"),
        })), { "text.js": "text", "file.js": "a", "folder/inner/b.js": "b", "zip/c.js": "c" });
        assert.deepEqual(await unzip(new FileArchive("folder")), { "inner/b.js": "b" });
        assert.deepEqual(await unzip(new FileArchive("c.zip")), { "c.js": "c" });
    });

    it("is the same for the same files", async () => {
        const archive = () => zip(new AssetArchive({ "text.js": new StringAsset("text") }));
        assert.deepEqual(await archive(), await archive());
    });

    it("refuses what it can't read", async () => {
        await assert.rejects(zip(new AssetArchive({ a: new RemoteAsset("https://example.com/a") })), {
            message: "the emulator reads code from files and texts, not from https://example.com/a" });
        await assert.rejects(zip(new FileArchive("a.js")), {
            message: `the emulator reads archives that are folders or zip files, not ${join(projectDir, "a.js")}` });
    });
});
