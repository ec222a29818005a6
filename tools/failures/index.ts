import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { runCommand, UserError } from "../host/command";
import { root } from "../host/project";
import { catalogue } from "./catalogue";
import { matchGuards, type Test } from "./guards";

/** `npm run failures`: lists the tests that guard against each failure, and fails where there is none. */
function main(): number {
    const present = Object.entries(catalogue).filter(([folder]) => existsSync(join(root, folder)));
    const failures = Object.fromEntries(present.flatMap(([, failures]) => Object.entries(failures)));
    const { lines, problems } = matchGuards(failures, listTests());
    lines.forEach(line => console.log(line));
    problems.forEach(problem => console.error(problem));
    return problems.length > 0 ? 1 : 0;
}

/** All tests of all projects, as mocha itself finds them; none is run. */
function listTests(): Test[] {
    const folder = mkdtempSync(join(tmpdir(), "failures-"));
    try {
        const output = join(folder, "tests.json");
        const { status, stdout, stderr } = spawnSync(process.execPath, [
            require.resolve("mocha/bin/mocha.js"), "--dry-run", "--no-parallel",
            "--reporter", "json", "--reporter-option", `output=${output}`,
            "{tests,tools}/**/*.spec.ts", "examples/*/tests/**/*.spec.ts",
        ], { cwd: root, encoding: "utf8" });
        if (status !== 0) {
            throw new UserError(`mocha can't list the tests:\n${stdout}${stderr}`);
        }
        const { tests } = JSON.parse(readFileSync(output, "utf8")) as { tests: Test[] };
        return tests.map(({ title, file }) => ({ title, file: relative(root, file) }));
    } finally {
        rmSync(folder, { recursive: true, force: true });
    }
}

void runCommand(() => Promise.resolve().then(main));
