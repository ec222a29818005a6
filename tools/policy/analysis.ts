import type { Resource } from "../host/monitor";

/** A rule that a stack breaks. */
export interface Violation {
    rule: string;
    level: "mandatory" | "advisory";
    message: string;
    /** Logical name of the resource, or "" for the stack as a whole. */
    resource: string;
    urn: string;
    /** Where the program registers the resource. */
    source: Resource["source"];
}

/** A rule that only a deployment can answer. */
export interface Undecided {
    rule: string;
    resource: string;
    reason: string;
}

export interface Analysis {
    violations: Violation[];
    undecided: Undecided[];
}
