import type { StepEventMetadata, StepEventStateMetadata } from "@pulumi/pulumi/automation";
import { findSecrets, mask, masked, parsePath, type Segment, valueAt } from "./secrets";
import { listUndeclared, readDeclared } from "./undeclared";

export interface PropertyChange {
    path: string;
    operation: "added" | "removed" | "changed";
    /** As the program has it. */
    before?: unknown;
    /** As AWS has it. */
    after?: unknown;
}

export interface Change {
    urn: string;
    type: string;
    name: string;
    operation: "changed" | "deleted";
    properties: PropertyChange[];
}

/** What differs on AWS from what was deployed, without any secret value. */
export function readChanges(steps: StepEventMetadata[]): Change[] {
    const declared = readDeclared(steps);
    return steps.flatMap(step => {
        const { urn, type, op } = step;
        const resource = { urn, type, name: urn.slice(urn.lastIndexOf("::") + 2) };
        if (op === "delete") {
            return { ...resource, operation: "deleted", properties: [] };
        }
        const undeclared = listUndeclared(step, declared).map(({ path, value }): PropertyChange =>
            ({ path, operation: "added", after: value }));
        return op === "same" && undeclared.length === 0
            ? []
            : { ...resource, operation: "changed", properties: [...readProperties(step), ...undeclared] };
    });
}

function readProperties({ detailedDiff, diffs, old, new: present }: StepEventMetadata): PropertyChange[] {
    const secrets = [old, present].flatMap(state => [...findSecrets(state?.inputs), ...findSecrets(state?.outputs)]);
    // Providers that give no details name at least the properties.
    const kinds = Object.entries(detailedDiff ?? {}).map(([path, { diffKind }]) => [path, diffKind] as const);
    const paths = kinds.length > 0 ? kinds : (diffs ?? []).map(path => [path, "update"] as const);
    return paths.map(([path, kind]) => {
        const segments = parsePath(path);
        const operation = kind.startsWith("add") ? "added" : kind.startsWith("delete") ? "removed" : "changed";
        const isSecret = mask(null, segments, secrets) === masked;
        return {
            path,
            operation,
            ...!isSecret && operation !== "added" && { before: mask(valueOf(old, segments), segments, secrets) },
            ...!isSecret && operation !== "removed" && { after: mask(valueOf(present, segments), segments, secrets) },
        };
    });
}

/** An input; the output of that name where it is none. */
function valueOf(state: StepEventStateMetadata | undefined, path: Segment[]): unknown {
    return valueAt(state?.inputs, path) ?? valueAt(state?.outputs, path);
}
