import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { temporaryProject } from "./temporary-project";
import { findProject, root } from "./project";

describe("project", () => {
    it("is the one that --project names, relative to where the command was started", () => {
        const folder = temporaryProject({ "Pulumi.yaml": "name: shop" });
        mkdirSync(join(folder, "below"));
        assert.equal(findProject("..", join(folder, "below")), folder);
        assert.equal(findProject(folder, "/"), folder);
    });

    it("is else the folder where the command was started, if that holds one", () => {
        const folder = temporaryProject({ "Pulumi.yaml": "name: shop" });
        assert.equal(findProject(undefined, folder), folder);
    });

    it("is else the house's own", () => {
        assert.equal(findProject(undefined, "/"), root);
        assert.equal(findProject(undefined, join(root, "tools")), root);
    });

    it("must have a Pulumi.yaml", () => {
        assert.throws(() => findProject("tools", root), {
            exitCode: 2, message: `--project must be a folder with a Pulumi.yaml, got ${join(root, "tools")}` });
    });
});
