import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { chmodSync, existsSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { temporaryProject } from "./host/temporary-project";
import { fetchOutputs } from "./fetch-outputs";

describe("npm run outputs", () => {
    /** Makes a project with a stand-in for the Pulumi CLI, or without one. */
    const project = (pulumi?: string) => {
        const folder = temporaryProject({
            "Pulumi.yaml": "name: shop",
            ...pulumi === undefined ? {} : { pulumi: `#!/bin/sh\n${pulumi}\n` },
        });
        if (pulumi !== undefined) {
            chmodSync(join(folder, "pulumi"), 0o755);
        }
        return folder;
    };
    const fetch = (folder: string, args: string[]) => fetchOutputs(args, folder, { PATH: folder });
    const written = (folder: string): unknown =>
        JSON.parse(readFileSync(join(folder, "cfn-outputs/flat-outputs.json"), "utf8"));

    it("writes what the CLI prints for the stack, warnings aside", () => {
        const folder = project('echo "warning: {old}"; echo "{\\"asked\\": \\"$*\\"}"');
        const files = ["host/typescript.cjs", "fetch-outputs.ts"].map(file => join(__dirname, file));
        const script = ["--require", ...files, "prod"];
        const env = { PATH: folder, TS_NODE_PROJECT: join(__dirname, "../tsconfig.json") };
        const { status, stdout } = spawnSync(process.execPath, script, { cwd: folder, env, encoding: "utf8" });
        assert.equal(stdout, "wrote cfn-outputs/flat-outputs.json\n");
        assert.equal(status, 0);
        assert.deepEqual(written(folder), { asked: "stack output --json --stack prod" });
    });

    it("works in the project that it is told of, and writes there", () => {
        const folder = project('echo "{\\"folder\\": \\"$PWD\\"}"');
        const elsewhere = project();
        const args = ["prod", "--project", relative(elsewhere, folder)];
        const file = fetchOutputs(args, elsewhere, { PATH: folder });
        assert.equal(file, join(folder, "cfn-outputs/flat-outputs.json"));
        assert.deepEqual(written(folder), { folder });
        assert.equal(existsSync(join(elsewhere, "cfn-outputs")), false);
    });

    const asked = "pulumi stack output --json --stack dev";
    const failures: [why: string, args: string[], pulumi: string | undefined, printed: RegExp][] = [
        ["no stack", [], "echo {}", /^usage: npm run outputs -- \[--project FOLDER\] STACK$/],
        ["a wrong option", ["--stak", "dev"], "echo {}", /^Unknown option '--stak'.*\nusage: /],
        ["a folder that is no project", ["--project", "nowhere", "dev"], "echo {}",
            /^--project must be a folder with a Pulumi\.yaml, got \/.*\/nowhere$/],
        ["no Pulumi CLI", ["dev"], undefined, /^this needs the Pulumi CLI, and there is no pulumi on the PATH$/],
        ["a failure of the CLI", ["dev"], "exit 255",
            new RegExp(`^${asked} failed$`)],
        ["no deployment", ["dev"], "echo {}", /^stack dev has no outputs: has it been deployed\?$/],
        ...["[]", "null", "5", "{", ""].map((output): (typeof failures)[number] =>
            [`nothing but "${output}" from the CLI`, ["dev"], `echo '${output}'`,
                new RegExp(`^${asked} printed no JSON object of outputs$`)]),
    ];
    for (const [why, args, pulumi, message] of failures) {
        it(`writes nothing and says why when there is ${why}`, () => {
            const folder = project(pulumi);
            assert.throws(() => fetch(folder, args), { exitCode: 2, message });
            assert.equal(existsSync(join(folder, "cfn-outputs")), false);
        });
    }
});
