import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { root } from "../host/project";
import { temporaryProject } from "../host/temporary-project";
import type { FakePython } from "./fake-python";

/** A project in a temporary folder, with a JavaScript program and the stacks dev and prod. */
export function createProject(program: string, files: Record<string, string> = {}): string {
    return temporaryProject({
        "Pulumi.yaml": "{ name: shop, runtime: { name: nodejs, options: { typescript: false } } }",
        "Pulumi.dev.yaml": "config: { aws:region: us-east-1 }",
        "Pulumi.prod.yaml": "config: { aws:region: us-east-1 }",
        "index.js": program,
        ...files,
    });
}

export interface Command {
    child: ChildProcess;
    /** What it has printed so far. */
    printed: () => string;
    exitCode: Promise<number>;
}

/** Starts `npm start` in a process of its own; `shell` runs between it and this one, as npm does. */
export function startCommand(
    { python, directory }: FakePython, projectDir: string, args: string[],
    { shell, env, patience = 60 }: { shell?: string; env?: Record<string, string>; patience?: number } = {},
): Command {
    const script = `
        const { runCommand } = require("./tools/host/command");
        const { start } = require("./tools/emulator/start");
        const args = ${JSON.stringify([...args, "--project", projectDir])};
        void runCommand(() => start(args, ${JSON.stringify({ directory, python, patience })}));
    `;
    const node = [process.execPath, "--require", join(root, "tools/host/typescript.cjs"), "-e", script];
    const [program = "", ...rest] = shell === undefined ? node : ["sh", "-c", shell, ...node];
    const child = spawn(program, rest, { cwd: root, env: { ...process.env, ...env } });
    let printed = "";
    for (const stream of [child.stdout, child.stderr]) {
        stream.on("data", (text: Buffer) => {
            printed += text.toString();
        });
    }
    const exitCode = once(child, "close").then(([code]) => code as number);
    return { child, printed: () => printed, exitCode };
}
