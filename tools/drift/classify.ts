import type { Change, PropertyChange } from "./change";
import { type Rule, rules } from "./rules";

export type Kind = Rule["kind"] | "other";

/** From the one to look at first. */
export const kinds: Kind[] = ["suspicious", "other", "expected"];

export interface Judgement {
    kind: Kind;
    reason?: string;
}

export interface ClassifiedChange extends Change, Judgement {
    properties: (PropertyChange & Judgement)[];
}

/** Judges each property, and the resource by its worst. */
export function classify(change: Change): ClassifiedChange {
    const properties = change.properties.map(property => ({ ...property, ...judge(change.type, property) }));
    return { ...change, ...judgeResource(change, properties), properties };
}

function judgeResource({ type, operation }: Change, properties: Judgement[]): Judgement {
    if (operation === "deleted") {
        return { kind: "suspicious", reason: "deleted outside Pulumi" };
    }
    if (properties.length === 0) {
        return judge(type);
    }
    if (properties.some(({ kind }) => kind === "suspicious")) {
        return { kind: "suspicious" };
    }
    return { kind: properties.every(({ kind }) => kind === "expected") ? "expected" : "other" };
}

function judge(type: string, property?: PropertyChange): Judgement {
    const rule = rules.find(({ type: types, path, when = () => true }) => {
        const fits = types?.test(type) ?? true;
        return fits && (path === undefined || (property !== undefined && path.test(property.path) && when(property)));
    });
    return rule === undefined ? { kind: "other" } : { kind: rule.kind, reason: rule.reason };
}
