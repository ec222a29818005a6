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

export function isUnordered(type: string, input: string): boolean {
    return sectionsOf(type).some(({ unordered }) => lists(unordered, input));
}

export function isKnownType(type: string): boolean {
    return sectionsOf(type).length > 0;
}

function sectionsOf(type: string): Section[] {
    return table[type.replace(/^aws:(\w+)\/\w+:/, "$1.")] ?? [];
}

function lists(names: string | undefined, input: string): boolean {
    return names?.split(/\s+/).includes(input) ?? false;
}
