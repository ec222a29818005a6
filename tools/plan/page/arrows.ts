import { type Arrow, type Box, estimateWidth, type Point } from "./scene";
import type { Flow } from "./traffic";

interface Ground {
    boxes: Box[];
    arrows: Arrow[];
    right: number;
    clearings: { top: number; bottom: number }[];
    shafts: number[];
}

const [labelSize, laneGap, margin] = [11, 14, 8];

/** Adds an arrow for each flow, and returns how far to the right they reach. */
export function routeArrows(flows: Flow[], ground: Ground): number {
    const boxOf = new Map(ground.boxes.map(box => [box.id, box]));
    const detours: { flow: Flow; from: Box; to: Box }[] = [];
    // What goes out can take other ways than what comes in.
    for (const flow of sortInwardFirst(flows, boxOf)) {
        const [from, to] = [boxOf.get(flow.from), boxOf.get(flow.to)];
        if (from !== undefined && to !== undefined) {
            const straight = routeStraight(flow, from, to, ground);
            if (straight === undefined) {
                detours.push({ flow, from, to });
            } else {
                ground.arrows.push(straight);
            }
        }
    }
    if (detours.length === 0) {
        return 0;
    }
    const first = ground.right + margin + Math.max(...detours.map(({ flow }) => estimateWidth(flow.ports, labelSize))) + 8;
    const ends = new Map<Box, number>();
    detours.forEach(({ flow, from, to }, index) =>
        ground.arrows.push(routeAround(flow, from, to, first + index * laneGap, ends, ground)));
    return first + detours.length * laneGap;
}

function sortInwardFirst(flows: Flow[], boxOf: Map<string, Box>): Flow[] {
    const heightOf = (id: string) => boxOf.get(id)?.y ?? 0;
    const isOutward = ({ from, to }: Flow) => Number(heightOf(from) > heightOf(to));
    return [...flows].sort((a, b) => isOutward(a) - isOutward(b) || heightOf(a.from) - heightOf(b.from));
}

/** A vertical arrow, if there is a place for it that no box and no other arrow takes. */
function routeStraight({ ports }: Flow, from: Box, to: Box, ground: Ground): Arrow | undefined {
    const isDown = from.y < to.y;
    const [upper, lower] = isDown ? [from, to] : [to, from];
    const [top, bottom] = [upper.y + upper.height, lower.y];
    if (top >= bottom) {
        return undefined;
    }
    const isWithin = (x: number, box: Box) => x > box.x + 4 && x < box.x + box.width - 4;
    const crosses = (x: number) => (box: Box) => box !== from && box !== to
        && x > box.x - 4 && x < box.x + box.width + 4 && box.y < bottom && box.y + box.height > top;
    const width = estimateWidth(ports, labelSize) + 12;
    const isTaken = (x: number) => ground.arrows.some(({ points: [start, end] }) => {
        const ys = [start?.y ?? 0, end?.y ?? 0];
        return Math.abs((start?.x ?? 0) - x) < width && Math.min(...ys) < bottom && Math.max(...ys) > top;
    });
    const x = ground.shafts.find(x =>
        isWithin(x, upper) && isWithin(x, lower) && !ground.boxes.some(crosses(x)) && !isTaken(x));
    if (x === undefined) {
        return undefined;
    }
    const points = [{ x, y: from === upper ? top : bottom }, { x, y: from === upper ? bottom : top }];
    const clearings = ground.clearings.filter(clearing => clearing.top >= top - 2 && clearing.bottom <= bottom + 2);
    const clearing = (isDown ? clearings.at(-1) : clearings[0]) ?? { top, bottom };
    return {
        from: from.id, to: to.id, points, label: ports,
        labelAt: { x: x + 6, y: (clearing.top + clearing.bottom) / 2 + 4 } };
}

/** An arrow by way of a lane to the right of all boxes. */
function routeAround(
    { ports }: Flow, from: Box, to: Box, lane: number, ends: Map<Box, number>, { boxes }: Ground,
): Arrow {
    const portOf = (box: Box, isTarget: boolean): Point[] => {
        const isLast = !boxes.some(other => other !== box && other.x > box.x
            && other.y < box.y + box.height && other.y + other.height > box.y);
        if (!isLast) {
            // In the gap above the row, then into the box from above.
            const x = box.x + box.width / 2;
            const y = isTarget ? box.y : box.y + box.height;
            return [{ x, y }, { x, y: isTarget ? y - 5 : y + 5 }];
        }
        const count = ends.get(box) ?? 0;
        ends.set(box, count + 1);
        return [{ x: box.x + box.width, y: Math.min(box.y + 18 + count * 14, box.y + box.height - 3) }];
    };
    const [start, end] = [portOf(from, false), portOf(to, true)];
    const [leaves, enters] = [start.at(-1), end.at(-1)] as [Point, Point];
    const points = [...start, { x: lane, y: leaves.y }, { x: lane, y: enters.y }, ...end.reverse()];
    const right = to.x + to.width;
    return { from: from.id, to: to.id, points, label: ports, labelAt: { x: right + 10, y: enters.y - 4 } };
}
