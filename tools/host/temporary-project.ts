import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";

/** Writes files into a new temporary folder, which can import what this project can, and removes it after the suite. */
export function temporaryProject(files: Record<string, string>): string {
    const directory = mkdtempSync(join(tmpdir(), "reference-stack-"));
    symlinkSync(resolve(__dirname, "../../node_modules"), join(directory, "node_modules"));
    for (const [name, content] of Object.entries({ "package.json": "{}", ...files })) {
        const file = join(directory, name);
        mkdirSync(dirname(file), { recursive: true });
        writeFileSync(file, content);
    }
    after(() => rmSync(directory, { recursive: true, force: true }));
    return directory;
}
