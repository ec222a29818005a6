import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Resource } from "./monitor";
import { readSettings, type StackSettings } from "./settings";

/** What a resource is to its deployed state: another name, type or parent makes another resource of it. */
export interface ExpectedResource {
    type: string;
    name: string;
    /** Its type and name; "" for the stack itself. */
    parent: string;
}

/** What a program registers for one stack, as `npm run plan -- --update` writes it. */
export interface ExpectedStack {
    /** By keys as stack files write them. With others, the program may register other resources. */
    settings: Record<string, string>;
    resources: ExpectedResource[];
}

/** The file of a project that lists what a stack's resources are, relative to the project. */
export function expectedFile(stack: string): string {
    return `tests/unit/expected/${stack}.json`;
}

/** Undefined where there is no list. */
export function readExpected(projectDir: string, stack: string): ExpectedStack | undefined {
    const file = join(projectDir, expectedFile(stack));
    return existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) as ExpectedStack : undefined;
}

export function describeStack({ project, config }: StackSettings, resources: Resource[]): ExpectedStack {
    const bare = (key: string) => key.startsWith(`${project}:`) ? key.slice(project.length + 1) : key;
    return {
        settings: Object.fromEntries(Object.entries(config).map(([key, value]) => [bare(key), value])),
        resources: listResources(resources),
    };
}

/** The settings of a stack, with the values that a list was written for. Keys that there are no more are left out. */
export function restoreSettings(settings: StackSettings, expected: ExpectedStack): StackSettings {
    const config = Object.fromEntries(Object.entries(settings.config).map(([key, value]) =>
        [key, expected.settings[key] ?? expected.settings[key.replace(`${settings.project}:`, "")] ?? value]));
    return { ...settings, config };
}

/** The settings of a stack with the values that its list was written for, if it has one. */
export function readListedSettings(projectDir: string, stack: string): StackSettings {
    const [settings, expected] = [readSettings(projectDir, stack), readExpected(projectDir, stack)];
    return expected === undefined ? settings : restoreSettings(settings, expected);
}

/** Each resource comes after its parent; siblings are in the order of their types and names. */
function listResources(resources: Resource[]): ExpectedResource[] {
    const below = (parent: string, description: string): ExpectedResource[] => resources
        .filter(resource => resource.parent === parent)
        .map(({ urn, type, name }) => ({ urn, type, name, key: `${type} ${name}` }))
        .sort((a, b) => a.key < b.key ? -1 : 1)
        .flatMap(({ urn, type, name, key }) => [{ type, name, parent: description }, ...below(urn, key)]);
    return below(resources[0]?.urn ?? "", "");
}
