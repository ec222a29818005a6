import { type Area, type Arrow, type Box, type Caption, estimateWidth, type Point } from "./scene";
import type { Flow } from "./traffic";

interface Ground {
    boxes: Box[];
    arrows: Arrow[];
    right: number;
    clearings: { top: number; bottom: number }[];
    shafts: number[];
    captions: Caption[];
}

const [labelSize, laneGap, margin] = [11, 14, 8];
/** From the top of a box to its first end of an arrow, and from there to the next. */
const [firstEnd, endGap] = [18, 14];

export function isDetour({ points }: Arrow): boolean {
    return points.length > 2;
}

/** How high a box must be for so many arrows to end at its side. */
export function measureSide(count: number): number {
    return count === 0 ? 0 : firstEnd + count * endGap - 8;
}

/** Adds an arrow for each flow, and returns how far to the right they reach. */
export function routeArrows(flows: Flow[], ground: Ground): number {
    const boxOf = new Map(ground.boxes.map(box => [box.id, box]));
    const detours: { flow: Flow; from: Box; to: Box }[] = [];
    // What goes out can take other ways than what comes in.
    for (const flow of sortInwardFirst(flows, boxOf)) {
        const [from, to] = [boxOf.get(flow.from), boxOf.get(flow.to)];
        if (from !== undefined && to !== undefined) {
            const arrow = routeStraight(flow, from, to, ground);
            if (arrow === undefined) {
                detours.push({ flow, from, to });
            } else {
                ground.arrows.push(arrow);
            }
        }
    }
    const straight = ground.arrows.map(({ label, labelAt }) => labelAt.x + estimateWidth(label, labelSize));
    if (detours.length === 0) {
        return Math.max(0, ...straight);
    }
    const labels = detours.map(({ flow }) => estimateWidth(flow.ports, labelSize));
    const first = ground.right + margin + Math.max(...labels) + 8;
    const counts = new Map<Box, number>();
    detours.forEach(({ flow, from, to }, index) =>
        ground.arrows.push(routeAround(flow, from, to, first + index * laneGap, ground, counts)));
    return Math.max(first + detours.length * laneGap, ...straight);
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
    const crosses = (x: number) => (area: Area) => area !== from && area !== to
        && x > area.x - 4 && x < area.x + area.width + 4 && area.y < bottom && area.y + area.height > top;
    const obstacles = [...ground.boxes, ...ground.captions.map(measureCaption)];
    const isTaken = (x: number) => ground.arrows.some(({ points: [start, end], label }) => {
        const [otherX, ys] = [start?.x ?? 0, [start?.y ?? 0, end?.y ?? 0]];
        // Labels stand to the right of their arrows.
        const room = estimateWidth(otherX < x ? label : ports, labelSize) + 12;
        return Math.abs(otherX - x) < room && Math.min(...ys) < bottom && Math.max(...ys) > top;
    });
    const x = ground.shafts.find(x =>
        isWithin(x, upper) && isWithin(x, lower) && !obstacles.some(crosses(x)) && !isTaken(x));
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

function measureCaption({ x, y, text, kind }: Caption): Area {
    return { x, y: y - 10, width: estimateWidth(text, 12, kind === "title"), height: 12 };
}

/** An arrow by way of a lane to the right of all boxes. */
function routeAround(
    { ports }: Flow, from: Box, to: Box, lane: number, ground: Ground, counts: Map<Box, number>,
): Arrow {
    const [start, end] = [from, to].map(box => findPort(box, box === to, ground.boxes, counts)) as [Point[], Point[]];
    const [leaves, enters] = [start.at(-1), end.at(-1)] as [Point, Point];
    const points = [...start, { x: lane, y: leaves.y }, { x: lane, y: enters.y }, ...[...end].reverse()];
    const labelAt = { x: to.x + to.width + 10, y: enters.y - 4 };
    // Arrows into the same gap are one line at their end.
    const before = ground.arrows.filter(arrow => arrow.to === to.id && arrow.labelAt.y === labelAt.y);
    const isSaid = before.some(({ label }) => label === ports);
    labelAt.x += before.reduce((sum, { label }) => sum + (label === "" ? 0 : estimateWidth(label, labelSize) + 8), 0);
    return { from: from.id, to: to.id, points, label: isSaid ? "" : ports, labelAt };
}

/** Where an arrow leaves or enters a box: at its side, or from the gap beside its row if others are to its right. */
function findPort(box: Box, isTarget: boolean, boxes: Box[], counts: Map<Box, number>): Point[] {
    const isLast = !boxes.some(other =>
        other.x > box.x && other.y < box.y + box.height && other.y + other.height > box.y);
    if (!isLast) {
        const x = box.x + box.width / 2;
        const y = isTarget ? box.y : box.y + box.height;
        return [{ x, y }, { x, y: isTarget ? y - 5 : y + 5 }];
    }
    const count = counts.get(box) ?? 0;
    counts.set(box, count + 1);
    return [{ x: box.x + box.width, y: box.y + firstEnd + count * endGap }];
}
