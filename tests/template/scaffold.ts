import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { type Document, parseDocument } from "yaml";

const root = resolve(__dirname, "../..");

/** Copies the project as `pulumi new` does, under another name, and removes the copy after the suite. */
export function scaffold(name: string): string {
    const copy = mkdtempSync(join(tmpdir(), "reference-template-"));
    after(() => rmSync(copy, { recursive: true, force: true }));
    const generated = [".git", "node_modules", ".emulator", "coverage", "cfn-outputs"];
    for (const file of readdirSync(root).filter(file => !generated.includes(file))) {
        cpSync(join(root, file), join(copy, file), { recursive: true });
    }
    symlinkSync(join(root, "node_modules"), join(copy, "node_modules"));
    edit(join(copy, "Pulumi.yaml"), project => {
        project.set("name", name);
        project.set("description", "A project of somebody's own");
        project.delete("template");
        project.setIn(["config", "pulumi:tags"], project.createNode({ value: { "pulumi:template": "reference" } }));
    });
    return copy;
}

type ConfigValue = string | number | boolean | object;

/** Puts values into a stack file as `pulumi config set` does: with the project's namespace, and numbers as texts. */
export function configure(copy: string, stack: string, values: Record<string, ConfigValue>): void {
    const { name } = parseDocument(readFileSync(join(copy, "Pulumi.yaml"), "utf8")).toJS() as { name: string };
    const qualify = (key: string) => key.includes(":") ? key : `${name}:${key}`;
    edit(join(copy, `Pulumi.${stack}.yaml`), document => {
        const before = document.toJS() as { config: Record<string, ConfigValue> };
        const config = Object.entries({ ...before.config, ...values }).map(([key, value]) =>
            [qualify(key), typeof value === "object" ? value : String(value)]);
        document.set("config", Object.fromEntries(config));
        // What a passphrase leaves there.
        document.set("encryptionsalt", "v1:c2FsdA==:v1:bm9uY2U=:dGV4dA==");
    });
}

/** Runs a command in a copy, which must succeed; returns what it prints. */
export function runIn(copy: string, command: string): string {
    const { status, stdout, stderr } = spawnSync(command, { cwd: copy, encoding: "utf8", shell: true });
    assert.equal(status, 0, `${command}\n${stdout}${stderr}`);
    return stdout;
}

/** Removes the link to this project's packages, and links the emulated AWS, whose installation would take long. */
export function prepareInstallation(copy: string): void {
    rmSync(join(copy, "node_modules"));
    mkdirSync(join(copy, ".emulator"));
    for (const folder of readdirSync(join(root, ".emulator")).filter(name => name.startsWith("python-"))) {
        symlinkSync(join(root, ".emulator", folder), join(copy, ".emulator", folder));
    }
}

/** Runs tests of a copy, which must pass, and be some at least. */
export function assertTestsPass(copy: string, files: string, least = 100): void {
    const mocha = require.resolve("mocha/bin/mocha.js");
    const { status, stdout, stderr } = spawnSync(process.execPath, [mocha, files], { cwd: copy, encoding: "utf8" });
    assert.equal(status, 0, stdout + stderr);
    const [, passing] = /(\d+) passing/.exec(stdout) ?? [];
    assert(Number(passing) >= least, stdout);
}

/** Deploys a copy to the emulated AWS of this project, and runs the copy's integration tests there. */
export function assertDeploymentPasses(copy: string): void {
    const typescript = ["--require", join(root, "tools/host/typescript.cjs")];
    const command = [join(root, "tools/emulator/index.ts"), "--project", copy, "--test"];
    const { status, stdout, stderr } = spawnSync(process.execPath, [...typescript, ...command], {
        cwd: root, encoding: "utf8" });
    assert.equal(status, 0, stdout + stderr);
    assert.match(stdout, /test:integration of prod: \d{3} passed/);
}

/** Changes a file as the CLI does, which keeps comments and order, and puts each text on one line. */
function edit(file: string, change: (document: Document) => void): void {
    const document = parseDocument(readFileSync(file, "utf8"));
    change(document);
    writeFileSync(file, document.toString({ lineWidth: 0, flowCollectionPadding: false }));
}
