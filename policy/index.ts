import { PolicyPack } from "@pulumi/policy";
import { policies } from "./rules";
import { withWaivers } from "./waivers";

new PolicyPack("aws-reference", { policies: withWaivers(policies) });
