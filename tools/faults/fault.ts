import type { StackOutputs } from "../../outputs";
import type { Clients } from "../emulator/clients";

export interface Deployed extends Clients {
    outputs: StackOutputs;
}

/** Something that may go wrong with a deployment, by hand or by another tool, and that the tests must notice. */
export interface Fault {
    name: string;
    inflict: (deployed: Deployed) => Promise<unknown>;
    restore: (deployed: Deployed) => Promise<unknown>;
}
