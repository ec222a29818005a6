import assert from "node:assert/strict";
import { join } from "node:path";
import { listProjects } from "../../tools/host/house";
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
});
