import { compliantCompute } from "./compliant-compute";
import { compliantData } from "./compliant-data";
import { compliantNetwork } from "./compliant-network";
import type { Fixture } from "./stack";

/** A stack in which every rule that applies holds. */
export const compliant: Fixture[] = [...compliantNetwork, ...compliantData, ...compliantCompute];
