import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { temporaryProject } from "../../host/temporary-project";
import { applyEdits, type Edit } from "./mutant";

const text = "one\ntwo\ntwo\n";
const apply = (...edits: Edit[]) => {
    const folder = temporaryProject({ "a.txt": text, "folder/b.txt": "b\n" });
    const undo = applyEdits(folder, edits);
    const read = (file: string) => readFileSync(join(folder, file), "utf8");
    return { folder, undo, read };
};

describe("mutants", () => {
    for (const [edit, expected] of [
        [{ file: "a.txt", find: "one", replace: "$1" }, "$1\ntwo\ntwo\n"],
        [{ file: "a.txt", each: /^t/gm, replace: "T" }, "one\nTwo\nTwo\n"],
        [{ file: "a.txt", append: "three\n" }, `${text}three\n`],
    ] as const) {
        it(`edit a file by ${Object.keys(edit).join(", ")}, and undo it`, () => {
            const { read, undo } = apply(edit);
            assert.equal(read("a.txt"), expected);
            undo();
            assert.equal(read("a.txt"), text);
        });
    }

    it("create a file, remove a folder, and undo both", () => {
        const { folder, read, undo } = apply(
            { file: "new.txt", create: "new\n" }, { file: "folder", remove: true });
        assert.equal(read("new.txt"), "new\n");
        assert(!existsSync(join(folder, "folder")));
        undo();
        assert(!existsSync(join(folder, "new.txt")));
        assert.equal(read("folder/b.txt"), "b\n");
    });

    for (const [edit, says] of [
        [{ file: "a.txt", find: "two", replace: "" }, /a.txt holds 2 times: two/],
        [{ file: "a.txt", find: "three", replace: "" }, /a.txt holds 0 times: three/],
        [{ file: "a.txt", each: /three/, replace: "" }, /a.txt doesn't hold/],
        [{ file: "c.txt", append: "" }, /c.txt doesn't exist/],
        [{ file: "a.txt", create: "" }, /a.txt is there already/],
    ] as const) {
        it(`are broken with ${JSON.stringify(edit)}, and leave nothing behind`, () => {
            const folder = temporaryProject({ "a.txt": text });
            const first: Edit = { file: "a.txt", append: "more\n" };
            assert.throws(() => applyEdits(folder, [first, edit]), says);
            assert.equal(readFileSync(join(folder, "a.txt"), "utf8"), text);
        });
    }
});
