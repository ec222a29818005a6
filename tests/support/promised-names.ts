import assert from "node:assert/strict";
import { isDeepStrictEqual } from "node:util";
import {
    describeStack, expectedFile, type ExpectedResource, readExpected, restoreSettings,
} from "../../tools/host/expected";
import { isDeleted } from "../../tools/host/house";
import { StackRun } from "./stack-run";
import type { System } from "./system";

/**
 * Declares that a stack's resources keep their types, names and parents: AWS would replace what has another one. Where
 * the settings have changed since the list was written, the program runs with those of the list.
 */
export function promiseNames({ projectDir }: System, stack: StackRun): void {
    if (isDeleted("tools/plan")) {
        return;
    }
    const update = `npm run plan -- --update ${stack.title}`;
    const file = expectedFile(stack.title);
    const expected = readExpected(projectDir, stack.title);
    if (expected === undefined) {
        it(`keeps types, names and parents: there is no ${file} to compare with, ${update} writes it`);
        return;
    }

    it("keeps types, names and parents of all resources", async function () {
        // Under load, a program may take a minute.
        this.timeout(300_000);
        const restored = restoreSettings(stack.settings, expected);
        const isAsListed = isDeepStrictEqual(restored.config, stack.settings.config);
        const run = isAsListed ? stack : new StackRun(stack.title, () => restored);
        if (run !== stack) {
            await run.start();
        }
        assert(run.succeeded, `with the settings in ${file}, the program fails: ${update}`);
        const changes = describeChanges(expected.resources, describeStack(run.settings, run.run.resources).resources);
        assert(changes.length === 0, [...changes, `where that is right: ${update}`].join("\n"));
    });
}

/** Says what becomes of resources, and what keeps them from being replaced. Parents come before their children. */
export function describeChanges(before: ExpectedResource[], after: ExpectedResource[]): string[] {
    const added = new Set(after.filter(resource => !before.some(old => isSame(old, resource))));
    const gone = before.filter(old => !after.some(resource => isSame(old, resource)));
    const renamed = new Map<string, string>();
    const changes: string[] = [];
    for (const old of gone) {
        const parent = renamed.get(old.parent) ?? old.parent;
        const candidates = [...added].filter(({ type }) => type === old.type);
        const found = candidates.find(({ name }) => name === old.name)
            ?? candidates.find(resource => resource.parent === parent)
            ?? candidates[0];
        added.delete(found ?? old);
        if (found === undefined) {
            changes.push(`${describe(old)} is gone: AWS deletes it`);
        } else {
            renamed.set(describe(old), describe(found));
            const alias = [
                ...found.name === old.name ? [] : [`name: "${old.name}"`],
                // A parent that was only renamed is the same one.
                ...found.parent === parent ? [] : [`parent: /* ${old.parent === "" ? "the stack" : old.parent} */`],
            ];
            const place = found.parent === "" ? "the stack" : found.parent;
            changes.push(...alias.length === 0
                ? []
                : [`${describe(old)} is now ${found.name}, below ${place}: AWS replaces it, unless it has an alias,`
                    + ` aliases: [{ ${alias.join(", ")} }]`]);
        }
    }
    return [...changes, ...[...added].map(resource => `${describe(resource)} is new`)];
}

function isSame(one: ExpectedResource, other: ExpectedResource): boolean {
    return one.type === other.type && one.name === other.name && one.parent === other.parent;
}

function describe({ type, name }: ExpectedResource): string {
    return `${type} ${name}`;
}
