import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { root } from "../host/project";
import { temporaryProject } from "../host/temporary-project";

const read = (file: string) => readFileSync(join(root, file), "utf8");
const { scripts } = JSON.parse(read("package.json")) as { scripts: Record<string, string> };

/** Runs `npm run test:drift` on a detector of one file. */
function measure(code: string) {
    const cwd = temporaryProject({
        "tools/drift/.c8rc.json": read("tools/drift/.c8rc.json"),
        "tools/drift/a.ts": code,
        "tools/drift/a.spec.ts": 'it("loads", () => require("./a.ts"));\n',
    });
    return spawnSync(scripts["test:drift"] ?? "", {
        cwd, shell: true, encoding: "utf8",
        env: { PATH: [join(root, "node_modules/.bin"), process.env.PATH].join(delimiter) },
    });
}

describe("tests of the drift detector", () => {
    it("F9 fail where code hasn't run", () => {
        const { status, stderr } = measure("function idle() {\n    console.log();\n}\nmodule.exports = idle;\n");
        assert.equal(status, 1);
        assert.match(stderr, /Coverage for functions .* does not meet global threshold \(100%\)/);
    });

    it("pass where all has", () => {
        const { status, stdout } = measure("module.exports = 1;\n");
        assert.match(stdout, /a\.ts +\| +100/);
        assert.equal(status, 0);
    });
});
