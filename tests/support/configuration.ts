import * as pulumi from "@pulumi/pulumi";
import assert from "node:assert/strict";

/** Sets the stack's configuration. Keys without a namespace get the project's; undefined leaves a key out. */
export function setConfig(config: Record<string, string | undefined>, secretKeys: string[] = []): void {
    const qualify = (key: string) => key.includes(":") ? key : `${pulumi.getProject()}:${key}`;
    const entries = Object.entries(config).filter((entry): entry is [string, string] => entry[1] !== undefined);
    pulumi.runtime.setAllConfig(
        Object.fromEntries(entries.map(([key, value]) => [qualify(key), value])), secretKeys.map(qualify));
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
