import { nameInTables } from "../types";
import { api } from "./api";
import { compute } from "./compute";
import { elsewhere } from "./elsewhere";
import { network } from "./network";
import { operations } from "./operations";
import { storage } from "./storage";
import type { Effect, Section, Table, Values } from "./table";

export type { Effect, Values } from "./table";

export interface Finding {
    effect: Effect;
    /** Undefined if nobody says. */
    source?: string;
    condition?: string;
}

export const table: Table = { ...network, ...compute, ...storage, ...operations, ...api, ...elsewhere };

/** Inputs that mean the same for all types. */
const common: Section = {
    source: "@pulumi/aws, inputs of all types", replace: "region", update: "tags tagsAll",
};

/** What it does to a resource of a type if an input changes. What no source tells is unknown, never an update. */
export function findEffect(type: string, input: string, values: Values): Finding {
    if (!type.startsWith("aws:")) {
        return { effect: "unknown" };
    }
    for (const { source, replace, update, conditional = {} } of [...sectionsOf(type), common]) {
        const condition = conditional[input];
        if (condition !== undefined) {
            return { effect: condition.effect(values), source, condition: condition.text };
        }
        if (lists(replace, input)) {
            return { effect: "replace", source };
        }
        if (lists(update, input)) {
            return { effect: "update", source };
        }
    }
    return { effect: "unknown" };
}

/** Updates with which AWS doesn't move a resource to another VPC, with their sources. */
const boundToVpc: Record<string, string> = {
    "aws:lb/loadBalancer:LoadBalancer subnets": "floci-io/floci#1244",
    "aws:rds/subnetGroup:SubnetGroup subnetIds": "hashicorp/terraform-provider-aws#27459",
};

/** Why AWS refuses to update an input with what is in another VPC than before; undefined as far as is known. */
export function findRefusal(type: string, input: string): string | undefined {
    const source = boundToVpc[`${type} ${input}`];
    return source && `AWS doesn't move it to another VPC (${source})`;
}

export function isUnordered(type: string, input: string): boolean {
    return sectionsOf(type).some(({ unordered }) => lists(unordered, input));
}

export function isKnownType(type: string): boolean {
    return sectionsOf(type).length > 0;
}

function sectionsOf(type: string): Section[] {
    return table[nameInTables(type)] ?? [];
}

function lists(names: string | undefined, input: string): boolean {
    return names?.split(/\s+/).includes(input) ?? false;
}
