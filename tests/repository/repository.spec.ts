import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { listFiles, listProjects } from "../../tools/host/house";
import { root } from "../../tools/host/project";

const read = (file: string) => readFileSync(join(root, file), "utf8");
const files = listFiles();

interface Key {
    type?: string;
    description?: string;
    default?: unknown;
}

for (const project of listProjects()) {
    describe(`Pulumi.yaml in ${project}`, () => {
        const { config } = parse(read(join(project, "Pulumi.yaml"))) as { config: Record<string, Key> };
        const ownKeys = Object.entries(config).filter(([key]) => !key.includes(":"));

        it("C5 gives types and defaults to its own keys only", () => {
            const foreign = Object.entries(config).filter(([key]) => key.includes(":"));
            assert.deepEqual(foreign.filter(([, entry]) => "default" in entry || "type" in entry), []);
        });

        it("describes every key", () => {
            assert.deepEqual(ownKeys.filter(([, { type, description }]) => !type || !description), []);
        });

        it("D9 alone says what a key means", () => {
            for (const [, { description = "" }] of ownKeys) {
                const [sentence = ""] = description.split(/[.,;:] /);
                const copies = files.filter(file => /\.(ts|md)$/.test(file) && read(file).includes(sentence));
                assert(sentence.length < 30 || copies.length === 0, `${sentence}: ${copies.join(", ")}`);
            }
        });
    });
}

describe("repository", () => {
    it("M8 has LF line ends", () => {
        assert.deepEqual(files.filter(file => read(file).includes("\r")), []);
    });

    it("has a newline at the end of every file", () => {
        assert.deepEqual(files.filter(file => !read(file).endsWith("\n")), []);
    });

    it("M7 has no line over 120 characters in documents and settings", () => {
        // Code is left to ESLint; the Pulumi CLI writes its files itself, without breaking lines.
        const texts = files.filter(file => /\.(md|py|ya?ml)$|^\.ci\//.test(file) && !/(^|\/)Pulumi\.[^/]*$/.test(file));
        const isLong = (line: string) => line.length > 120 && !line.includes("http");
        assert.deepEqual(texts.filter(file => read(file).split("\n").some(isLong)), []);
    });

    it("locks versions without the address of a registry", () => {
        const { packages } = JSON.parse(read("package-lock.json")) as {
            packages: Record<string, { version?: string; resolved?: string }>; };
        const addresses = Object.values(packages).filter(({ version, resolved }) =>
            [version, resolved].some(text => text?.includes("://")));
        assert.deepEqual(addresses, []);
    });
});
