import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { temporaryProject } from "../host/temporary-project";
import { plan } from "./plan";

/** A program with one database of this name, whose settings follow. */
const program = (name: string, size = 20, options = "{}") => `
    const pulumi = require("@pulumi/pulumi");
    new pulumi.CustomResource("aws:rds/instance:Instance", "${name}", {
        engine: "mysql", instanceClass: "db.t4g.micro", allocatedStorage: ${size}, storageType: "gp3",
    }, ${options});
`;

function createProject(source: string, files: Record<string, string> = {}): string {
    return temporaryProject({
        "Pulumi.yaml": "{ name: shop, runtime: { name: nodejs, options: { typescript: false } } }",
        "Pulumi.dev.yaml": "config: { aws:region: us-east-1 }",
        "index.js": source,
        ".gitignore": "node_modules\n",
        ...files,
    });
}

function commit(folder: string): void {
    const identity = ["-c", "user.name=a", "-c", "user.email=a@example.com"];
    for (const args of [["init", "-q"], ["add", "-A"], [...identity, "commit", "-q", "-m", "first"]]) {
        const { status, stderr } = spawnSync("git", args, { cwd: folder, encoding: "utf8" });
        assert.equal(status, 0, stderr);
    }
}

/** Runs the command, and returns its exit code and what it prints. */
async function run(projectDir: string, ...args: string[]): Promise<{ exitCode: number; printed: string }> {
    const printed: string[] = [];
    const { log, error } = console;
    console.log = console.error = (text: string) => printed.push(text);
    try {
        return { exitCode: await plan(["--project", projectDir, ...args]), printed: printed.join("\n") };
    } finally {
        Object.assign(console, { log, error });
    }
}

