import type { Subject } from "../../evaluate";
import { unknownStringValue } from "../../proxy";

/** A resource of a fixture. In its inputs, `$name` stands for something of another one that a preview doesn't know. */
export interface Fixture {
    type: string;
    name: string;
    props: Record<string, unknown>;
    /** By default, the one component of the fixtures. */
    parent?: string;
    ignoreChanges?: string[];
    /** What the program gives to its explicit provider. */
    provider?: Record<string, unknown>;
}

export const component = "component";
const stack = "stack";
const root: Fixture[] = [
    { type: "pulumi:pulumi:Stack", name: stack, parent: "", props: {} },
    { type: "test:index:Component", name: component, parent: stack, props: {} },
];

/** The resources as rules see them at preview. */
export function createSubjects(fixtures: Fixture[]): Subject[] {
    return [...root, ...fixtures].map(({ type, name, props, parent = component, ignoreChanges = [], provider }) => ({
        type,
        name,
        urn: urnOf(name),
        parent: parent && urnOf(parent),
        props: replaceReferences(props) as Record<string, unknown>,
        propertyDependencies: Object.fromEntries(Object.entries(props)
            .map(([input, value]) => [input, findReferences(value).map(urnOf)])),
        opts: {
            protect: false, ignoreChanges, aliases: [], additionalSecretOutputs: [],
            customTimeouts: { createSeconds: 0, updateSeconds: 0, deleteSeconds: 0 },
        },
        ...provider && { provider: { type: "pulumi:providers:aws", name: "aws", urn: urnOf("aws"), props: provider } },
    }));
}

function urnOf(name: string): string {
    return `urn:pulumi:test::test::test::${name}`;
}

const reference = /^\$([\w-]+)$/;

function findReferences(value: unknown): string[] {
    return typeof value === "string"
        ? [reference.exec(value)?.[1] ?? []].flat()
        : typeof value === "object" && value !== null ? Object.values(value).flatMap(findReferences) : [];
}

function replaceReferences(value: unknown): unknown {
    if (typeof value === "string") {
        return reference.test(value) ? unknownStringValue : value;
    }
    if (Array.isArray(value)) {
        return value.map(replaceReferences);
    }
    return typeof value === "object" && value !== null
        ? Object.fromEntries(Object.entries(value).map(([key, item]) => [key, replaceReferences(item)]))
        : value;
}

/** One change that makes a stack worse. */
export type Edit
    = | { resource: string; input: string; value?: unknown }
        | { remove: string }
        | { add: Fixture };

/** A copy of the fixtures with the change. `input` may be a path, such as `rules.0.status`; no value takes it away. */
export function applyEdit(fixtures: Fixture[], edit: Edit): Fixture[] {
    if ("add" in edit) {
        return [...fixtures, edit.add];
    }
    const name = "remove" in edit ? edit.remove : edit.resource;
    if (!fixtures.some(fixture => fixture.name === name)) {
        throw new Error(`there is no ${name} among the fixtures`);
    }
    return "remove" in edit
        ? fixtures.filter(fixture => fixture.name !== name)
        : fixtures.map(fixture => fixture.name === name ? change(fixture, edit.input, edit.value) : fixture);
}

function change(fixture: Fixture, input: string, value: unknown): Fixture {
    const copy = structuredClone(fixture);
    const path = input.split(".");
    const last = path.pop() ?? "";
    // Options stand beside the inputs.
    const target = path.reduce<Record<string, unknown>>(
        (object, key) => object[key] as Record<string, unknown>,
        ["parent", "ignoreChanges"].includes(input) ? copy as unknown as Record<string, unknown> : copy.props);
    if (Array.isArray(target)) {
        target.splice(Number(last), 1, ...value === undefined ? [] : [value]);
    } else if (value === undefined) {
        // eslint-disable-next-line @typescript-eslint/no-dynamic-delete -- the path is data
        delete target[last];
    } else {
        target[last] = value;
    }
    return copy;
}
