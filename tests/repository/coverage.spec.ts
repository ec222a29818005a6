import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync, realpathSync } from "node:fs";
import { join, relative } from "node:path";
import { root } from "../../tools/host/project";
import { temporaryProject } from "../../tools/host/temporary-project";

/** Runs index.ts of a project under the gate; returns how that ended, and the percentage of lines by file. */
function measure(files: Record<string, string>) {
    const tsconfig = JSON.stringify({ extends: join(root, "tsconfig.json") });
    const project = temporaryProject({ "tsconfig.json": tsconfig, ...files });
    const { status, stderr } = spawnSync(join(root, "node_modules/.bin/c8"), [
        "--config", join(root, ".c8rc.json"),
        process.execPath, "--require", join(root, "tools/host/typescript.cjs"), "index.ts",
    ], { cwd: project, encoding: "utf8", env: { ...process.env, NODE_V8_COVERAGE: "" } });
    const summary = JSON.parse(readFileSync(join(project, "coverage/coverage-summary.json"), "utf8")) as
        Record<string, { lines: { pct: number } }>;
    const covered: Record<string, number> = {};
    for (const [file, { lines }] of Object.entries(summary)) {
        covered[relative(realpathSync(project), file)] = lines.pct;
    }
    return { status, stderr, covered };
}

describe("coverage", () => {
    it("is enough when all code has run", () => {
        const { status, covered } = measure({ "index.ts": "export const one = 1;\n" });
        assert.equal(status, 0);
        assert.equal(covered["index.ts"], 100);
    });

    it("D2 is gated at 100 % in all four columns, and reported as a file", () => {
        const { status, stderr, covered } = measure({
            "index.ts": "if (!process.argv) {\n    console.log();\n}\nexport function idle() {\n    return 1;\n}\n",
        });
        assert.equal(status, 1);
        for (const column of ["lines", "functions", "branches", "statements"]) {
            assert.match(stderr, new RegExp(`Coverage for ${column} .* does not meet global threshold \\(100%\\)`));
        }
        assert((covered["index.ts"] ?? 0) > 0);
        assert((covered["index.ts"] ?? 0) < 100);
    });

    it("F7 counts all code of a project, and that which no test loads", () => {
        const program = ["config.ts", "outputs.ts", "components/a.ts", "lib/a.ts", "lambda/a.ts", "service/a.ts"];
        const unloaded = "export function run() {\n    return 1;\n}\n";
        const { status, covered } = measure({
            "index.ts": "export const one = 1;\n", ...Object.fromEntries(program.map(file => [file, unloaded])),
        });
        assert.equal(status, 1);
        for (const file of program) {
            assert.equal(covered[file], 0, file);
        }
    });
});
