import { createHash } from "node:crypto";
import type { Change } from "./changes";

/** Puts changes into an order that begins with each file once, and with each kind once: the same in every run. */
export function orderChanges(changes: Change[]): Change[] {
    const left = new Map<string, Change[]>();
    for (const change of [...changes].sort((one, other) => digest(one) < digest(other) ? -1 : 1)) {
        left.set(change.path, [...left.get(change.path) ?? [], change]);
    }
    const used = new Map<string, number>();
    const ordered: Change[] = [];
    while (left.size > 0) {
        for (const [path, ofFile] of left) {
            const [next, ...others] = [...ofFile].sort((one, other) =>
                (used.get(one.kind) ?? 0) - (used.get(other.kind) ?? 0));
            if (next) {
                ordered.push(next);
                used.set(next.kind, (used.get(next.kind) ?? 0) + 1);
            }
            if (others.length > 0) {
                left.set(path, others);
            } else {
                left.delete(path);
            }
        }
    }
    return ordered;
}

function digest({ path, start, kind }: Change): string {
    return createHash("sha256").update(`${path} ${kind} ${start}`).digest("hex");
}