describe("npm run plan", () => {
    it("draws the resources of each stack, with what they cost and how long they take", async () => {
        const { exitCode, printed } = await run(createProject(program("db")));
        assert.equal(exitCode, 0);
        assert.match(printed, /^dev: 1 resources\n\n {2}settings:\n {4}aws:region {2}us-east-1 {2}stack file\n\n/);
        assert.match(printed, /\n {2}shop-dev .*\n {4}db +aws\.rds\.Instance\n/);
        assert.match(printed, /\n {2}about \d+ min to create, along the longest chain:\n +\d+ min {2}db\n/);
        assert.match(printed, /\n +\$\d+\.\d\d {2}db: mysql db\.t4g\.micro\n/);
    });

    it("prints the same as JSON", async () => {
        const { printed } = await run(createProject(program("db")), "--json", "dev");
        const [{ stack, resources, cost }] = JSON.parse(printed) as [
            { stack: string; resources: { name: string }[]; cost: { monthly: number } }];
        assert.equal(stack, "dev");
        assert.deepEqual(resources.map(({ name }) => name), ["shop-dev", "db"]);
        assert(cost.monthly > 0);
    });

    it("prints a flowchart of each stack", async () => {
        const { printed } = await run(createProject(program("db"), { "Pulumi.prod.yaml": "" }), "--mermaid");
        assert.deepEqual(printed.split("\n").filter(line => /^(```|%%|flowchart)/.test(line)), [
            "```mermaid", "%% dev", "flowchart LR", "```", "```mermaid", "%% prod", "flowchart LR", "```"]);
    });

    it("draws the costs of several stacks side by side", async () => {
        const { printed } = await run(createProject(program("db"), { "Pulumi.prod.yaml": "" }));
        assert.match(printed, /\n\| dollars a month \| dev \| prod \|\n/);
    });

    it("reports a program that fails", async () => {
        await assert.rejects(run(createProject('throw new (require("@pulumi/pulumi").RunError)("no such luck");')), {
            message: "dev: no such luck", exitCode: 2 });
    });

    describe("--since", () => {
        it("finds no change where there is none", async () => {
            const folder = createProject(program("db"));
            commit(folder);
            assert.deepEqual(await run(folder, "--since", "HEAD"), { exitCode: 0, printed: "dev: 1 unchanged\n" });
        });

        it("names the input of an update, which keeps the data", async () => {
            const folder = createProject(program("db"));
            commit(folder);
            writeFileSync(join(folder, "index.js"), program("db", 30));
            const { exitCode, printed } = await run(folder, "--since", "HEAD");
            assert.equal(exitCode, 0);
            assert.equal(printed, [
                "dev: 1 to update, 0 unchanged",
                "  update            db (aws:rds/instance:Instance)",
                "                    allocatedStorage: update",
                "",
            ].join("\n"));
        });

        it("fails where data would be lost, unless that is allowed by name", async () => {
            const folder = createProject(program("db"));
            commit(folder);
            writeFileSync(join(folder, "index.js"), program("other"));
            const { exitCode, printed } = await run(folder, "--since", "HEAD");
            assert.equal(exitCode, 1);
            assert.match(printed, /^dev: 1 to delete, 1 to create, 0 unchanged\n/);
            assert.match(printed, /\n {2}delete +db .*, its data may be lost\n/);
            assert.match(printed, /data may be lost; what may be: --allow db\n/);
            assert.equal((await run(folder, "--since", "HEAD", "--allow", "db")).exitCode, 0);
            assert.equal((await run(folder, "--since", "HEAD", "--allow", "other")).exitCode, 1);
        });

        it("fails where the deployment would", async () => {
            const folder = createProject(program("db", 20, "{ protect: true }"));
            commit(folder);
            writeFileSync(join(folder, "index.js"), program("other"));
            const { exitCode, printed } = await run(folder, "--since", "HEAD", "--allow", "db");
            assert.equal(exitCode, 1);
            assert.match(printed, / delete +db .*, fails: .*protect/);
        });

        it("takes a stack for new that was not there", async () => {
            const folder = createProject(program("db"));
            commit(folder);
            writeFileSync(join(folder, "Pulumi.prod.yaml"), "config: { aws:region: us-east-1 }");
            const { exitCode, printed } = await run(folder, "--since", "HEAD", "prod");
            assert.equal(exitCode, 0);
            assert.match(printed, /^prod: 1 to create, 0 unchanged\n/);
            await assert.rejects(run(folder, "--since", "HEAD", "prd"), { message: /Pulumi\.prd\.yaml/ });
        });

        it("says that packages were other ones", async () => {
            const folder = createProject(program("db"), { "package-lock.json": "{}" });
            commit(folder);
            writeFileSync(join(folder, "package-lock.json"), "{ }");
            const { printed } = await run(folder, "--since", "HEAD");
            assert.match(printed, /^package-lock\.json was another one at HEAD: /);
        });

        it("leaves nothing behind", async () => {
            const folder = createProject(program("db"));
            commit(folder);
            const temporary = temporaryProject({});
            const before = process.env.TMPDIR;
            process.env.TMPDIR = temporary;
            try {
                await run(folder, "--since", "HEAD");
            } finally {
                Object.assign(process.env, { TMPDIR: before ?? "" });
            }
            assert.deepEqual(readdirSync(temporary).sort(), ["node_modules", "package.json"]);
        });

        it("refuses what is no commit, no repository, or had no project", async () => {
            const folder = createProject(program("db"));
            await assert.rejects(run(folder, "--since", "HEAD"), {
                exitCode: 2, message: /^--since HEAD: not a git repository/ });
            commit(folder);
            await assert.rejects(run(folder, "--since", "nope"), {
                exitCode: 2, message: /^--since nope: Needed a single revision$/ });
            const later = createProject(program("db"), { "later/Pulumi.yaml": "name: later" });
            writeFileSync(join(later, ".gitignore"), "node_modules\nlater\n");
            commit(later);
            await assert.rejects(run(join(later, "later"), "--since", "HEAD", "dev"), {
                exitCode: 2, message: "--since HEAD: there was no project in later" });
        });
    });

    describe("--update", () => {
        const read = (folder: string) => readFileSync(join(folder, "tests/unit/expected/dev.json"), "utf8");

        it("lists types, names and parents with the settings for which they hold, once", async () => {
            const folder = createProject(program("db"));
            const { exitCode, printed } = await run(folder, "--update");
            assert.equal(exitCode, 0);
            assert.equal(printed, "tests/unit/expected/dev.json: written, 1 resources and components");
            assert.deepEqual(JSON.parse(read(folder)), {
                settings: { "aws:region": "us-east-1" },
                resources: [{ type: "aws:rds/instance:Instance", name: "db", parent: "" }],
            });
            assert.equal((await run(folder, "--update")).printed, "tests/unit/expected/dev.json: unchanged");
        });

        it("lists what the settings make, not the user's ENVIRONMENT_SUFFIX", async () => {
            const name = '"db" + (process.env.ENVIRONMENT_SUFFIX ?? "")';
            const folder = createProject(program("db").replace('"db"', name));
            const before = process.env.ENVIRONMENT_SUFFIX;
            process.env.ENVIRONMENT_SUFFIX = "pr7";
            try {
                await run(folder, "--update", "dev");
            } finally {
                Object.assign(process.env, { ENVIRONMENT_SUFFIX: before ?? "" });
            }
            assert.match(read(folder), /"name":"db"/);
        });
    });

    for (const args of [["--other"], ["--allow", "db"], ["--mermaid", "--json"]]) {
        it(`explains itself for the arguments ${args.join(" ")}`, async () => {
            await assert.rejects(plan(args), { exitCode: 2, message: /usage: npm run plan -- / });
        });
    }
});
