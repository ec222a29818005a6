import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { unknownValue } from "../host/monitor";
import { temporaryProject } from "../host/temporary-project";
import { plan } from "./plan";
import type { StackPlan } from "./stack-plan";

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

    it("shows no secret, and doesn't compare any", async () => {
        const source = (password: string) => `const pulumi = require("@pulumi/pulumi");
            new (require("@pulumi/aws").ssm.Parameter)("password", {
                type: "SecureString", value: pulumi.secret("${password}") });`;
        const folder = createProject(source("swordfish"), { "Pulumi.prod.yaml": "" });
        commit(folder);
        writeFileSync(join(folder, "index.js"), source("seahorse"));
        const printed: string[] = [];
        for (const args of [["--json"], [], ["--diff", "dev", "prod"], ["--since", "HEAD", "dev"]]) {
            printed.push((await run(folder, ...args)).printed);
        }
        assert.doesNotMatch(printed.join("\n"), /swordfish|seahorse/);
        assert.match(printed[0] ?? "", /"value": "\[secret\]"/);
        assert.match(printed[3] ?? "", /^dev: 1 unchanged\n {2}inputs that can't be compared .*: 1\n$/);
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

    describe("of bad input", () => {
        const file = (name: string, content: string) => createProject(program("db"), { [name]: content });
        const problems: [what: string, project: () => string, message: RegExp][] = [
            ["a Pulumi.yaml that is no YAML", () => file("Pulumi.yaml", "name: shop\nconfig: [a"),
                /^\S+\/Pulumi\.yaml is not valid YAML: .* at line 2, column 11:\n/],
            ["a stack file that is no YAML", () => file("Pulumi.dev.yaml", "config:\n  a: b: c"),
                /^\S+\/Pulumi\.dev\.yaml is not valid YAML: .* at line 2, column 6:\n/],
            ["settings of other types, all of them", () => file("Pulumi.dev.yaml", "config: 5\n"),
                /^Pulumi\.dev\.yaml is not right:\n {2}config must map keys to values, got 5$/],
            ["a program that throws", () => createProject('\nthrow new Error("no luck");'),
                /^dev: index\.js:2: Error: no luck$/],
            ["a program that ends with a promise open", () =>
                createProject("exports.a = new Promise(() => undefined);"), /^dev: exports that never resolve: a$/],
            ["a program that can't go on with unknown results", () => createProject(`
                module.exports = async () => {
                    const { names } = await require("@pulumi/pulumi").runtime.invoke("a:b/getC:getC", {});
                    names.map(name => name);
                };`),
            /^dev: index\.js:4: TypeError: names\.map is not a function\nnot known here: a:b\/getC:getC, its results /],
        ];
        for (const [what, project, message] of problems) {
            it(`refuses ${what} in one message`, () => assert.rejects(run(project(), "dev"), { exitCode: 2, message }));
        }

        it("ends a program at the time limit, and says what it waits for", async () => {
            const folder = createProject("setInterval(() => undefined, 1000);");
            await assert.rejects(run(folder, "--time-limit", "2.5"), {
                exitCode: 2, message: /^dev: the program has not ended within 2\.5 s/ });
        });

        it("refuses a project without any stack", async () => {
            const folder = temporaryProject({ "Pulumi.yaml": "name: shop" });
            await assert.rejects(run(folder), { exitCode: 2, message: /^there is no stack in / });
        });

        it("refuses a stack that is named twice", async () => {
            await assert.rejects(plan(["dev", "dev"]), {
                exitCode: 2, message: "stacks must be named once, got dev more than once" });
        });

        it("names the commit at which a file was wrong, or a program failed", async () => {
            const folder = createProject(program("db"), { "Pulumi.dev.yaml": "config: [a" });
            commit(folder);
            writeFileSync(join(folder, "Pulumi.dev.yaml"), "");
            await assert.rejects(run(folder, "--since", "HEAD"), {
                exitCode: 2, message: /^at HEAD: Pulumi\.dev\.yaml is not valid YAML: .* at line 1, column 11:\n/ });
            const failing = createProject("null.x;");
            commit(failing);
            writeFileSync(join(failing, "index.js"), program("db"));
            await assert.rejects(run(failing, "--since", "HEAD"), {
                exitCode: 2, message: /^at HEAD: dev: index\.js:1: TypeError: Cannot read / });
        });
    });

    it("tells what isn't known here: functions, other stacks, types, and what they cost", async () => {
        const source = `
            const pulumi = require("@pulumi/pulumi");
            const aws = require("@pulumi/aws");
            const network = new pulumi.StackReference("organization/network/dev");
            const zone = pulumi.runtime.invokeOutput("aws:route53/getNothing:getNothing", { name: "example.com" });
            const topic = aws.sns.Topic.get("alarms", "arn:aws:sns:us-east-1:123456789012:alarms");
            new pulumi.CustomResource("random:index/randomPassword:RandomPassword", "password", {
                length: 20,
                keepers: { vpc: network.getOutput("vpcId"), zone: zone.zoneId, topic: topic.displayName },
            });
        `;
        const folder = createProject(source);
        const { exitCode, printed } = await run(folder, "dev");
        assert.equal(exitCode, 0);
        for (const line of [
            "aws:route53/getNothing:getNothing: its results are unknown",
            "organization/network/dev: its outputs are unknown",
            "aws:sns/topic:Topic arn:aws:sns:us-east-1:123456789012:alarms: what it has beyond ",
        ]) {
            assert(printed.includes(`\n    ${line}`), printed);
        }
        assert.match(printed, /\n {4}no price {2}password: type neither in the price table nor known to be free\n/);
        const { printed: json } = await run(folder, "dev", "--json");
        const [{ unknowns, duration, resources }] = JSON.parse(json) as [StackPlan];
        assert.deepEqual(unknowns.map(({ kind }) => kind), ["function", "resource", "stack"]);
        assert.match(duration.path[0]?.source ?? "", /^assumed/);
        const keepers = resources.find(({ name }) => name === "password")?.inputs.keepers;
        assert.deepEqual(Object.values(keepers as object), [unknownValue, unknownValue, unknownValue]);
        commit(folder);
        writeFileSync(join(folder, "index.js"), source.replace("length: 20", "length: 30"));
        const { printed: changes } = await run(folder, "--since", "HEAD", "dev");
        assert.match(changes, /\n {2}update or replace +password .*\n +length: unknown/);
    });

    it("writes a page, too, with what --since found if that is asked for", async () => {
        const folder = createProject(program("db"));
        commit(folder);
        const file = join(folder, "plan.html");
        assert.equal((await run(folder, "--html", file)).exitCode, 0);
        assert.match(readFileSync(file, "utf8"), /<title>shop: plan of dev<.*Not compared/s);
        writeFileSync(join(folder, "index.js"), program("other"));
        assert.equal((await run(folder, "--since", "HEAD", "--html", file)).exitCode, 1);
        assert.match(readFileSync(file, "utf8"), /Data of 1 resource may be lost.*<li>db: deleted</s);
        await assert.rejects(run(folder, "--html", join(folder, "none", "plan.html")), {
            exitCode: 2, message: /^--html .*plan\.html: ENOENT/ });
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
                exitCode: 2, message: "--since nope: there is no such commit" });
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

    for (const args of [["--other"], ["--allow", "db"], ["--mermaid", "--json"], ["--time-limit", "x"]]) {
        it(`explains itself for the arguments ${args.join(" ")}`, async () => {
            await assert.rejects(plan(args), { exitCode: 2, message: /usage: npm run plan -- / });
        });
    }
});
