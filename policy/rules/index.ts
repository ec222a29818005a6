import type { Policies } from "@pulumi/policy";
import { policies as api } from "./api";
import { policies as autoscaling } from "./autoscaling";
import { policies as caches } from "./caches";
import { policies as containers } from "./containers";
import { policies as functions } from "./functions";
import { policies as iam } from "./iam";
import { policies as instances } from "./instances";
import { policies as keys } from "./keys";
import { policies as loadBalancers } from "./load-balancers";
import { policies as logs } from "./logs";
import { policies as messaging } from "./messaging";
import { policies as network } from "./network";
import { policies as project } from "./project";
import { policies as rds } from "./rds";
import { policies as rdsObservation } from "./rds-observation";
import { policies as reachability } from "./reachability";
import { policies as s3 } from "./s3";
import { policies as s3Relations } from "./s3-relations";
import { policies as securityGroups } from "./security-groups";
import { policies as tables } from "./tables";

export const policies: Policies = [
    ...project,
    ...s3,
    ...s3Relations,
    ...network,
    ...securityGroups,
    ...reachability,
    ...instances,
    ...autoscaling,
    ...loadBalancers,
    ...rds,
    ...rdsObservation,
    ...tables,
    ...caches,
    ...functions,
    ...containers,
    ...messaging,
    ...api,
    ...keys,
    ...iam,
    ...logs,
];
