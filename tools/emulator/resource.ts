import type * as pulumi from "@pulumi/pulumi";
import { randomBytes } from "node:crypto";
import type { Clients } from "./clients";

/** What a function that creates a resource has to work with. */
export interface Context {
    clients: Clients;
    /** The resource's logical name. */
    name: string;
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

/** Inputs that note what is read of them: what a creator doesn't read, it leaves out. */
export function watched(inputs: Record<string, unknown>): { inputs: Record<string, unknown>; unread: () => string[] } {
    const read = new Set<string>();
    const watch = <T extends object>(value: T, path: string): T => new Proxy(value, {
        get: (target, key) => {
            const item: unknown = Reflect.get(target, key);
            // Items of a list are one and the same to the reader.
            const itemPath = Array.isArray(target) || typeof key === "symbol" ? path : `${path}.${key}`;
            read.add(itemPath);
            return typeof item === "object" && item !== null ? watch(item, itemPath) : item;
        },
    });
    const paths = (value: unknown, path: string): string[] => {
        if (typeof value !== "object" || value === null) {
            return [path];
        }
        return Object.entries(value).flatMap(([key, item]) =>
            paths(item, Array.isArray(value) ? path : `${path}.${key}`));
    };
    return {
        inputs: watch(inputs, ""),
        unread: () => [...new Set(paths(inputs, ""))].filter(path => !read.has(path)).map(path => path.slice(1)),
    };
}
