import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { chmodSync, existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { temporaryProject } from "../tests/support/project";

describe("npm run outputs", () => {
    /** Runs the command in an empty folder, with a stand-in for the Pulumi CLI or without one. */
    const run = (args: string[], pulumi?: string) => {
        const cwd = temporaryProject(pulumi === undefined ? {} : { pulumi: `#!/bin/sh\n${pulumi}\n` });
        if (pulumi !== undefined) {
            chmodSync(join(cwd, "pulumi"), 0o755);
        }
        const script = ["--require", "ts-node/register/transpile-only", join(__dirname, "fetch-outputs.ts"), ...args];
        const env = { PATH: cwd, TS_NODE_PROJECT: join(__dirname, "../tsconfig.json") };
        const { status, stdout, stderr } = spawnSync(process.execPath, script, { cwd, env, encoding: "utf8" });
        const file = join(cwd, "cfn-outputs/flat-outputs.json");
        return { status, printed: stdout + stderr, written: existsSync(file) ? readFileSync(file, "utf8") : undefined };
    };

    it("writes what the CLI prints for the stack", () => {
        const { status, printed, written } = run(["prod"], 'echo "{\\"asked\\": \\"$*\\"}"');
        assert.equal(printed, "wrote cfn-outputs/flat-outputs.json\n");
        assert.equal(status, 0);
        assert.deepEqual(JSON.parse(written ?? ""), { asked: "stack output --json --stack prod" });
    });

    const failures: [why: string, args: string[], pulumi: string | undefined, printed: string][] = [
        ["no stack", [], "echo {}", "usage: npm run outputs -- STACK\n"],
        ["no Pulumi CLI", ["dev"], undefined, "this needs the Pulumi CLI, and there is no pulumi on the PATH\n"],
        ["a failure of the CLI", ["dev"], "echo 'no such stack' >&2; exit 255",
            "no such stack\npulumi stack output --json --stack dev failed\n"],
    ];
    for (const [why, args, pulumi, expected] of failures) {
        it(`writes nothing and says why when there is ${why}`, () => {
            const { status, printed, written } = run(args, pulumi);
            assert.equal(printed, expected);
            assert.equal(status, 2);
            assert.equal(written, undefined);
        });
    }
});
