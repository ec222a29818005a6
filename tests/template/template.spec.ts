import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { isMap, parseDocument } from "yaml";

const root = resolve(__dirname, "../..");

/** Copies the project as `pulumi new` would, under another name. */
function scaffold(name: string): string {
    const copy = mkdtempSync(join(tmpdir(), "reference-template-"));
    const left = [".git", "node_modules", ".emulator", "coverage", "cfn-outputs"];
    for (const file of readdirSync(root).filter(file => !left.includes(file))) {
        cpSync(join(root, file), join(copy, file), { recursive: true });
    }
    symlinkSync(join(root, "node_modules"), join(copy, "node_modules"));

    const project = parseDocument(readFileSync(join(copy, "Pulumi.yaml"), "utf8"));
    project.set("name", name);
    project.set("description", "A project of somebody's own");
    project.delete("template");
    project.setIn(["config", "pulumi:tags"], { value: { "pulumi:template": "reference" } });
    writeFileSync(join(copy, "Pulumi.yaml"), project.toString());

    // What `pulumi config set` and a passphrase make of a stack file.
    const stack = parseDocument(readFileSync(join(copy, "Pulumi.dev.yaml"), "utf8"));
    const config = stack.get("config");
    assert(isMap(config));
    const namespaced = Object.entries(config.toJSON() as Record<string, unknown>).map(([key, value]) =>
        [key.includes(":") ? key : `${name}:${key}`, value]);
    stack.set("config", Object.fromEntries(namespaced));
    stack.set("encryptionsalt", "v1:c2FsdA==:v1:bm9uY2U=:dGV4dA==");
    writeFileSync(join(copy, "Pulumi.dev.yaml"), stack.toString());
    return copy;
}

describe("template", () => {
    // AWS refuses parameters whose first part begins with aws or ssm.
    for (const name of ["aws-shop", "ssm-shop"]) {
        it(`passes its unit tests under the name ${name}`, function () {
            this.timeout(180_000);
            const copy = scaffold(name);
            try {
                const mocha = require.resolve("mocha/bin/mocha.js");
                const { status, stdout, stderr } = spawnSync(process.execPath, [mocha, "tests/unit/**/*.spec.ts"], {
                    cwd: copy, encoding: "utf8" });
                assert.equal(status, 0, stdout + stderr);
                assert.match(stdout, /\d{3} passing/);
            } finally {
                rmSync(copy, { recursive: true, force: true });
            }
        });
    }
});
