import type { Item } from "./read-rubric";
import type { Verdict } from "./verdict";

export interface GradedItem {
    item: Item;
    verdict: Verdict;
    /** Seconds that it took to find out, with all that it was the first to ask for. */
    seconds: number;
}

export interface Score {
    /** 0 to 100, of the items that count. */
    points: number;
    /** Sum of the weights of the items that count. */
    weight: number;
    /** Sum of the weights of the profile's items. */
    total: number;
}

/** Weighs what was earned by what counts: what can't be decided, or isn't there, does not. */
export function scoreOf(graded: GradedItem[]): Score {
    const sum = (items: GradedItem[], of: (item: GradedItem) => number) =>
        items.reduce((total, item) => total + of(item), 0);
    const counting = graded.filter(({ verdict: { state } }) => !["not decidable", "nothing to judge"].includes(state));
    const weight = sum(counting, ({ item }) => item.weight);
    const earned = sum(counting, ({ item, verdict }) => item.weight * shareOf(verdict));
    const points = weight === 0 ? 0 : earned / weight * 100;
    return {
        // Nobody gets 100 for 99.96.
        points: Math.floor(points * 10) / 10,
        weight,
        total: sum(graded, ({ item }) => item.weight),
    };
}

function shareOf(verdict: Verdict): number {
    return verdict.state === "passed" ? 1 : verdict.state === "failed" ? verdict.earned : 0;
}
