import type * as pulumi from "@pulumi/pulumi";
import { randomBytes } from "node:crypto";
import type { Clients } from "./clients";

/** What a function that creates a resource has to work with. */
export interface Context {
    clients: Clients;
    /** The resource's logical name. */
    name: string;
    /** Says what the emulated AWS leaves out; the user sees it after the deployment. */
    notEmulated: (what: string) => void;
}

export interface Created {
    id: string;
    /** What AWS adds to the inputs, as far as programs read it. */
    state: Record<string, unknown>;
}

/** Creates one resource in the emulated AWS as the provider would in the real one. */
export type Creator = (inputs: never, context: Context) => Promise<Created>;

/** A creator for a resource whose arguments are `Args`. */
export function creator<Args>(
    create: (inputs: pulumi.Unwrap<Args>, context: Context) => Promise<Created>,
): Creator {
    return create;
}

/** A physical name as the provider makes it from a logical one. */
export function autoName(name: string): string {
    return `${name}-${randomBytes(4).toString("hex").slice(0, 7)}`;
}

/** Tags in the shape of most AWS APIs. */
export function tagList(tags: Record<string, string> | undefined): { Key: string; Value: string }[] {
    return Object.entries(tags ?? {}).map(([Key, Value]) => ({ Key, Value }));
}

/** A value that the emulated AWS always answers with, though its types say that it may not. */
export function given<T>(value: T | undefined, what: string): T {
    if (value === undefined) {
        throw new Error(`the emulated AWS did not answer with ${what}`);
    }
    return value;
}
