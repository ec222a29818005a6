import type { Grade } from "../grade";

/** A grade as other programs read it. */
export function toJson({ folder, profile, score, stages, items, notes, seconds }: Grade): object {
    return {
        folder, profile, score: score.points, weight: score.weight, totalWeight: score.total, seconds, stages, notes,
        items: items.map(({ item: { id, title, failures, stage, weight, remedy }, verdict }) =>
            ({ id, title, failures, stage, weight, remedy, ...verdict })),
    };
}
