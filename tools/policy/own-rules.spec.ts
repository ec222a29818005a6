import assert from "node:assert/strict";
import { join } from "node:path";
import { listProjects } from "../host/house";
import { root } from "../host/project";
import { allStacks } from "../host/settings";
import type { Violation } from "./analysis";
import { ownPack } from "./arguments";
import { check } from "./check";
import type { StackReport } from "./stack-report";

const order = (items: object[]) => items.map(item => JSON.stringify(item)).sort();

describe("rules of this repository", function () {
    this.timeout(300_000);

    for (const project of listProjects()) {
        it(`find in ${project} what they find as a pack in a process of its own`, async () => {
            const projectDir = join(root, project);
            const stacks = allStacks(projectDir).slice(-1);
            const [{ reports: [own] }, { reports: [other] }] = await Promise.all([undefined, ownPack].map(pack =>
                check({ projectDir, stacks, complete: false, pack }))) as unknown as [
                { reports: [StackReport] }, { reports: [StackReport] }];
            // The pack has no configuration here: what the project waives is a violation.
            const plain = ({ rule, urn, message, source }: Violation) => ({ rule, urn, message, source });
            assert.deepEqual(
                order([...own.violations, ...own.waived].map(plain)), order(other.violations.map(plain)));
            assert.deepEqual(order(own.undecided), order(other.undecided));
        });
    }
});
