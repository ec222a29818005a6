import type { Clients } from "../host/clients";

export interface Deployed<Outputs> {
    clients: Clients;
    outputs: Outputs;
}

/** Something that may go wrong with a deployment, by hand or by another tool, and that the tests must notice. */
export interface Fault<Outputs> {
    name: string;
    /** Why this deployment can't have the fault, if it can't. */
    impossible?: (deployed: Deployed<Outputs>) => string | false;
    /** Returns what brings back what was found. */
    inflict: (deployed: Deployed<Outputs>) => Promise<() => Promise<unknown>>;
}
