import assert from "node:assert/strict";
import { resourceTypeOf } from "../../tools/emulator/services";
import type { Resource } from "../../tools/host/monitor";
import { isUnresolved } from "./mock-provider";
import type { StackRun } from "./stack-run";

/** Inputs that keep AWS from deleting a resource, or from losing what is in it. */
const protections: Record<string, (deletionProtection: boolean, finalSnapshot: boolean) => Record<string, boolean>> = {
    "aws:dynamodb/table:Table": deletionProtection => ({ deletionProtectionEnabled: deletionProtection }),
    "aws:lb/loadBalancer:LoadBalancer": deletionProtection => ({ enableDeletionProtection: deletionProtection }),
    "aws:rds/cluster:Cluster": (deletionProtection, finalSnapshot) =>
        ({ deletionProtection, skipFinalSnapshot: !finalSnapshot }),
    "aws:rds/instance:Instance": (deletionProtection, finalSnapshot) =>
        ({ deletionProtection, skipFinalSnapshot: !finalSnapshot }),
    "aws:s3/bucket:Bucket": deletionProtection => ({ forceDestroy: !deletionProtection }),
};

/** Inputs that something else than a deployment changes, and should. */
const ignored: Record<string, string[]> = {
    "aws:ecs/service:Service": ["desiredCount"],
};

/** Declares what the resources of every system's stacks have to be. */
export function promiseResources(stack: StackRun): void {
    /** Without the stack itself. */
    const all = () => stack.run.resources.slice(1);
    const components = () => all().filter(({ custom }) => !custom);
    /** Without explicit providers. */
    const resources = () => all().filter(({ custom, type }) => custom && !type.startsWith("pulumi:"));

    it("C6 has every resource below a component", () => {
        const urns = components().map(({ urn }) => urn);
        assert.deepEqual(namesOf(resources().filter(({ parent }) => !urns.includes(parent))), []);
    });

    it("gives components no inputs, for which all that they create would wait", () => {
        assert.deepEqual(namesOf(components().filter(({ inputs }) => Object.keys(inputs).length > 0)), []);
    });

    it("C10 names every resource {resource}-{environment}-{suffix}", () => {
        const ending = stack.name("");
        // A component has no resource in its name.
        const wrong = [
            ...resources().filter(({ name }) => !name.endsWith(ending) || name === ending),
            ...components().filter(({ name }) => !`-${name}`.endsWith(ending)),
        ];
        assert.deepEqual(namesOf(wrong), []);
    });

    it("tags everything that can be tagged, with the user's tags and its own name", () => {
        for (const { name, inputs } of resources().filter(({ type }) => resourceTypeOf(type).taggable)) {
            assert.deepEqual(tagsOf(inputs), {
                ...JSON.parse(stack.setting("tags") ?? "{}") as object,
                Project: stack.settings.project,
                Environment: stack.setting("environment"),
                EnvironmentSuffix: stack.setting("environmentSuffix"),
                ManagedBy: "Pulumi",
                Name: name,
            }, name);
        }
    });

    it("M1 puts no Output's help text and no missing value into an input", () => {
        assert.deepEqual(namesOf(resources().filter(({ inputs }) => isUnresolved(inputs))), []);
    });

    it("C7 puts no password into an input", () => {
        const passwords = resources().flatMap(({ name, inputs }) =>
            keysOf(inputs).filter(isPassword).map(key => `${key} of ${name}`));
        assert.deepEqual(passwords, []);
    });

    it("C11 can be destroyed, but for what the settings protect", () => {
        for (const { name, options, type, inputs } of all()) {
            assert(!options.protect && !options.retainOnDelete, name);
            assert.deepEqual(options.ignoreChanges, ignored[type] ?? [], name);
            const expected = protections[type]?.(
                stack.setting("deletionProtection") === "true", stack.setting("dbFinalSnapshot") === "true") ?? {};
            const actual = Object.fromEntries(Object.keys(expected).map(key => [key, inputs[key]]));
            assert.deepEqual(actual, expected, name);
        }
    });
}

function namesOf(resources: Resource[]): string[] {
    return resources.map(({ name }) => name);
}

/** Auto Scaling groups have a list of tags, which also says whether instances inherit them. */
function tagsOf({ tags }: Record<string, unknown>): unknown {
    return Array.isArray(tags)
        ? Object.fromEntries((tags as { key: string; value: string }[]).map(({ key, value }) => [key, value]))
        : tags;
}

/** All keys of a value, at any depth. */
function keysOf(value: unknown): string[] {
    return typeof value === "object" && value !== null
        ? Object.entries(value).flatMap(([key, item]) => [key, ...keysOf(item)])
        : [];
}

/** Two inputs say whether there is a password: one that RDS makes and keeps, and none for users of a cache. */
function isPassword(key: string): boolean {
    return /password/i.test(key) && !["manageMasterUserPassword", "noPasswordRequired"].includes(key);
}
