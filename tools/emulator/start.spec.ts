import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { setTimeout } from "node:timers/promises";
import { temporaryProject } from "../../tests/support/project";
import { death, type FakePython, fakePython } from "../../tests/support/fake-python";

const introduction = "installing the emulated AWS (Python packages, once) ...\n"
    + "deploying dev to an emulated AWS ...\n";
const repository = resolve(__dirname, "../..");

interface Command {
    child: ChildProcess;
    /** What it has printed so far. */
    printed: () => string;
    exitCode: Promise<number>;
}

/** Starts the command in a process of its own, as npm does. */
function command({ python, directory }: FakePython, args: string[], projectDir = repository): Command {
    const script = `
        const { runCommand } = require("./tools/host/command");
        const { start } = require("./tools/emulator/start");
        void runCommand(() => start(${JSON.stringify(args)}, ${JSON.stringify({ projectDir, directory, python })}));
    `;
    const child = spawn(process.execPath, ["--require", "ts-node/register/transpile-only", "-e", script], {
        cwd: repository,
    });
    let printed = "";
    for (const stream of [child.stdout, child.stderr]) {
        stream.on("data", (text: Buffer) => {
            printed += text.toString();
        });
    }
    const exitCode = once(child, "close").then(([code]) => code as number);
    return { child, printed: () => printed, exitCode };
}

describe("npm start", () => {
    for (const [args, message] of [
        [["nowhere"], /^there is no stack "nowhere", for lack of Pulumi\.nowhere\.yaml: there are dev, prod,/],
        [["--kep"], /^Unknown option '--kep'.*\nusage: npm start -- \[--keep \| --test \| --faults\] \[STACK /],
        [["--keep", "--test"], /^--keep, --test and --faults exclude each other\nusage: /],
    ] as const) {
        it(`refuses ${args.join(" ")} before it starts anything`, async () => {
            const fake = fakePython();
            const { printed, exitCode } = command(fake, [...args]);
            assert.equal(await exitCode, 2);
            assert.match(printed(), message);
            assert.equal(existsSync(fake.directory), false);
        });
    }

    it("says in one sentence that the emulated AWS died, and writes no outputs", async () => {
        const fake = fakePython({ serve: death });
        const { printed, exitCode } = command(fake, ["dev", "prod"]);
        assert.equal(await exitCode, 2);
        assert.match(printed(), /^installing .*\ndeploying .*\nthe emulated AWS stopped unexpectedly: .*moto\.log\n$/);
        assert.deepEqual(readdirSync(fake.directory).sort(), ["moto.log", "python"]);
    });

    it("stops in the middle of a deployment, and leaves nothing running or written", async () => {
        const fake = fakePython();
        const { child, printed, exitCode } = command(fake, ["dev"]);
        const log = join(fake.directory, "moto.log");
        while (!existsSync(log) || !readFileSync(log, "utf8").includes("connected")) {
            await setTimeout(50);
        }
        child.kill("SIGINT");
        assert.equal(await exitCode, 130);
        assert.match(printed(), /\nstopped by SIGINT\n$/);
        assert.equal(fake.serving(), false);
        assert.deepEqual(readdirSync(fake.directory).sort(), ["moto.log", "python"]);
    });

    it("stops in the middle of the installation, and leaves nothing half-made", async () => {
        const fake = fakePython({ pip: "exec sleep 60" });
        const { child, printed, exitCode } = command(fake, ["dev"]);
        while (!existsSync(fake.directory) || readdirSync(fake.directory).length === 0) {
            await setTimeout(50);
        }
        child.kill("SIGTERM");
        assert.equal(await exitCode, 143);
        assert.match(printed(), /\nstopped by SIGTERM\n$/);
        assert.deepEqual(readdirSync(fake.directory), []);
    });

    it("names a resource type that the emulator doesn't know, and where to add it", async () => {
        const projectDir = temporaryProject({
            "Pulumi.yaml": "{ name: shop, runtime: nodejs }",
            "Pulumi.dev.yaml": "config: { aws:region: us-east-1 }",
            "index.js": "new (require(\"@pulumi/pulumi\").CustomResource)(\"aws:sqs/queue:Queue\", \"jobs\", {});",
        });
        const fake = fakePython();
        const { printed, exitCode } = command(fake, [], projectDir);
        assert.equal(await exitCode, 2);
        assert.equal(printed(), `${introduction}aws:sqs/queue:Queue jobs: `
        + "the emulator can't create this type: teach it in tools/emulator/services/sqs.ts\n");
        assert.equal(fake.serving(), false);
    });

    it("prints what a program complains of, and nothing else", async () => {
        const projectDir = temporaryProject({
            "Pulumi.yaml": "{ name: shop, runtime: nodejs }",
            "Pulumi.dev.yaml": "",
            "index.js": 'throw new (require("@pulumi/pulumi").RunError)("stack dev is not configured right");',
        });
        const { printed, exitCode } = command(fakePython(), [], projectDir);
        assert.equal(await exitCode, 1);
        assert.equal(printed(), `${introduction}stack dev is not configured right\n`);
    });
});
