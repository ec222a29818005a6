import { isDeepStrictEqual } from "node:util";
import { hasUnknown, type Resource } from "../host/monitor";
import type { StepKind } from "./compare";
import { omitPath, parsePath, selectPath } from "./property-path";
import { findEffect, type Finding, findRefusal, isUnordered } from "./replacements";

/** An input that differs, and what this does to the resource. */
export interface Change extends Finding {
    input: string;
    /** Names of resources whose replacement, or possible replacement, changes it. */
    follows: string[];
    /** Why AWS refuses the update. */
    refusal?: string;
}

export interface Difference {
    changes: Change[];
    /** Inputs that can't be compared: secret, or unknown before and after, from the same resources. */
    uncompared: string[];
}

/** What has become of another resource of the program. */
export interface Source {
    type: string;
    name: string;
    /** Undefined if it stays as it is. */
    kind?: StepKind;
    /** Its URN before, if there was one. */
    former?: string;
    /** Whether its place is taken by one in another VPC. */
    leavesVpc?: boolean;
}

/** Finds which inputs of a resource differ. `sourceOf` finds what inputs come from, by its URN after. */
export function findChanges(
    before: Resource, after: Resource, sourceOf: (urn: string) => Source | undefined,
): Difference {
    const difference: Difference = { changes: [], uncompared: [] };
    const [old, present] = [before, after].map(({ inputs }) => readInputs(inputs, after)) as [Inputs, Inputs];
    for (const input of new Set([...Object.keys(old), ...Object.keys(present)])) {
        const isUnknown = hasUnknown(old[input]) || hasUnknown(present[input]);
        // Where values are known, it is of no account what they come from.
        const urns = isUnknown ? after.propertyDependencies[input] ?? [] : [];
        const sources = urns.map(urn => sourceOf(urn) ?? { type: "", name: "", former: urn });
        const differs = !isDeepStrictEqual(old[input], present[input]) || (isUnknown
            && !isDeepStrictEqual(new Set(sources.map(({ former }) => former)),
                new Set(before.propertyDependencies[input])));
        const renewed = sources.filter(isRenewed);
        if (differs || renewed.length > 0) {
            const finding = findEffect(after.type, input, {
                before: before.inputs[input], after: after.inputs[input],
                inputs: { before: before.inputs, after: after.inputs },
            });
            const isCertain = differs || renewed.some(({ kind }) => kind !== "unknown");
            difference.changes.push({
                input,
                ...replacesByOption(input, old, present, after) ? byOption : finding,
                ...!isCertain && finding.effect === "replace" && { effect: "unknown" },
                follows: renewed.filter(({ kind }) => kind !== "update").map(({ name }) => name),
                ...renewed.some(({ leavesVpc }) => leavesVpc) && { refusal: findRefusal(after.type, input) },
            });
        } else if (isUnknown || after.secretInputs.includes(input)) {
            difference.uncompared.push(input);
        }
    }
    return difference;
}

type Inputs = Resource["inputs"];

const byOption: Finding = { effect: "replace", source: "replaceOnChanges" };

/** Inputs without what is ignored, and sets in one order. */
function readInputs(inputs: Inputs, { type, options }: Resource): Inputs {
    const heeded = options.ignoreChanges.reduce<unknown>((value, path) => omitPath(value, parsePath(path)), inputs);
    return Object.fromEntries(Object.entries(heeded as Inputs).map(([input, value]) =>
        [input, Array.isArray(value) && isUnordered(type, input)
            ? value.map(item => JSON.stringify(item)).sort()
            : value]));
}

function replacesByOption(input: string, old: Inputs, present: Inputs, { options }: Resource): boolean {
    return options.replaceOnChanges.map(parsePath).some(([first = "", ...rest]) => {
        const values = [old, present].map(inputs => selectPath(inputs[input], rest));
        return ["*", input].includes(first) && (values.some(hasUnknown) || !isDeepStrictEqual(values[0], values[1]));
    });
}

/** Whether what it gives to others is another value than before, or may be. */
function isRenewed({ kind, type }: Source): boolean {
    return kind === "replace" || kind === "unknown"
        // Its version is a new one after each update.
        || (kind === "update" && type === "aws:ec2/launchTemplate:LaunchTemplate");
}
