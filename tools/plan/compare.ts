import type { Resource } from "../host/monitor";
import { type Change, findChanges, type Source } from "./changes";
import { holdsData } from "./data-types";
import { matchResources } from "./matching";
import { isCreated } from "./types";

/** Unknown: an update or a replacement. */
export type StepKind = "create" | "update" | "replace" | "unknown" | "delete";

/** What becomes of one resource. */
export interface Step {
    kind: StepKind;
    urn: string;
    type: string;
    name: string;
    holdsData: boolean;
    /** Why, if it existed before and still does. */
    changes: Change[];
    /** Its URN before, if it is found by an alias. */
    formerUrn?: string;
    /** Whether a replacement deletes it first. Without the option, the provider does so for fixed names. */
    deletedFirst: boolean;
    /** Why the deployment fails at it: it is protected, or AWS refuses the change. */
    refusal?: string;
    /** Whether it is only forgotten, and stays on AWS. */
    leftBehind: boolean;
    /** Name of the resource with which it vanishes, without being deleted itself. */
    vanishesWith?: string;
}

export interface Comparison {
    /** What may lose data first, then in the order of registration; deletions last, from the newest. */
    steps: Step[];
    unchanged: number;
    /** Inputs that can't be compared: secret, or unknown before and after, from the same resources. */
    uncompared: { type: string; name: string; input: string }[];
}

/** Regions of the provider that serves what names no other, as the settings of the stack have them. */
export interface Regions {
    before?: string;
    after?: string;
}

/** Compares what a program registers before and after a change of it, both times in a dry run for a new stack. */
export function compareResources(before: Resource[], after: Resource[], regions: Regions = {}): Comparison {
    const matches = matchResources(before, after);
    const sources = new Map<string, Source>();
    const result: Comparison = { steps: [], unchanged: 0, uncompared: [] };
    for (const resource of after) {
        const { urn, type, name } = resource;
        const old = matches.get(urn);
        const { changes, uncompared } = old === undefined
            ? { changes: [], uncompared: [] }
            : findChanges(old, resource, source => sources.get(source));
        if (old !== undefined && regionOf(old, regions.before) !== regionOf(resource, regions.after)) {
            changes.push({ input: "region of the provider", effect: "unknown", follows: [] });
        }
        const kind = old === undefined ? "create" : judge(changes);
        const leavesVpc = changes.some(({ input, effect }) => input === "vpcId" && effect === "replace");
        sources.set(urn, { type, name, kind, former: old?.urn, leavesVpc });
        if (isCreated(resource)) {
            result.uncompared.push(...uncompared.map(input => ({ type, name, input })));
            result.steps.push(...kind === undefined ? [] : [createStep(kind, resource, old, changes)]);
            result.unchanged += kind === undefined ? 1 : 0;
        }
    }
    const kept = new Set([...matches.values()].map(({ urn }) => urn));
    const deleted = before.filter(resource => !kept.has(resource.urn) && isCreated(resource)).reverse();
    const gone = new Map(deleted.map(({ urn, name }) => [urn, name]));
    result.steps.push(...deleted.map(resource => ({
        ...createStep("delete", resource, resource, []), vanishesWith: gone.get(resource.options.deletedWith) })));
    result.steps.sort((a, b) => Number(mayLoseData(b)) - Number(mayLoseData(a)));
    return result;
}

/** Whether data is lost, or nobody can say that it isn't. */
export function mayLoseData({ kind, holdsData }: Step): boolean {
    return holdsData && ["delete", "replace", "unknown"].includes(kind);
}

function judge(changes: Change[]): StepKind | undefined {
    return (["replace", "unknown", "update"] as const).find(kind => changes.some(({ effect }) => effect === kind));
}

function createStep(kind: StepKind, resource: Resource, old: Resource | undefined, changes: Change[]): Step {
    const { urn, type, name, options } = resource;
    const isEnded = kind === "delete" || kind === "replace" || kind === "unknown";
    return {
        kind, urn, type, name, changes,
        holdsData: holdsData(type),
        ...old !== undefined && old.urn !== urn && { formerUrn: old.urn },
        deletedFirst: kind === "replace" && options.deleteBeforeReplace,
        refusal: isEnded && old?.options.protect === true
            ? "it is protected"
            : changes.find(({ refusal }) => refusal !== undefined)?.refusal,
        leftBehind: isEnded && old?.options.retainOnDelete === true,
    };
}

function regionOf({ provider, type }: Resource, otherwise: string | undefined): unknown {
    return provider?.region ?? (type.startsWith("aws:") ? otherwise : undefined);
}
