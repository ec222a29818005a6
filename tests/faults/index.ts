import { compute } from "./compute";
import { data } from "./data";
import type { Fault } from "./fault";
import { network } from "./network";
import { storage } from "./storage";

/** What `npm run test:faults` inflicts on a deployment of this stack. */
export const faults: Fault[] = [...network, ...storage, ...compute, ...data];
