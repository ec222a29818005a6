import type { Policies } from "@pulumi/policy";
import { policies as s3 } from "./s3";

export const policies: Policies = [...s3];
