import assert from "node:assert/strict";
import { join } from "node:path";
import { listProjects } from "../../tools/host/house";
import { root } from "../../tools/host/project";
import { allStacks, readSettings } from "../../tools/host/settings";
import { overlap } from "../support/ranges";

describe("systems", () => {
    it("C10 have addresses of their own, so that all can be deployed to one account and be connected", () => {
        const ranges = listProjects().flatMap(folder => {
            const projectDir = join(root, folder);
            return allStacks(projectDir).map(stack => {
                const { config, project } = readSettings(projectDir, stack);
                return { title: `${project} ${stack}`, folder, range: config[`${project}:vpcCidr`] };
            });
        });
        const pairs = ranges.flatMap((one, index) => ranges.slice(index + 1).map(other => [one, other] as const));
        const overlapping = pairs
            .filter(([one, other]) => one.folder !== other.folder && overlap(one.range, other.range))
            .map(([one, other]) => `${one.title} and ${other.title}`);
        assert.deepEqual(overlapping, []);
    });

    it("C10 have names of their own, which parameters and aliases begin with", () => {
        const names = listProjects().map(folder => {
            const [stack = ""] = allStacks(join(root, folder));
            return readSettings(join(root, folder), stack).project;
        });
        assert.deepEqual(names.filter((name, index) => names.indexOf(name) !== index), []);
    });
});
