import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { isDeleted, listProjects } from "../../tools/host/house";
import { runProgram } from "../../tools/host/program";
import { root } from "../../tools/host/project";
import { allStacks, readSettings } from "../../tools/host/settings";
import { readYaml } from "../../tools/host/yaml";
import { mockProvider } from "../support/mock-provider";

interface Row {
    folder: string;
    builds: string;
    resources: string;
    unitTests: string;
    integrationTests: string;
}

/** The table of systems: a row links to the folder of an example, or to the program of the root. */
const rows = [...readFileSync(join(root, "README.md"), "utf8").matchAll(
    /^\| \[[^\]]+\]\((?:(examples\/[\w-]+)|index\.ts)\) \| (.+) \| (\S+) \| (\S+) \| (\S+) \|$/gm,
)].map(([, folder = ".", builds = "", resources = "", unitTests = "", integrationTests = ""]): Row =>
    ({ folder, builds, resources, unitTests, integrationTests }));

const present = rows.filter(({ folder }) => existsSync(join(root, folder)));

/** So that not every further test or resource changes the table: tens, which must not have doubled since. */
function assertRoughly(stated: string, actual: number, what: string): void {
    const [, number] = /^(\d+)\+$/.exec(stated) ?? [];
    const fits = number !== undefined && Number(number) <= actual && actual < 2 * Number(number);
    assert(fits, `README says ${stated} ${what}: it should be ${Math.floor(actual / 10) * 10}+`);
}

/** Files of all unit and integration tests, one for each test, as mocha finds them; none is run. */
function listTests(): string[] {
    const folder = mkdtempSync(join(tmpdir(), "readme-"));
    try {
        const output = join(folder, "tests.json");
        const { status, stderr } = spawnSync(process.execPath, [
            require.resolve("mocha/bin/mocha.js"), "--dry-run", "--no-parallel",
            "--reporter", "json", "--reporter-option", `output=${output}`,
            ...["tests", "examples/*/tests"].map(tests => `${tests}/{unit,integration}/**/*.spec.ts`),
        ], { cwd: root, encoding: "utf8" });
        assert.equal(status, 0, stderr);
        const { tests } = JSON.parse(readFileSync(output, "utf8")) as { tests: { file: string }[] };
        return tests.map(({ file }) => relative(root, file));
    } finally {
        rmSync(folder, { recursive: true, force: true });
    }
}

describe("README's table of systems", function () {
    this.timeout(120_000);

    it("has a row for each project, and no other", () => {
        assert.deepEqual(present.map(({ folder }) => folder).sort(), listProjects().sort());
        const unknown = rows.filter(row => !present.includes(row)).map(({ folder }) => folder);
        assert.deepEqual(unknown.filter(folder => !isDeleted(folder)), []);
    });

    it("says what the examples build in the words of their projects", () => {
        // A new project that was made from the root has a description of its own.
        for (const { folder, builds } of present.filter(row => row.folder !== ".")) {
            const { description } = readYaml(join(root, folder, "Pulumi.yaml")) as { description: string };
            assert(description.startsWith(builds), `${folder} builds ${description}`);
        }
    });

    it("says how many tests there are", () => {
        const files = listTests();
        for (const { folder, unitTests, integrationTests } of present) {
            for (const [kind, stated] of [["unit", unitTests], ["integration", integrationTests]] as const) {
                const tests = join(folder, "tests", kind, "/");
                assertRoughly(stated, files.filter(file => file.startsWith(tests)).length, `in ${tests}`);
            }
        }
    });

    for (const { folder, resources: stated } of present) {
        it(`says how many resources ${folder} has`, async () => {
            const projectDir = join(root, folder);
            const [stack = ""] = allStacks(projectDir);
            const { resources, exitCode } = await runProgram({
                settings: readSettings(projectDir, stack), provider: mockProvider });
            assert.equal(exitCode, 0);
            const actual = resources.filter(({ custom, type }) => custom && !type.startsWith("pulumi:")).length;
            assertRoughly(stated, actual, `resources of ${folder} ${stack}`);
        });
    }
});
