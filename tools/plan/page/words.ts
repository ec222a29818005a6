import type { StepKind } from "../compare";

/** What becomes of a resource, in the words of the page. */
export const nameSteps: Record<StepKind, string> = {
    create: "new", update: "updated", replace: "replaced", unknown: "updated or replaced", delete: "deleted",
};

export function formatDollars(amount: number): string {
    return `$${amount.toFixed(2).replace(/\B(?=(\d{3})+\.)/g, ",")}`;
}

export function formatTime(seconds: number): string {
    return seconds < 60 ? `${seconds} s` : `${Math.round(seconds / 60)} min`;
}

/** A number of things, such as "1 resource" or "2 resources". */
export function count(number: number, thing: string): string {
    return `${number} ${thing}${number === 1 ? "" : "s"}`;
}

/** Things in a sentence: "a, b and c"; at most so many, then their number. */
export function enumerate(things: string[], most = Infinity): string {
    const shown = things.length > most ? [...things.slice(0, most), `${things.length - most} more`] : things;
    return [shown.slice(0, -1).join(", "), shown.at(-1)].filter(Boolean).join(" and ");
}
