import type { StepKind } from "../compare";
import type { Architecture, Item, Region, Vpc } from "./architecture";
import { isDetour, measureSide, routeArrows } from "./arrows";
import { connect, rankByTraffic } from "./connections";
import { createGrid, type Tract } from "./grid";
import { type Box, type Caption, estimateWidth, fitText, type Frame, type Scene } from "./scene";
import { type Flow, internet } from "./traffic";

export const textSize = 12;
const [lineHeight, inset, gap, aisle, rowGap] = [16, 7, 8, 24, 28];

/** A scene while it grows downwards. */
interface Draft extends Omit<Scene, "width" | "height"> {
    y: number;
    right: number;
    rankOf: (item: Item) => number;
    marks: Map<string, StepKind>;
    /** A box for each arrow that ends at its side. */
    sideEnds: string[];
    /** Heights at which nothing but arrows is: labels of arrows can stand there. */
    clearings: { top: number; bottom: number }[];
    /** Borders between zones and the like, where arrows can run. */
    shafts: number[];
}

/** Places all that an architecture has; `marks` say what becomes of resources, by URN. */
export function layOut(architecture: Architecture, marks = new Map<string, StepKind>()): Scene {
    // Boxes grow with the arrows that end at their side, which are known only once all boxes have a place.
    const { arrows } = compose(architecture, marks, []);
    return compose(architecture, marks, arrows.filter(isDetour).flatMap(({ from, to }) => [from, to]));
}

function compose(architecture: Architecture, marks: Map<string, StepKind>, sideEnds: string[]): Scene {
    const connections = connect(architecture);
    const draft: Draft = {
        y: 0, right: 0, marks, sideEnds, rankOf: rankByTraffic(architecture.traffic), frames: [], boxes: [], arrows: [],
        captions: [], gates: [], clearings: [], shafts: [] };
    placeOutside(connections, draft);
    architecture.regions.forEach(region => placeRegion(region, draft));
    const lanes = routeArrows(connections, draft);
    const right = Math.max(draft.right + gap, lanes) + gap;
    for (const frame of draft.frames.filter(({ kind }) => kind === "region" || kind === "vpc")) {
        frame.width = right - (frame.kind === "vpc" ? gap : 0) - frame.x;
    }
    const { frames, boxes, arrows, captions, gates } = draft;
    return { width: right + 1, height: draft.y, frames, boxes, arrows, captions, gates };
}

/** What is at the other end of connections with the outside. */
function placeOutside(connections: Flow[], draft: Draft): void {
    const ends = connections.flatMap(({ from, to }) => [from, to]).filter(end => !end.startsWith("urn:"));
    const outside = [...new Set(ends)].sort((a, b) =>
        Number(b === internet) - Number(a === internet) || a.localeCompare(b));
    let x = 2 * gap + inset;
    for (const id of outside) {
        // Wide enough to be above the border of the first two zones.
        const width = Math.max(190, estimateWidth(id, textSize, true) + 2 * inset);
        const height = Math.max(28, sideHeight(id, draft));
        draft.boxes.push({ id, x, y: 1, width, height, lines: [id], title: id, isOutside: true });
        x += width + gap;
    }
    draft.right = Math.max(draft.right, x);
    if (outside.length > 0) {
        const bottom = Math.max(...draft.boxes.map(({ y, height }) => y + height));
        draft.clearings.push({ top: bottom, bottom: bottom + rowGap });
        draft.y = bottom + rowGap;
    }
}

function placeRegion(region: Region, draft: Draft): void {
    const frame: Frame = { kind: "region", x: 1, y: draft.y + 1, width: 0, height: 0 };
    draft.frames.push(frame);
    caption(draft, `Region ${region.name}`, gap + 2);
    region.vpcs.forEach(vpc => placeVpc(vpc, draft));
    if (region.vpcs.length > 0 && region.items.length > 0) {
        caption(draft, "Outside the VPC", gap + 2);
    }
    placeFreely(region.items, draft, gap + 2);
    frame.height = draft.y - frame.y + gap;
    draft.y += 2 * gap;
}

