import type { Clients } from "../host/clients";
import { type Resource, unknownValue } from "../host/monitor";
import type { StackSettings } from "../host/settings";

/** What is known of one precondition. */
export interface Finding {
    status: "pass" | "fail" | "unknown";
    detail: string;
    /** What to do, where it doesn't pass. */
    remedy?: string;
}

/** One precondition of a deployment. */
export interface Check {
    subject: string;
    /** Stacks that need it. */
    stacks: string[];
    ask: (clients: Clients) => Promise<Finding>;
}

/** All that stacks create in one region of one account. */
export interface Target {
    region: string;
    stacks: StackSettings[];
    resources: Resource[];
}

export const pass = (detail: string): Finding => ({ status: "pass", detail });
export const fail = (detail: string, remedy: string): Finding => ({ status: "fail", detail, remedy });
export const unknown = (detail: string, remedy?: string): Finding => ({
    status: "unknown", detail, ...remedy !== undefined && { remedy } });

export function stacksOf(resources: Resource[]): string[] {
    return [...new Set(resources.map(({ urn }) => /^urn:pulumi:([^:]+)/.exec(urn)?.[1] ?? ""))];
}

/** An input's text; undefined where there is none, or where only a deployment knows it. */
export function textOf(value: unknown): string | undefined {
    return typeof value === "string" && value !== unknownValue && value !== "" ? value : undefined;
}

/** A check that has its answer: an input is not known before the deployment. */
export function unresolved(subject: string, resources: Resource[], input: string): Check {
    const names = resources.map(({ name }) => name).join(", ");
    const finding = unknown(`${input} of ${names} is known only once the stack is deployed`);
    return { subject, stacks: stacksOf(resources), ask: () => Promise.resolve(finding) };
}
