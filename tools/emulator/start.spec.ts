import assert from "node:assert/strict";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { address, death, fakePython } from "./fake-python";
import { createProject, startCommand } from "./start-command";

const installing = "installing the emulated AWS (Python packages, once) ...\n";
const introduction = `${installing}deploying dev to an emulated AWS ...\n`;

/** A program that asks the emulated AWS for something. */
const vpc = "new (require('@pulumi/pulumi').CustomResource)('aws:ec2/vpc:Vpc', 'vpc', { cidrBlock: '10.0.0.0/16' });";

/** The one folder of a run. */
function runFolder(projectDir: string): string {
    const folder = join(projectDir, ".emulator");
    const runs = existsSync(folder) ? readdirSync(folder).filter(name => /^\d+$/.test(name)) : [];
    assert(runs.length < 2, `runs ${runs.join()}`);
    return join(folder, runs[0] ?? "none");
}

async function connected(projectDir: string): Promise<void> {
    const log = () => join(runFolder(projectDir), "moto.log");
    while (!existsSync(log()) || !readFileSync(log(), "utf8").includes("connected")) {
        await setTimeout(50);
    }
}

describe("npm start", () => {
    it("says what it can do", async () => {
        const { printed, exitCode } = startCommand(fakePython(), createProject(""), ["--help"]);
        assert.equal(await exitCode, 0);
        assert.match(printed(), /^usage: npm start -- (.*\n)+.*PYTHON/);
    });

    it("says that the emulated AWS died, and writes no outputs", async () => {
        const fake = fakePython({ serve: death });
        const projectDir = createProject(vpc);
        const { printed, exitCode } = startCommand(fake, projectDir, ["dev", "prod"]);
        assert.equal(await exitCode, 2);
        assert.match(printed(), /\nthe emulated AWS stopped unexpectedly\n {2}log: .*\.log\n/);
        assert.deepEqual(readdirSync(runFolder(projectDir)), ["moto.log"]);
    });

    it("stops in the middle of a deployment, and leaves nothing running or written", async () => {
        const fake = fakePython();
        const projectDir = createProject(vpc);
        const { child, printed, exitCode } = startCommand(fake, projectDir, ["dev"]);
        await connected(projectDir);
        child.kill("SIGINT");
        assert.equal(await exitCode, 130);
        assert.match(printed(), /\nstopped by SIGINT\n$/);
        assert.equal(fake.serving(), false);
        assert.deepEqual(readdirSync(runFolder(projectDir)), ["moto.log"]);
    });

    it("stops in the middle of the installation, and leaves nothing half-made", async () => {
        const fake = fakePython({ pip: "exec sleep 60" });
        const { child, printed, exitCode } = startCommand(fake, createProject(""), ["dev"]);
        const isInstalling = () => existsSync(fake.directory)
            && readdirSync(fake.directory).some(draft => existsSync(join(fake.directory, draft, "bin/python")));
        while (!isInstalling()) {
            await setTimeout(50);
        }
        child.kill("SIGTERM");
        assert.equal(await exitCode, 143);
        assert.match(printed(), /\nstopped by SIGTERM\n$/);
        assert.deepEqual(readdirSync(fake.directory), []);
    });

    it("stops when npm is ended and it is not", async () => {
        const fake = fakePython();
        const projectDir = createProject(vpc);
        const { child, printed, exitCode } = startCommand(fake, projectDir, ["dev"], {
            shell: '"$0" "$@" & wait', env: { npm_lifecycle_event: "start" } });
        await connected(projectDir);
        child.kill("SIGTERM");
        await exitCode;
        assert.match(printed(), /\nstopped, because npm has ended\n$/);
        assert.equal(fake.serving(), false);
    });

    it("gives up a program that waits for ever, even one without a region", async () => {
        const projectDir = createProject(vpc, { "Pulumi.dev.yaml": 'config: { aws:region: "" }' });
        const { printed, exitCode } = startCommand(fakePython(), projectDir, ["dev"], { patience: 5 });
        assert.equal(await exitCode, 2);
        assert.equal(printed(), `${introduction}dev: the program has registered nothing for 5 s\n`);
    });

    it("names a resource type that the emulator doesn't know, and where to add it", async () => {
        const program = "new (require('@pulumi/pulumi').CustomResource)('aws:none/queue:Queue', 'jobs', {});";
        const fake = fakePython();
        const { printed, exitCode } = startCommand(fake, createProject(program), ["dev"]);
        assert.equal(await exitCode, 2);
        assert.equal(printed(), `${introduction}dev: aws:none/queue:Queue jobs: `
        + "the emulator can't create this type: teach it in tools/emulator/services/none.ts\n");
        assert.equal(fake.serving(), false);
    });

    it("says which stack's program complains, and what of", async () => {
        const program = `
            const { getStack, RunError } = require("@pulumi/pulumi");
            if (getStack() === "prod") {
                throw new RunError("not configured right");
            }
        `;
        const { printed, exitCode } = startCommand(fakePython(), createProject(program), []);
        assert.equal(await exitCode, 1);
        assert.equal(
            printed(), `${installing}deploying dev, prod to an emulated AWS ...\nprod: not configured right\n`);
    });

    it("hands the program its suffix, and writes outputs apart from those of another run", async () => {
        const projectDir = createProject("", {
            "Pulumi.yaml": "{ name: shop, runtime: nodejs }",
            "index.ts": "export const suffix = process.env.ENVIRONMENT_SUFFIX;",
        });
        rmSync(join(projectDir, "index.js"));
        const other = join(projectDir, ".emulator", String(process.pid));
        const ended = join(projectDir, ".emulator/999999999");
        [other, ended].forEach(folder => mkdirSync(folder, { recursive: true }));
        const env = { ENVIRONMENT_SUFFIX: "pr7" };
        const { child, printed, exitCode } = startCommand(fakePython(), projectDir, ["dev"], { env });
        assert.equal(await exitCode, 0, printed());
        const file = join(projectDir, `.emulator/${child.pid}/dev/flat-outputs.json`);
        assert.deepEqual(JSON.parse(readFileSync(file, "utf8")), { suffix: "pr7" });
        assert.deepEqual([existsSync(other), existsSync(ended)], [true, false]);
    });

    it("says in one sentence that it can't write", async () => {
        const projectDir = createProject("");
        writeFileSync(join(projectDir, ".emulator"), "");
        const { printed, exitCode } = startCommand(fakePython(), projectDir, ["dev"]);
        assert.equal(await exitCode, 2);
        assert.match(printed(), /\nE[A-Z]+: .* '\/.*\.emulator'\n$/);
    });

    for (const [passing, verdicts] of [["dev|prod", /dev: 1 passed\n.*prod: 1 passed\n$/],
        ["prod", /dev: FAILED with exit code 1\n.*prod: 1 passed\n$/]] as const) {
        it(`tests each stack with the project's script, and is ${passing === "prod" ? "red" : "green"}`, async () => {
            const projectDir = createProject("exports.stack = require('@pulumi/pulumi').getStack();", {
                "package.json": JSON.stringify({ scripts: {
                    "test:integration": `grep -qE '"(${passing})"' $OUTPUTS_FILE && echo '  1 passing'` } }),
            });
            const { printed, exitCode } = startCommand(fakePython(), projectDir, ["--test"]);
            assert.equal(await exitCode, passing === "prod" ? 1 : 0, printed());
            assert.match(printed(), verdicts);
        });
    }

    it("is red when an input is left out that the project does not list", async () => {
        const eip = "new (require('@pulumi/pulumi').CustomResource)('aws:ec2/eip:Eip', 'a', { address: '1.2.3.4' });";
        const projectDir = createProject(eip, {
            "package.json": JSON.stringify({ scripts: { "test:integration": "echo '  1 passing'" } }) });
        mkdirSync(join(projectDir, "tests/integration"), { recursive: true });
        writeFileSync(join(projectDir, "tests/integration/not-emulated.json"), "[]");
        const { printed, exitCode } = startCommand(fakePython({ serve: address }), projectDir, ["--test", "dev"]);
        assert.equal(await exitCode, 1, printed());
        assert.match(printed(), /\naddress of aws:ec2\/eip:Eip is not emulated, and not listed in .*\.json\n$/);
    });

    it("ends when nobody reads what it prints", async () => {
        const fake = fakePython();
        const shell = '"$0" "$@" | head -n 1';
        const { printed, exitCode } = startCommand(fake, createProject(""), ["dev"], { shell });
        assert.equal(await exitCode, 0);
        assert.equal(printed(), installing);
        // Killed with its parent, which does not wait for that.
        while (fake.serving()) {
            await setTimeout(50);
        }
    });
});
