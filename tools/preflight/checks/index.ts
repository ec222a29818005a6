import type { Check, Target } from "../check";
import { checkCaches } from "./caches";
import { checkDatabases } from "./databases";
import { checkInstanceTypes } from "./instance-types";
import { checkQuotas } from "./quotas";
import { checkRecorder } from "./recorder";
import { checkZones } from "./zones";

/** All checks that a target needs; none if it creates nothing of the kind. */
export const families: ((target: Target) => Check[])[] = [
    checkZones, checkInstanceTypes, checkDatabases, checkCaches, checkQuotas, checkRecorder,
];
