import assert from "node:assert/strict";
import { listFiles, listProjects } from "./house";
import { temporaryProject } from "./temporary-project";

describe("house", () => {
    it("holds the project at its root, and those among its examples", () => {
        const house = temporaryProject({
            "examples/two/Pulumi.yaml": "", "examples/one/Pulumi.yaml": "", "examples/notes/README.md": "",
        });
        assert.deepEqual(listProjects(house), [".", "examples/one", "examples/two"]);
        assert.deepEqual(listProjects(temporaryProject({})), ["."]);
    });

    it("lists files, but for those that git ignores", () => {
        const house = temporaryProject({
            ".gitignore": "node_modules/\n.made/\n*.log\n",
            ".made/a.ts": "", "tools/.made/a.ts": "", "tools/a.log": "", ".git/config": "",
            "tools/a.ts": "", ".ci/run": "", "log/made.ts": "",
        });
        const expected = [".ci/run", ".gitignore", "log/made.ts", "package.json", "tools/a.ts"];
        assert.deepEqual(listFiles(house).sort(), expected);
    });

    it("refuses a pattern of .gitignore that it would take for something else", () => {
        const house = temporaryProject({ ".gitignore": "node_modules/\ntools/*/made\n" });
        assert.throws(() => listFiles(house), {
            message: ".gitignore: patterns must be like name/ or *.extension, got tools/*/made" });
    });
});
