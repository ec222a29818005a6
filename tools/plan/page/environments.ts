import { decode, type Level } from "../../host/differences";
import { hasUnknown } from "../../host/monitor";
import { levelOf } from "../diff/level";
import { describeOrigin } from "../settings-in-force";
import type { StackComparison } from "../since";
import type { StackPlan } from "../stack-plan";
import { isCreated } from "../types";
import { findSuffix, shortenType, stripSuffix } from "./names";

/** All that the page says of one stack comes from this. */
export interface Environment {
    plan: StackPlan;
    /** What `--since` found. */
    comparison: StackComparison | undefined;
}

/** Something of which each environment has a value, or none, in the order of the environments. */
export interface Row {
    subject: string;
    values: (string | undefined)[];
}

const later = "known after deployment";

export function differs({ values }: Row): boolean {
    return new Set(values).size > 1;
}

export function listSettings(environments: Environment[]): Row[] {
    return tabulate(environments.map(({ plan }) => new Map(plan.settings.map(({ key, value }) => [key, value]))));
}

/** The same, with where each comes from. */
export function listOrigins(environments: Environment[]): Row[] {
    return tabulate(environments.map(({ plan }) => new Map(plan.settings.map(setting =>
        [setting.key, `${setting.value} (${describeOrigin(setting)})`]))));
}

export function listOutputs(environments: Environment[]): Row[] {
    return tabulate(environments.map(({ plan }) => new Map(Object.entries(plan.outputs)
        .map(([key, value]) => [key, print(value)]))));
}

/** How many resources of each type there are. */
export function listCounts(environments: Environment[]): Row[] {
    return tabulate(environments.map(({ plan }) => {
        const counts = new Map<string, number>();
        for (const { type } of createdBy(plan)) {
            counts.set(shortenType(type), (counts.get(shortenType(type)) ?? 0) + 1);
        }
        return new Map([...counts].map(([type, count]) => [type, String(count)]));
    }));
}

/** Resources by name, of which a value says that an environment has them. */
export function listResources(environments: Environment[]): Row[] {
    return tabulate(environments.map(({ plan }) => {
        const suffix = findSuffix(plan);
        return new Map(createdBy(plan).map(({ type, name }) =>
            [`${stripSuffix(name, suffix)} (${shortenType(type)})`, "yes"]));
    }));
}

/** Inputs that differ between resources that all environments have. Names of the environments don't count. */
export function listInputs(environments: Environment[]): Row[] {
    const shared = new Set(listResources(environments).filter(({ values }) => !values.includes(undefined))
        .map(({ subject }) => subject));
    const levelled = new Set(tabulate(environments.map(environment => tellInputs(environment, levelOf(
        environment.plan.stack, environment.plan.settings)))).filter(differs).map(({ subject }) => subject));
    return tabulate(environments.map(environment => tellInputs(environment))).filter(({ subject }) =>
        levelled.has(subject) && shared.has(subject.slice(0, subject.indexOf(")") + 1)));
}

/** Inputs by resource and path; `level` takes out of values what names the environment. */
function tellInputs({ plan }: Environment, level: Level = text => text): Map<string, string> {
    const suffix = findSuffix(plan);
    return new Map(createdBy(plan).flatMap(({ name, type, inputs }) => Object.entries(inputs)
        .filter(([input]) => !input.startsWith("tags"))
        .flatMap(([input, value]) => flatten(input, decode(input, value)))
        .map(([path, value]): [string, string] =>
            [`${stripSuffix(name, suffix)} (${shortenType(type)}) ${path}`, level(value)])));
}

export function createdBy({ resources }: Pick<StackPlan, "resources">): StackPlan["resources"] {
    return resources.filter(isCreated);
}

function tabulate(columns: Map<string, string>[]): Row[] {
    const subjects = [...new Set(columns.flatMap(column => [...column.keys()]))].sort();
    return subjects.map(subject => ({ subject, values: columns.map(column => column.get(subject)) }));
}

function flatten(path: string, value: unknown): [string, string][] {
    return typeof value === "object" && value !== null && !hasUnknown(value)
        ? Object.entries(value).flatMap(([key, item]) => flatten(`${path}.${key}`, item))
        : [[path, print(value)]];
}

function print(value: unknown): string {
    return hasUnknown(value) ? later : typeof value === "string" ? value : JSON.stringify(value);
}
