import * as pulumi from "@pulumi/pulumi";
import assert from "node:assert/strict";

/** Values by key; undefined leaves a key out. */
type Changes = Record<string, string | undefined>;

/** Sets the stack's configuration. Keys without a namespace get the project's; undefined leaves a key out. */
export function setConfig(config: Changes, secretKeys: string[] = []): void {
    const qualify = (key: string) => key.includes(":") ? key : `${pulumi.getProject()}:${key}`;
    const entries = Object.entries(config).filter((entry): entry is [string, string] => entry[1] !== undefined);
    pulumi.runtime.setAllConfig(
        Object.fromEntries(entries.map(([key, value]) => [qualify(key), value])), secretKeys.map(qualify));
}

/** Prepares the tests of a system's configuration: each changes some of the valid values, and creates nothing. */
export function prepareConfig<Config>(valid: Record<string, string>, loadConfig: () => Config) {
    before(() => pulumi.runtime.setMocks({
        newResource: () => { throw new Error("the configuration creates nothing"); },
        call: () => { throw new Error("the configuration asks nothing"); },
    }, "project", "stack"));
    isolateSuffix();
    const load = (changes: Changes = {}) => {
        setConfig({ ...valid, ...changes });
        return loadConfig();
    };
    return { load, problemsOf: (changes: Changes) => findProblems(() => load(changes)) };
}

/** The problems of a refused configuration; none if it is taken. */
export function findProblems(load: () => unknown): string[] {
    try {
        load();
        return [];
    } catch (error) {
        assert(pulumi.RunError.isInstance(error), "what the user can mend is printed without stack trace");
        const [heading, ...problems] = error.message.split("\n  ");
        assert.equal(heading, `stack ${pulumi.getStack()} is not configured right:`);
        return problems;
    }
}

/** What the program warns of. Without an engine, the SDK prints warnings on the console. */
export function captureWarnings(load: () => unknown): string[] {
    const { warn } = console;
    const warnings: string[] = [];
    console.warn = (message: string) => void warnings.push(message.replace("warning: [runtime] ", ""));
    try {
        load();
        return warnings;
    } finally {
        console.warn = warn;
    }
}

/** Keeps the user's own ENVIRONMENT_SUFFIX from the tests, and one test's from the next. */
export function isolateSuffix(): void {
    let suffix: string | undefined;
    beforeEach(() => {
        suffix = process.env.ENVIRONMENT_SUFFIX;
        delete process.env.ENVIRONMENT_SUFFIX;
    });
    afterEach(() => {
        delete process.env.ENVIRONMENT_SUFFIX;
        Object.assign(process.env, suffix === undefined ? {} : { ENVIRONMENT_SUFFIX: suffix });
    });
}
