import type { Clients } from "../host/clients";

export interface Deployed<Outputs> {
    clients: Clients;
    outputs: Outputs;
}

/** Something that may go wrong with a deployment, by hand or by another tool, and that the tests must notice. */
export interface Fault<Outputs> {
    name: string;
    inflict: (deployed: Deployed<Outputs>) => Promise<unknown>;
    restore: (deployed: Deployed<Outputs>) => Promise<unknown>;
}
