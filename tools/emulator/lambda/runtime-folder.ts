import { unzipSync } from "fflate";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

/** Scopes of the packages that Lambda's own runtime has. */
const scopes = ["@aws-sdk", "@smithy"];

/** A temporary folder with the code of functions. They find what Lambda's runtime has, and no other package. */
export class RuntimeFolder {
    private readonly path = mkdtempSync(join(tmpdir(), "emulated-lambda-"));

    constructor(projectDir: string) {
        // What is nearest to the project wins, and what it lacks comes from here.
        for (const start of [projectDir, __dirname]) {
            const folders = createRequire(join(start, "package.json")).resolve.paths("any") ?? [];
            folders.forEach(folder => this.link(folder));
        }
    }

    /** Unpacks a zip file once, and returns the folder. */
    unpack(zip: Uint8Array, name: string): string {
        const folder = join(this.path, name);
        if (!existsSync(folder)) {
            mkdirSync(folder);
            for (const [file, content] of Object.entries(unzipSync(zip)).filter(([entry]) => !entry.endsWith("/"))) {
                mkdirSync(dirname(join(folder, file)), { recursive: true });
                writeFileSync(join(folder, file), content);
            }
        }
        return folder;
    }

    remove(): void {
        rmSync(this.path, { recursive: true, force: true });
    }

    private link(packages: string): void {
        for (const scope of scopes.filter(name => existsSync(join(packages, name)))) {
            const target = join(this.path, "node_modules", scope);
            mkdirSync(target, { recursive: true });
            for (const name of readdirSync(join(packages, scope)).filter(entry => !existsSync(join(target, entry)))) {
                symlinkSync(join(packages, scope, name), join(target, name));
            }
        }
    }
}
