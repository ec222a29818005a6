import assert from "node:assert/strict";
import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { temporaryProject } from "../host/temporary-project";
import { type Copy, copyCandidate } from "./copy";
import { matchesGlob } from "./globs";

describe("copy of a candidate", () => {
    const copies: Copy[] = [];
    const copy = (folder: string) => {
        const made = copyCandidate(folder);
        copies.push(made);
        return made;
    };
    after(() => copies.forEach(({ remove }) => remove()));

    it("has its files, and packages without a copy of them", () => {
        const { folder, top, notes } = copy(temporaryProject({ "index.ts": "1;\n", "lib/a.ts": "2;\n" }));
        assert.equal(folder, top);
        assert.equal(readFileSync(join(folder, "lib/a.ts"), "utf8"), "2;\n");
        assert(existsSync(join(folder, "node_modules/@pulumi/pulumi/package.json")));
        assert.deepEqual(notes, []);
    });

    it("is unharmed by what becomes of the original, and the other way round", () => {
        const original = temporaryProject({ "index.ts": "1;\n" });
        const { folder } = copy(original);
        writeFileSync(join(folder, "index.ts"), "changed\n");
        assert.equal(readFileSync(join(original, "index.ts"), "utf8"), "1;\n");
    });

    it("leaves out links that lead out of the folder or nowhere, and keeps others", () => {
        const outside = temporaryProject({ "secret.txt": "secret" });
        const folder = temporaryProject({ "lib/a.ts": "1;\n" });
        symlinkSync(join(outside, "secret.txt"), join(folder, "outside.txt"));
        symlinkSync(outside, join(folder, "outside"));
        symlinkSync("nowhere", join(folder, "broken"));
        symlinkSync("lib/a.ts", join(folder, "inside.ts"));
        const made = copy(folder);
        assert.deepEqual(readdirSync(made.folder).sort(), ["inside.ts", "lib", "node_modules", "package.json"]);
        assert.equal(readFileSync(join(made.folder, "inside.ts"), "utf8"), "1;\n");
        assert.deepEqual(made.notes.map(note => note.split(" ")[0]).sort(), ["broken", "outside", "outside.txt"]);
    });

    it("is of the whole npm workspace that the folder is a member of", () => {
        const house = temporaryProject({
            "package.json": '{"workspaces": ["examples/*"]}', "lib/a.ts": "1;\n", "examples/one/index.ts": "2;\n" });
        const { folder, top } = copy(join(house, "examples/one"));
        assert.equal(folder, join(top, "examples/one"));
        assert(existsSync(join(folder, "../../lib/a.ts")));
    });

    it("refuses what is no folder", () => {
        const folder = temporaryProject({ "index.ts": "" });
        assert.throws(() => copyCandidate(join(folder, "nothing")), /there is no folder/);
        assert.throws(() => copyCandidate(join(folder, "index.ts")), /there is no folder/);
    });

    it("takes the grader's packages where there are none, and says so", () => {
        const folder = join(temporaryProject({}), "inner");
        mkdirSync(folder);
        const { notes } = copy(folder);
        assert.deepEqual(notes, ["no packages are installed there: those of the grader are used"]);
    });
});

describe("globs", () => {
    for (const [path, glob, fits] of [
        ["a/b.ts", "a/*.ts", true], ["a/b/c.ts", "a/*.ts", false], ["a/b/c.ts", "a/**/*.ts", true],
        ["a/c.ts", "a/**/*.ts", true], ["a.js", "*.{ts,js}", true], ["axts", "a.ts", false], ["ab", "a?", true],
    ] as const) {
        it(`${glob} ${fits ? "fits" : "doesn't fit"} ${path}`, () => assert.equal(matchesGlob(path, glob), fits));
    }
});