function placeVpc(vpc: Vpc, draft: Draft): void {
    draft.y += vpc.hasInternetGateway ? gap : 0;
    const frame: Frame = { kind: "vpc", x: gap, y: draft.y, width: 0, height: 0 };
    draft.frames.push(frame);
    draft.y += vpc.hasInternetGateway ? 4 : 0;
    caption(draft, `VPC ${vpc.range}`, 2 * gap);
    const grid = createGrid(vpc, draft.rankOf);
    const width = grid.zones.length > 2 ? 124 : grid.zones.length === 2 ? 146 : 260;
    const columns = grid.zones.map((_, index) => 2 * gap + index * (width + aisle));
    columns.slice(1).forEach(x => draft.shafts.push(x - aisle / 2));
    columns.forEach(x => draft.shafts.push(x + width - 28));
    columns.forEach((x, index) => draft.captions.push(
        { x: x + inset, y: draft.y + lineHeight - 4, text: grid.zones[index] ?? "", kind: "note" }));
    draft.y += grid.zones.length > 0 ? lineHeight + 2 : 0;
    if (vpc.hasInternetGateway) {
        // On the border, where what comes from the internet crosses it.
        draft.gates.push({ x: columns[1] === undefined ? 2 * gap + width - 28 : columns[1] - aisle / 2, y: frame.y });
    }
    draft.right = Math.max(draft.right, (columns.at(-1) ?? 0) + width);
    grid.tracts.forEach(tract => placeTract(tract, columns, width, draft));
    if (grid.wide.length > 0) {
        caption(draft, "In the VPC as a whole", 2 * gap);
        placeFreely(grid.wide, draft, 2 * gap);
    }
    frame.height = draft.y - frame.y + gap;
    draft.y += 2 * gap;
}

function placeTract({ tier, cells, rows }: Tract, columns: number[], width: number, draft: Draft): void {
    draft.clearings.push({ top: draft.y, bottom: draft.y + lineHeight + 6 });
    draft.y += 4;
    caption(draft, `${tier} ${cells.filter(Boolean).length > 1 ? "subnets" : "subnet"}`, 2 * gap, "note");
    const top = draft.y;
    draft.y += lineHeight + 6;
    rows.forEach((row, index) => {
        if (index > 0) {
            draft.clearings.push({ top: draft.y, bottom: draft.y + rowGap });
            draft.y += rowGap;
        }
        const height = Math.max(...row.map(({ item, first, last }) => {
            const x = (columns[first] ?? 0) + inset;
            return placeBox(item, { x, width: (columns[last] ?? 0) + width - inset - x }, draft);
        }));
        draft.boxes.slice(-row.length).forEach(box => box.height = height);
        draft.y += height;
    });
    draft.y += inset;
    cells.forEach((subnet, index) => {
        if (subnet !== undefined) {
            const x = columns[index] ?? 0;
            draft.frames.push({ kind: tier, x, y: top, width, height: draft.y - top });
            draft.captions.push({ x: x + inset, y: top + lineHeight, text: subnet.range, kind: "note" });
        }
    });
    draft.y += 4;
}

/** Boxes side by side, as many as there is room for. */
function placeFreely(items: Item[], draft: Draft, x: number): void {
    draft.right = Math.max(draft.right, 2 * gap + 318);
    const count = Math.max(1, Math.floor((draft.right - x + gap) / 150));
    const width = (draft.right - x + gap) / count - gap;
    for (let start = 0; start < items.length; start += count) {
        const row = items.slice(start, start + count);
        const height = Math.max(...row.map((item, index) =>
            placeBox(item, { x: x + index * (width + gap), width }, draft)));
        draft.boxes.slice(-row.length).forEach(box => box.height = height);
        draft.y += height + gap + 2;
    }
}

/** Puts a box where the draft is, and returns its height. */
function placeBox(item: Item, { x, width }: Pick<Box, "x" | "width">, draft: Draft): number {
    const { id, label, name, detail } = item;
    const words = [name, detail].filter(Boolean);
    const together = words.join(" · ");
    const room = width - 2 * inset;
    const rest = estimateWidth(together, textSize) <= room ? [together] : words;
    const lines = [fitText(label, room, textSize, true), ...rest.map(line => fitText(line, room, textSize))];
    const height = Math.max(lines.length * lineHeight + inset, sideHeight(id, draft));
    const mark = draft.marks.get(id);
    draft.boxes.push({
        id, x, y: draft.y, width, height, lines, title: [label, ...words].join(", "), isOutside: false,
        ...mark !== undefined && { mark },
    });
    return height;
}

function sideHeight(id: string, { sideEnds }: Draft): number {
    return measureSide(sideEnds.filter(end => end === id).length);
}

function caption(draft: Draft, text: string, x: number, kind: Caption["kind"] = "title"): void {
    draft.captions.push({ x, y: draft.y + lineHeight, text, kind });
    draft.y += lineHeight + 6;
}
