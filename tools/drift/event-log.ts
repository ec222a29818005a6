import type { StepEventMetadata } from "@pulumi/pulumi/automation";
import { specialSecretSig, specialSigKey } from "@pulumi/pulumi/runtime/rpc";

// Events in the documented form of the CLI's --event-log, as `pulumi refresh` writes them. None was recorded on AWS.

type Properties = Record<string, unknown>;

export interface Step {
    op?: string;
    /** Property paths with what became of them on AWS. */
    diff?: Record<string, "add" | "delete" | "update">;
    old?: { inputs?: Properties; outputs?: Properties };
    /** As AWS has it; as in `old` without it. */
    present?: { inputs?: Properties; outputs?: Properties };
}

export function urnOf(type: string, name: string): string {
    return `urn:pulumi:prod::shop::reference:index:Component$${type}::${name}`;
}

/** What Pulumi says of one resource. */
export function step(type: string, name: string, { op = "same", diff, old = {}, present = old }: Step = {}) {
    const urn = urnOf(type, name);
    const stateOf = ({ inputs = {}, outputs = {} }: NonNullable<Step["old"]>) => ({
        type, urn, custom: true, id: "id-1", parent: "", provider: "", inputs, outputs: { ...inputs, ...outputs } });
    const detailedDiff = diff && Object.fromEntries(Object.entries(diff).map(([path, diffKind]) =>
        [path, { diffKind, inputDiff: true }]));
    return {
        op, urn, type, provider: "", detailedDiff,
        old: stateOf(old), new: op === "delete" ? undefined : stateOf(present),
    } as unknown as StepEventMetadata;
}

/** The whole log of a refresh. */
export function logOf(...steps: StepEventMetadata[]): Properties[] {
    const resourceChanges: Record<string, number> = {};
    for (const { op } of steps) {
        resourceChanges[op] = (resourceChanges[op] ?? 0) + 1;
    }
    return number([
        { preludeEvent: { config: {} } },
        ...steps.flatMap(metadata => [
            { resourcePreEvent: { metadata: { ...metadata, op: "refresh", detailedDiff: null }, planning: true } },
            { resOutputsEvent: { metadata, planning: true } },
        ]),
        { summaryEvent: { maybeCorrupt: false, durationSeconds: 1, resourceChanges, PolicyPacks: {} } },
        { cancelEvent: {} },
    ]);
}

export function number(events: Properties[]): Properties[] {
    return events.map((event, sequence) => ({ sequence, timestamp: 1_790_000_000, ...event }));
}

/** A secret, as events have it: without its value. */
export const secret = { [specialSigKey]: specialSecretSig, ciphertext: "W3NlY3JldF0=" };
