import { once } from "node:events";
import type { Clients } from "../host/clients";
import { UserError } from "../host/command";
import { type Finding, unknown } from "./check";

/** Prefixes of actions in policies, where they are not the client's name. */
const prefixes: Partial<Record<keyof Clients, string>> = { configService: "config", serviceQuotas: "servicequotas" };
const readOnly = /^(describe|get|list|lookup)[A-Z]/;
const denied = /AccessDenied|UnauthorizedOperation|AuthorizationError|NotAuthorized/;

/** A call that AWS has not answered, or has refused. */
export class CallError extends UserError {
    /** Name of AWS's error; Node.js's code, where AWS was not reached. */
    readonly code: string;

    /** @param action As policies name it, such as ec2:DescribeVpcs. */
    constructor(readonly action: string, readonly region: string, cause: Error) {
        super(`${action} in ${region}: ${describe(cause)}`);
        const { name, code = name } = cause as SdkError;
        this.code = code;
    }

    get isDenied(): boolean {
        return denied.test(this.code);
    }
}

interface SdkError extends NodeJS.ErrnoException {
    $metadata?: { httpStatusCode?: number };
}

function describe(cause: SdkError): string {
    const { name, code = name, $metadata: { httpStatusCode: status } = {} } = cause;
    if (cause instanceof TimeLimitError) {
        return cause.message;
    }
    // Whatever stands between, such as a proxy, answers in a form of its own.
    return code === "Error" && status !== undefined
        ? `HTTP ${status}, and no error of AWS`
        : `${code}: ${firstLine(cause)}`;
}

/** Some of AWS's messages go on with an encoded explanation of a thousand letters. */
export function firstLine({ message }: Error): string {
    return (message.split("\n")[0] ?? "").slice(0, 200);
}

export class TimeLimitError extends Error {}

/** Does something with a signal that ends what heeds it after a time. */
export async function withTimeLimit<T>(seconds: number, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
    const limit = new AbortController();
    const timer = setTimeout(() => limit.abort(new TimeLimitError(`no answer within ${seconds} s`)), seconds * 1000);
    try {
        return await work(limit.signal);
    } finally {
        clearTimeout(timer);
    }
}

/** Waits until the signal at most: credentials may come from a process or a service that heeds none. */
export async function waitFor<T>(answer: Promise<T>, signal: AbortSignal): Promise<T> {
    const aborted = once(signal, "abort").then((): never => {
        throw signal.reason;
    });
    return Promise.race([answer, aborted]);
}

type Method = (input: unknown, options: { abortSignal: AbortSignal }) => Promise<unknown>;

/** Clients that can only read, end with the signal, and name the action that fails in a CallError. */
export function limitCalls(clients: Clients, region: string, abortSignal: AbortSignal): Clients {
    const limit = (service: keyof Clients) => new Proxy({}, {
        get: (_, method: string) => async (input: unknown) => {
            const action = `${prefixes[service] ?? service}:${method.charAt(0).toUpperCase()}${method.slice(1)}`;
            if (!readOnly.test(method)) {
                throw new Error(`${action} may change something`);
            }
            const call = Reflect.get(clients[service], method) as Method;
            try {
                return await waitFor(call.call(clients[service], input, { abortSignal }), abortSignal);
            } catch (error) {
                throw new CallError(action, region, (abortSignal.aborted ? abortSignal.reason : error) as Error);
            }
        },
    });
    return new Proxy({}, { get: (_, service: keyof Clients) => limit(service) }) as Clients;
}

/** What remains unknown because of a failed call. */
export function explainFailure(error: unknown): Finding {
    if (error instanceof CallError && error.isDenied) {
        const { action, region } = error;
        return unknown(`the caller may not call ${action} in ${region}`, `allow ${action} to the caller`);
    }
    if (error instanceof CallError) {
        return unknown(error.message, "try again, or look into the AWS console");
    }
    throw error;
}

export interface Page<Item> {
    items: Item[] | undefined;
    next: string | undefined;
}

/** All items of a listing that comes in pages. */
export async function listAll<Item>(readPage: (token: string | undefined) => Promise<Page<Item>>): Promise<Item[]> {
    const all: Item[] = [];
    let token: string | undefined;
    do {
        const { items = [], next } = await readPage(token);
        all.push(...items);
        token = next;
    } while (token);
    return all;
}
