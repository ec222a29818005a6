import type { StackOutputs } from "../../outputs";
import type * as faults from "../../tools/faults/fault";

export type Deployed = faults.Deployed<StackOutputs>;
export type Fault = faults.Fault<StackOutputs>;
