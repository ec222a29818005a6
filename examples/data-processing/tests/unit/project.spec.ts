import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { parse } from "yaml";

const projectDir = resolve(__dirname, "../..");
const root = resolve(projectDir, "../..");
const read = (file: string) => readFileSync(join(projectDir, file), "utf8");
const files = readdirSync(projectDir, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => join(entry.parentPath, entry.name).slice(projectDir.length + 1))
    .filter(file => !/node_modules|cfn-outputs|\.emulator|coverage/.test(file));
const specs = files.filter(file => file.endsWith(".spec.ts"));

describe("project", () => {
    it("D1 has specs for components and services, and asserts in each", () => {
        const components = files.filter(file => /^components\/(?!index)/.test(file));
        const missing = components.filter(file =>
            !specs.includes(file.replace("components/", "tests/unit/").replace(".ts", ".spec.ts")));
        assert.deepEqual(missing, []);
        assert.deepEqual(specs.filter(file => !/\bassert[.(]/.test(read(file))), []);
    });

    it("D3 has lines of at most 120 characters, and a newline at the end of each file", () => {
        // Pulumi.yaml is written anew by `pulumi new`.
        const written = files.filter(file => file !== "Pulumi.yaml");
        assert.deepEqual(written.filter(file => !/[^\n]\n$/.test(read(file))), []);
        assert.deepEqual(written.filter(file => read(file).split("\n").some(line => line.length > 120)), []);
    });

    it("D9 says what a key means once, in Pulumi.yaml", () => {
        const { config } = parse(read("Pulumi.yaml")) as { config: Record<string, { description: string }> };
        const others = files.filter(file => /\.(ts|md)$/.test(file) && !file.startsWith("tests/")).map(read).join();
        const repeated = Object.values(config).filter(({ description }) => {
            const [sentence = ""] = description.split(/\. |\.$/);
            return sentence.length >= 30 && others.includes(sentence);
        });
        assert.deepEqual(repeated, []);
    });

    it("D10 has a README whose scripts and files exist", () => {
        const readme = read("README.md");
        const { scripts } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { scripts: object };
        const named = [...readme.matchAll(/^npm (?:run )?(?!ci)(\S+)/gm)].map(([, script = ""]) => script);
        assert(named.length > 0);
        assert.deepEqual(named.filter(script => !(script in scripts)), []);
        const folders = [...readme.matchAll(/--project (\S+)|^cd (\S+)/gm)].map(([, a, b]) => a ?? b ?? "");
        assert.deepEqual(folders.filter(folder => !existsSync(join(root, folder, "Pulumi.yaml"))), []);
        const links = [...readme.matchAll(/\]\((?!https?:)([^)#]+)/g)].map(([, link = ""]) => link);
        assert(links.length > 0);
        assert.deepEqual(links.filter(link => !existsSync(join(projectDir, link))), []);
    });
});
