import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";

const root = resolve(__dirname, "../..");
const read = (file: string) => readFileSync(join(root, file), "utf8");
const { scripts } = JSON.parse(read("package.json")) as { scripts: Record<string, string> };

const documents = ["README.md", "CHANGELOG.md", ...["docs", ".github"].flatMap(folder =>
    existsSync(join(root, folder)) ? readdirSync(join(root, folder)).map(file => `${folder}/${file}`) : [])]
    .filter(file => file.endsWith(".md"));

interface Block {
    file: string;
    mark: string | undefined;
    commands: string[];
}

/** The fenced blocks of shell commands. A word behind the language marks what CI can't run. */
const blocks: Block[] = documents.flatMap(file =>
    [...read(file).matchAll(/^ *```sh *(\S+)?\n(.*?)^ *```$/gms)].map(([, mark, text = ""]) => ({
        file,
        mark,
        commands: text.replaceAll(/\\\n\s*/g, " ").split("\n")
            .map(line => line.replace(/(^|\s)#.*/, "").trim())
            .filter(Boolean),
    })));

/** Options that scripts take behind `--`. */
const options: Record<string, RegExp> = {
    start: /^(--keep|--test|--faults|[a-z][a-z0-9-]*)$/,
    outputs: /^[a-z][a-z0-9-]*$/,
};

describe("documents", () => {
    it("have blocks of commands at all", () => assert(blocks.length >= 5));

    it("mark blocks by what they need, and nothing else", () => {
        assert.deepEqual(blocks.filter(({ mark }) => ![undefined, "needs-aws", "needs-pulumi"].includes(mark)), []);
    });

    for (const { file, mark, commands } of blocks) {
        for (const command of commands) {
            it(`D10 ${file}: ${command}`, () => {
                const [program, ...args] = command.replace(/^([A-Z_]+=\S* )+/, "").split(/\s+/);
                if (program === "npm" && ["run", "start", "test"].includes(args[0] ?? "")) {
                    const [script = "", ...rest] = args[0] === "run" ? args.slice(1) : args;
                    assert(script in scripts, `there is no script ${script}`);
                    const extra = rest.filter(arg => arg !== "--");
                    assert(extra.every(arg => options[script]?.test(arg)), `${script} takes no ${extra.join(" ")}`);
                }
                const needsMark = ["pulumi", "aws"].includes(program ?? "")
                    || (program === "npm" && ["outputs", "test:integration"].includes(args[1] ?? ""));
                assert(!needsMark || mark !== undefined, "the block needs a mark, as in ```sh needs-aws");
            });
        }
    }

    it("H5 show a road that begins with a backend, a passphrase and a stack", () => {
        const guide = blocks.filter(({ file }) => file === "docs/deploy.md");
        const road = guide.flatMap(({ commands }) => commands).join("\n");
        const steps = ["pulumi login", "PULUMI_CONFIG_PASSPHRASE", "pulumi stack init", "pulumi up", "pulumi destroy"];
        const places = steps.map(step => road.indexOf(step));
        assert(places.every(place => place >= 0), `of ${steps.join(", ")}, one is missing`);
        assert.deepEqual(places, [...places].sort((a, b) => a - b));
    });

    it("name files that exist", () => {
        for (const file of documents) {
            for (const [, target = ""] of read(file).matchAll(/\]\((?!https?:|#)([^)#]+)/g)) {
                assert(existsSync(join(root, dirname(file), target)), `${file} links to ${target}`);
            }
        }
    });
});
