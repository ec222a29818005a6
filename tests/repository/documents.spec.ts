import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { isDeleted, listFiles, listProjects } from "../../tools/host/house";
import { root } from "../../tools/host/project";

const read = (file: string) => readFileSync(join(root, file), "utf8");
// Those of stacks in other styles have faults of their own.
const documents = listFiles().filter(file => file.endsWith(".md") && !file.startsWith("tools/grade/fixtures/"));
const projects = listProjects();

/** Scripts that commands of a document can name: those of the project that it belongs to. */
function scriptsFor(file: string): Record<string, string> {
    const project = projects.find(project => file.startsWith(`${project}/`)) ?? ".";
    return (JSON.parse(read(join(project, "package.json"))) as { scripts: Record<string, string> }).scripts;
}

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

/** What scripts take behind `--`, besides `--project`. */
const options: Record<string, RegExp> = {
    "drift": /^(--json|--fail-on|[a-z][a-z0-9-]*)$/,
    "start": /^(--keep|--test|--faults|[a-z][a-z0-9-]*)$/,
    "grade": /^(--(profile|stack|without|sample|min|json|json-lines|markdown|html)|[\w./*-]+)$/,
    "grade:self": /^(--jobs|--every|\d+|[CDFHM]\d{1,2})$/,
    "outputs": /^[a-z][a-z0-9-]*$/,
    "parity": /^[a-z][a-z0-9-]*$/,
    "plan": /^(--since|--diff|--update|--html|plan\.html|--json|HEAD|[a-z][a-z0-9-]*)$/,
    "policy": /^(--score|--json|--sarif|--pack|[a-z][a-z0-9-]*(\.sarif)?)$/,
    "preflight": /^(--json|[a-z][a-z0-9-]*)$/,
};

/** The scripts of npm that a text runs, with what they get behind `--`. */
function npmScriptIn(command: string): { script: string; args: string[] } | undefined {
    const [, script, args = ""] = /^npm (?:run )?(\S+)(?: -- (.*))?$/.exec(command) ?? [];
    const own = script !== undefined && (command.startsWith("npm run ") || ["start", "test"].includes(script));
    return own ? { script, args: args.split(/\s+/).filter(Boolean) } : undefined;
}

describe("documents", () => {
    it("have blocks of commands at all", () => assert(blocks.length >= 5));

    it("mark blocks by what they need, and nothing else", () => {
        assert.deepEqual(blocks.filter(({ mark }) => ![undefined, "needs-aws", "needs-pulumi"].includes(mark)), []);
    });

    for (const { file, mark, commands } of blocks) {
        for (const command of commands) {
            it(`D10 ${file}: ${command}`, () => {
                const plain = command.replace(/^([A-Z_]+=\S* )+/, "");
                const { script, args } = npmScriptIn(plain) ?? { script: "", args: [] };
                const place = args.indexOf("--project");
                if (place >= 0) {
                    const [, folder = ""] = args.splice(place, 2);
                    assert(projects.includes(folder) || isDeleted(folder), `there is no project ${folder}`);
                }
                // With --project, a command is started in the root.
                const scripts = scriptsFor(place < 0 ? file : "README.md");
                assert(script === "" || script in scripts, `there is no script ${script}`);
                assert(args.every(arg => options[script]?.test(arg)), `${script} takes no ${args.join(" ")}`);
                const needsMark = /^(pulumi|aws) /.test(plain)
                    || ["drift", "outputs", "preflight", "test:integration"].includes(script);
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

    for (const file of listFiles().filter(file => file.startsWith(".github/"))) {
        it(`D10 ${file} names scripts that exist`, () => {
            const named = [...read(file).matchAll(/npm run ([\w:]+)/g)].map(([, script = ""]) => script);
            assert.deepEqual(named.filter(script => !(script in scriptsFor(file))), []);
        });
    }

    it("name files that exist", () => {
        for (const file of documents) {
            for (const [, target = ""] of read(file).matchAll(/\]\((?!https?:|#)([^)#]+)/g)) {
                const path = join(dirname(file), target);
                assert(existsSync(join(root, path)) || isDeleted(path), `${file} links to ${target}`);
            }
        }
    });
});
