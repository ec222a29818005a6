import { unknownValue } from "../../host/monitor";
import type { StackComparison } from "../since";
import type { StackPlan } from "../stack-plan";
import { findSuffix, shortenType, stripSuffix } from "./names";

/** All that the page says of one stack comes from this. */
export interface Environment {
    plan: StackPlan;
    settings: Record<string, string>;
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
    return tabulate(environments.map(({ plan, settings }) => new Map(Object.entries(settings)
        .map(([key, value]) => [key.replace(new RegExp(`^${plan.project}:`), ""), value]))));
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
    const inputs = environments.map(({ plan }) => {
        const suffix = findSuffix(plan);
        return createdBy(plan).flatMap(({ name, type, inputs }) => Object.entries(inputs)
            .filter(([input]) => !input.startsWith("tags"))
            .flatMap(([input, value]) => flatten(input, value))
            .map(([path, value]): [string, string] =>
                [`${stripSuffix(name, suffix)} (${shortenType(type)}) ${path}`, stripSuffix(value, suffix)]));
    });
    const present = environments.map(({ plan }) => new Set(listResources([{ plan, settings: {}, comparison: undefined }])
        .map(({ subject }) => subject)));
    return tabulate(inputs.map(pairs => new Map(pairs)))
        .filter(differs)
        .filter(({ subject }) => present.every(names => names.has(subject.slice(0, subject.indexOf(")") + 1))));
}

export function createdBy({ resources }: Pick<StackPlan, "resources">): StackPlan["resources"] {
    return resources.filter(({ custom, type }) => custom && !type.startsWith("pulumi:"));
}

function tabulate(columns: Map<string, string>[]): Row[] {
    const subjects = [...new Set(columns.flatMap(column => [...column.keys()]))].sort();
    return subjects.map(subject => ({ subject, values: columns.map(column => column.get(subject)) }));
}

function flatten(path: string, value: unknown): [string, string][] {
    return typeof value === "object" && value !== null && !isUnknown(value)
        ? Object.entries(value).flatMap(([key, item]) => flatten(`${path}.${key}`, item))
        : [[path, print(value)]];
}

function print(value: unknown): string {
    return isUnknown(value) ? later : typeof value === "string" ? value : JSON.stringify(value);
}

function isUnknown(value: unknown): boolean {
    return value !== undefined && JSON.stringify(value).includes(unknownValue);
}
