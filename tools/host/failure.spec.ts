import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { createFailure, nameStack } from "./failure";
import { runProgram } from "./program";
import { readSettings } from "./settings";
import { provider } from "./small-program";
import { temporaryProject } from "./temporary-project";

const files = {
    "Pulumi.yaml": "{ name: shop, runtime: { name: nodejs, options: { typescript: false } } }", "Pulumi.dev.yaml": "" };

/** Runs a program that fails, and returns what its user gets to read. */
async function fail(program: Record<string, string>) {
    const settings = readSettings(temporaryProject({ ...files, ...program }), "dev");
    const run = await runProgram({ settings, provider });
    assert.notEqual(run.exitCode, 0);
    return createFailure(run, settings);
}

const typescript = { "Pulumi.yaml": "{ name: shop, runtime: nodejs }" };

describe("failure of a program", () => {
    const failures: [what: string, program: Record<string, string>, message: string][] = [
        ["throws in another file", {
            "index.js": 'require("./b").f();',
            "b.js": '\nexports.f = () => { throw new Error("no luck\\nat all"); };' },
        "b.js:2: Error: no luck\nat all"],
        ["throws where nothing awaits it", {
            "index.js": '\nrequire("@pulumi/pulumi").output(1).apply(() => null.x);' },
        "index.js:2: TypeError: Cannot read properties of null (reading 'x')"],
        ["throws below the SDK", {
            "index.js": '\n\nnew (require("@pulumi/aws").ec2.Subnet)("a", {});' },
        "index.js:3: Error: Missing required property 'vpcId'"],
        ["throws a RunError", {
            "index.js": 'throw new (require("@pulumi/pulumi").RunError)("size is required");' }, "size is required"],
        ["throws a text", { "index.js": 'throw "text";' }, "text"],
        ["imports what isn't there", { "index.js": '\nrequire("./nope");' },
            "index.js:2: Error: Cannot find module './nope'"],
        ["is no JavaScript", { "index.js": "\nconst = 5;" },
            "index.js:2\nconst = 5;\n      ^\n\nSyntaxError: Unexpected token '='"],
        ["doesn't compile", { ...typescript, "index.ts": '\nconst a: number = "x";' },
            "TSError: ⨯ Unable to compile TypeScript:\n"
            + "index.ts(2,7): error TS2322: Type 'string' is not assignable to type 'number'."],
    ];
    for (const [what, program, message] of failures) {
        it(`is one message, with the line of the program, where it ${what}`, async () => {
            assert.equal((await fail(program)).message, message);
        });
    }

    it("tells of a missing entry point", async () => {
        assert.match((await fail({})).message, /'main' file \(.*\/index\.js\) does not exist\.\n/);
    });

    it("keeps the trace for --debug", async () => {
        const { details } = nameStack("dev", await fail({ "index.js": 'throw new Error("no luck");' }));
        assert.match(details ?? "", /^dev: Running program .*\nError: no luck\n +at .*index\.js:1:7\)\n +at /);
    });

    it("tells of packages that are not installed", async () => {
        const projectDir = temporaryProject({ ...files, "index.js": "" });
        rmSync(join(projectDir, "node_modules"));
        await assert.rejects(runProgram({ settings: readSettings(projectDir, "dev"), provider }), {
            exitCode: 2, message: /^packages of .* are not installed, or can't be found: Cannot find /,
        });
    });
});

describe("commands", () => {
    const run = (...args: string[]) => {
        const file = join(temporaryProject({ "command.ts": `
            import { runCommand, UserError } from ${JSON.stringify(join(__dirname, "command"))};
            void runCommand(() => {
                console.log(process.argv.slice(2).join());
                throw new UserError("short", 2, "long");
            });` }), "command.ts");
        const { stdout, stderr, status } = spawnSync(process.execPath, [
            `--require=${join(__dirname, "typescript.cjs")}`, file, ...args], { encoding: "utf8" });
        return { stdout, stderr, status };
    };

    it("show traces with --debug alone, which they don't see themselves", () => {
        assert.deepEqual(run("dev"), { stdout: "dev\n", stderr: "short\n", status: 2 });
        assert.deepEqual(run("--debug", "dev"), { stdout: "dev\n", stderr: "long\n", status: 2 });
    });
});
