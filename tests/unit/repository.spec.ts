import { ESLint } from "eslint";
import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { parse } from "yaml";

const root = resolve(__dirname, "../..");
const read = (file: string) => readFileSync(join(root, file), "utf8");

/** All files but those that tools make; a fresh copy may not be in git yet. */
function allFiles(folder = ""): string[] {
    const made = [".git", "node_modules", ".emulator", "coverage", "cfn-outputs"];
    return readdirSync(join(root, folder), { withFileTypes: true })
        .filter(({ name }) => !made.includes(name))
        .flatMap(entry => entry.isDirectory() ? allFiles(`${folder}${entry.name}/`) : `${folder}${entry.name}`);
}

const files = allFiles();
const sources = files.filter(file => file.endsWith(".ts"));
const specs = sources.filter(file => file.endsWith(".spec.ts"));
const packageJson = JSON.parse(read("package.json")) as { main: string; scripts: Record<string, string> };
const project = parse(read("Pulumi.yaml")) as {
    main?: string;
    runtime: { name: string };
    config: Record<string, { type: string; description: string; default?: unknown }>;
};
const ownKeys = Object.entries(project.config).filter(([key]) => !key.includes(":"));

describe("repository", () => {
    it("C1 has the entry point that it names", () => {
        assert.equal(project.main, undefined, "package.json names it");
        assert(existsSync(join(root, packageJson.main)));
    });

    it("C5 gives defaults to keys of its own only, and none to what every environment must say", () => {
        const foreign = Object.entries(project.config).filter(([key]) => key.includes(":"));
        assert.deepEqual(foreign.filter(([, entry]) => "default" in entry || "type" in entry), []);
        const required = ownKeys.filter(([, entry]) => !("default" in entry));
        assert.deepEqual(required.map(([key]) => key), ["environment", "vpcCidr"]);
    });

    it("describes every key of its configuration", () => {
        const silent = ownKeys.filter(([, entry]) => !entry.type || !entry.description);
        assert.deepEqual(silent, []);
    });

    it("M8 has LF line ends, and a newline at the end of every file", () => {
        assert.match(read(".gitattributes"), /eol=lf/);
        assert.deepEqual(files.filter(file => read(file).includes("\r")), []);
        assert.deepEqual(files.filter(file => !read(file).endsWith("\n")), []);
    });

    it("D3 M7 has no line over 120 characters in code and documents", () => {
        // The Pulumi CLI writes the stack files, and writes Pulumi.yaml anew in a project that it makes from this one.
        const written = files.filter(file => !/^Pulumi\.(.+\.)?yaml$/.test(file.split("/").at(-1) ?? ""));
        const long = written.filter(file => /\.(ts|mjs|cjs|py|md|yaml|yml)$/.test(file)).filter(file =>
            read(file).split("\n").some(line => line.length > 120 && !line.includes("http")));
        assert.deepEqual(long, []);
    });

    it("H12 F6 lints all code, for long lines, missing newlines and the style of imports too", async () => {
        const config = await new ESLint({ cwd: root }).calculateConfigForFile(join(root, "index.ts")) as {
            rules: Record<string, [severity: number, ...options: unknown[]]>;
        };
        const error = 2;
        assert.deepEqual(config.rules["@stylistic/max-len"], [error, { code: 120, tabWidth: 4 }]);
        assert.equal(config.rules["@stylistic/eol-last"]?.[0], error);
        assert.equal(config.rules["@typescript-eslint/consistent-type-imports"]?.[0], error);
        assert.equal(config.rules["@typescript-eslint/restrict-template-expressions"]?.[0], error);
        assert.match(packageJson.scripts.check ?? "", /^tsc -p \. && eslint \.$/);
    });

    it("D2 H1 F7 runs unit tests under a coverage gate of 100 % that counts the code itself", () => {
        const c8 = JSON.parse(read(".c8rc.json")) as Record<string, unknown> & Record<"include" | "reporter", string[]>;
        assert.deepEqual(
            [c8.all, c8["check-coverage"], c8.statements, c8.branches, c8.functions, c8.lines],
            [true, true, 100, 100, 100, 100]);
        assert(c8.reporter.includes("json-summary"));
        const program = sources.filter(file => /^([a-z]+|components\/[a-z0-9-]+)\.ts$/.test(file));
        assert.deepEqual(program.filter(file => !c8.include.includes(file) && !file.startsWith("components/")), []);
        assert(c8.include.includes("components/**/*.ts"));
        assert.match(packageJson.scripts.test ?? "", /c8 npm run test:unit/);
    });

    it("D1 H1 M5 F4 has specs for all components, that assert in every test and skip none", () => {
        for (const file of sources.filter(file => /^components\/(?!index)/.test(file))) {
            const name = file.replace("components/", "").replace(".ts", "");
            // The flow log is a part of the VPC.
            assert(name === "flow-log" || specs.includes(`tests/unit/${name}.spec.ts`), `${file} has no spec`);
        }
        for (const file of specs.filter(file => file !== "tests/unit/repository.spec.ts")) {
            const text = read(file);
            assert(/assert[.(]|assert\w+\(/.test(text), `${file} asserts nothing`);
            const traces = /^```|\b(it|describe)\.(only|skip)\(|^\s*\/\/\s*(it|describe)\(|assert\(true\)/m;
            assert.doesNotMatch(text, traces, file);
        }
    });

    it("H2 F5 asks AWS in its integration tests, and never imports what was deployed", () => {
        const integration = specs.filter(file => file.startsWith("tests/integration/"));
        assert(integration.length >= 8);
        for (const file of integration.filter(file => !file.endsWith("/stack.spec.ts"))) {
            assert.match(read(file), /\bclients\./, file);
            assert.doesNotMatch(read(file), /@pulumi|setMocks|components\/(?!cidr)/, file);
        }
    });

    it("D9 says what a key means once, in Pulumi.yaml", () => {
        for (const [, { description }] of ownKeys) {
            const [sentence = ""] = description.split(/[.,;:] /);
            const copies = [...sources, "README.md"].filter(file => read(file).includes(sentence));
            assert(sentence.length < 30 || copies.length === 0, `${sentence}: ${copies.join(", ")}`);
        }
    });

    it("locks versions without the address of a registry", () => {
        const withoutFunding = read("package-lock.json").split("\n").filter(line => !/"(url|funding)": /.test(line));
        assert.deepEqual(withoutFunding.filter(line => /"resolved"|https?:/.test(line)), []);
    });
});
