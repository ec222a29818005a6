import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { expectedFile } from "../../tools/host/expected";
import { isDeleted, listProjects } from "../../tools/host/house";
import { root } from "../../tools/host/project";
import { allStacks, readSettings } from "../../tools/host/settings";

describe("systems", () => {
    it("C10 have names of their own, which parameters and aliases begin with", () => {
        const names = listProjects().map(folder => {
            const [stack = ""] = allStacks(join(root, folder));
            return readSettings(join(root, folder), stack).project;
        });
        assert.deepEqual(names.filter((name, index) => names.indexOf(name) !== index), []);
    });

    if (!isDeleted("tools/plan")) {
        it("list the resources of every stack, for their unit tests to compare", () => {
            const files = listProjects().flatMap(folder =>
                allStacks(join(root, folder)).map(stack => join(folder, expectedFile(stack))));
            assert.deepEqual(files.filter(file => !existsSync(join(root, file))), []);
        });
    }
});
