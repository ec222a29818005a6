import type * as pulumi from "@pulumi/pulumi";
import { randomBytes } from "node:crypto";
import type { Clients } from "../host/clients";

/** What a function that creates a resource has to work with. */
export interface Context {
    /** Clients for the region that the resource is in. */
    clients: Clients;
    region: string;
    /** For resources that reach into other regions. */
    clientsOf: (region: string) => Clients;
    /** The folder in which the program runs. */
    projectDir: string;
    /** The resource's logical name. */
    name: string;
}

export interface Created {
    id: string;
    /** What AWS adds to the inputs, as far as programs read it. */
    state: Record<string, unknown>;
}

/** All that the house knows of one type of resource. */
export interface ResourceType {
    /** Whether the provider takes tags for it. */
    taggable: boolean;
    /** Stands in for `state` in unit tests, made from the logical name: tests can tell where a value comes from. */
    mock: (name: string) => Record<string, unknown>;
    /** Creates one in the emulated AWS as the provider would in the real one. */
    create: (inputs: never, context: Context) => Promise<Created>;
    /** Reads one that exists outside the stack, as `X.get` does. */
    read?: (id: string, context: Pick<Context, "clients">) => Promise<Record<string, unknown>>;
}

/** A type of resource whose arguments are `Args`. */
export function resourceType<Args>(type: {
    taggable: "tags" extends keyof Args ? true : false;
    mock?: ResourceType["mock"];
    create: (inputs: pulumi.Unwrap<Args>, context: Context) => Promise<Created>;
    read?: ResourceType["read"];
}): ResourceType {
    return { mock: () => ({}), ...type };
}

/** A function of the provider, such as aws.getCallerIdentity. */
export interface ProviderFunction {
    /** Its answer in unit tests. */
    mock: Record<string, unknown>;
    call: (args: never, context: Pick<Context, "clients" | "region">) => Promise<Record<string, unknown>>;
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
export function requireValue<T>(value: T | undefined, what: string): T {
    if (value === undefined) {
        throw new Error(`the emulated AWS did not answer with ${what}`);
    }
    return value;
}

/** Inputs that record what is read of them: what a creator doesn't read, it leaves out. */
export interface ReadInputs {
    inputs: Record<string, unknown>;
    /** Paths such as `ebs.volumeType`. */
    read: () => string[];
    unread: () => string[];
}

export function recordReads(inputs: Record<string, unknown>): ReadInputs {
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
    const all = [...new Set(paths(inputs, ""))];
    const select = (isRead: boolean) => all.filter(path => read.has(path) === isRead).map(path => path.slice(1));
    return { inputs: watch(inputs, ""), read: () => select(true), unread: () => select(false) };
}
