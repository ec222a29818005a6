import assert from "node:assert/strict";
import * as fc from "fast-check";
import type { Architecture, Item } from "./architecture";
import { layOut } from "./layout";
import { type Subnet, type Tier, tiers } from "./network";
import { type Area, estimateWidth, type Point, type Scene } from "./scene";
import { internet } from "./traffic";

const zones = ["a", "b", "c", "d"].map(letter => `us-east-1${letter}`);
const createSubnet = (tier: Tier, zone: number, vpc = "vpc"): Subnet => ({
    urn: `urn:${vpc}-${tier}-${zone}`, vpc: `urn:${vpc}`, zone: zones[zone] ?? "", tier, range: `10.0.${zone}.0/24`,
    name: `${tier}-${zone}`, natGateways: tier === "private" ? ["urn:nat"] : [],
});
const createItem = (name: string, subnets: Subnet[] = [], label = "Load balancer"): Item =>
    ({ id: `urn:${name}`, label, name, detail: "2 × t4g.medium, Multi-AZ", subnets });

function architectureOf(subnets: Subnet[], items: Item[], traffic: Architecture["traffic"], outside: Item[] = []) {
    const vpc = { id: "urn:vpc", name: "vpc", range: "10.0.0.0/16", subnets, items, hasInternetGateway: true };
    const regions = [{ name: "us-east-1", vpcs: [vpc], items: outside }];
    return { stack: "dev", regions, traffic, parts: {}, others: {} };
}

const overlap = (one: Area, other: Area, margin = 0) =>
    one.x < other.x + other.width - margin && other.x < one.x + one.width - margin
    && one.y < other.y + other.height - margin && other.y < one.y + one.height - margin;
const textArea = ({ x, y }: Point, text: string, size: number): Area =>
    ({ x, y: y - size * 0.75, width: estimateWidth(text, size), height: size * 0.8 });
const segments = (points: Point[]): Area[] => points.slice(1).map((end, index) => {
    const start = points[index] ?? end;
    return {
        x: Math.min(start.x, end.x), y: Math.min(start.y, end.y),
        width: Math.abs(end.x - start.x), height: Math.abs(end.y - start.y),
    };
});
const isOnEdge = ({ x, y }: Point, box: Area) => {
    const [insideX, insideY] = [x >= box.x && x <= box.x + box.width, y >= box.y && y <= box.y + box.height];
    const [isLevel, isBeside] = [[box.y, box.y + box.height].includes(y), [box.x, box.x + box.width].includes(x)];
    return (insideX && isLevel) || (insideY && isBeside);
};

/** Finds what a reader would stumble over. */
function findFaults({ width, height, boxes, arrows, captions }: Scene): string[] {
    const pairs = boxes.flatMap((box, index) => boxes.slice(index + 1).map(other => [box, other] as const));
    const labels = arrows.map(arrow => ({ ...arrow, area: textArea(arrow.labelAt, arrow.label, 11) }));
    return [
        ...pairs.filter(([box, other]) => overlap(box, other)).map(([box, other]) => `${box.id} is on ${other.id}`),
        ...boxes.filter(box => box.x < 0 || box.x + box.width > width || box.y + box.height > height)
            .map(({ id }) => `${id} is not in the picture`),
        ...boxes.flatMap(box => box.lines.filter((line, index) =>
            estimateWidth(line, 12, index === 0) > box.width - 14).map(line => `${line} is too long`)),
        ...arrows.flatMap(({ from, to, points }) => [[from, points[0]], [to, points.at(-1)]] as const)
            .filter(([id, point]) => !boxes.some(box => box.id === id && point !== undefined && isOnEdge(point, box)))
            .map(([id]) => `an arrow does not touch ${id}`),
        ...arrows.flatMap(({ from, to, points }) => boxes
            .filter(box => segments(points).some(segment => overlap(segment, box)))
            .filter(({ id }) => id !== from && id !== to)
            .map(({ id }) => `the arrow from ${from} to ${to} crosses ${id}`)),
        ...labels.flatMap(({ area, label }) => boxes.filter(box => overlap(area, box))
            .map(({ id }) => `${label} is on ${id}`)),
        ...labels.flatMap((one, index) => labels.slice(index + 1).filter(({ area }) => overlap(one.area, area))
            .map(other => `${one.label} is on ${other.label}`)),
        ...labels.filter(({ area }) => area.x + area.width > width)
            .map(({ label }) => `${label} is not in the picture`),
        ...captions.flatMap(({ text, ...point }) => arrows
            .filter(({ points }) => segments(points).some(segment => overlap(segment, textArea(point, text, 11))))
            .map(({ from, to }) => `the arrow from ${from} to ${to} crosses ${text}`)),
        ...captions.flatMap(({ text, ...point }) => boxes
            .filter(box => overlap(textArea(point, text, 11), box)).map(({ id }) => `${text} is on ${id}`)),
    ];
}

/** Any network, with any items in it and any connections between them. */
const anyArchitecture = fc.record({
    zoneCount: fc.integer({ min: 1, max: 4 }),
    items: fc.array(fc.record({
        tier: fc.constantFrom(...tiers), first: fc.nat(3), last: fc.nat(3),
        label: fc.constantFrom("Cache", "MySQL database"),
    }), { maxLength: 7 }),
    flows: fc.array(fc.record({ from: fc.nat(8), to: fc.nat(8), ports: fc.constantFrom("80", "80, 443", "8080") }),
        { maxLength: 9 }),
    outside: fc.nat(5),
}).map(({ zoneCount, items, flows, outside }) => {
    const subnets = tiers.flatMap(tier => zones.slice(0, zoneCount).map((_, zone) => createSubnet(tier, zone)));
    const placed = items.map(({ tier, first, last, label }, index) => {
        const own = subnets.filter(subnet => subnet.tier === tier
            && zones.indexOf(subnet.zone) >= Math.min(first, last, zoneCount - 1)
            && zones.indexOf(subnet.zone) <= Math.max(first, last));
        return createItem(`item-${index}`, own, label);
    });
    const ends = [internet, ...placed.map(({ id }) => id)];
    const pairs = new Map(flows.map(({ from, to, ports }) => {
        const [start, end] = [ends[from % ends.length] ?? "", ends[to % ends.length] ?? ""];
        return [`${start} ${end}`, { from: start, to: end, ports }];
    }));
    const others = Array.from({ length: outside }, (_, index) => createItem(`bucket-${index}`, [], "Bucket"));
    const gateway = createItem("nat", subnets.slice(0, 1), "NAT gateway");
    return architectureOf(subnets, [gateway, ...placed], [...pairs.values()], others);
});

describe("layout of the picture", () => {
    const [one, two] = [createSubnet("public", 0), createSubnet("public", 1)];
    const [three, four] = [createSubnet("private", 0), createSubnet("private", 1)];
    const subnets = [one, two, three, four];
    const [alb, app] = [createItem("alb", [one, two]), createItem("app", [three, four])];
    const nat = createItem("nat", [one], "NAT gateway");
    const usual = architectureOf(subnets, [nat, app, alb], [
        { from: internet, to: "urn:alb", ports: "80" }, { from: "urn:alb", to: "urn:app", ports: "8080" },
        { from: "urn:app", to: internet, ports: "443" }], [createItem("bucket", [], "Bucket")]);

    it("has zones from left to right, tiers from top to bottom, and what is outside the VPC below", () => {
        const { boxes, frames } = layOut(usual);
        const cells = frames.filter(({ kind }) => kind === "public" || kind === "private");
        assert.deepEqual(cells.map(({ kind }) => kind), ["public", "public", "private", "private"]);
        const [first, second, third] = cells;
        assert(first && second && third && first.x < second.x && first.y === second.y && first.y < third.y);
        const heights = ["Internet", "urn:alb", "urn:nat", "urn:app", "urn:bucket"]
            .map(id => boxes.find(box => box.id === id)?.y ?? NaN);
        assert.deepEqual(heights, [...heights].sort((a, b) => a - b));
        const [vpc] = frames.filter(({ kind }) => kind === "vpc");
        assert(vpc && (heights[4] ?? 0) > vpc.y + vpc.height);
    });

    it("puts a box across the zones in which its resource is", () => {
        const { boxes } = layOut(usual);
        const [wide, narrow] = ["urn:alb", "urn:nat"].map(id => boxes.find(box => box.id === id)?.width ?? 0);
        assert((wide ?? 0) > 2 * (narrow ?? 0));
    });

    it("leads what goes out from private subnets to their NAT gateway", () => {
        const { arrows } = layOut(usual);
        assert.deepEqual(arrows.map(({ from, to, label }) => [from, to, label]).sort(), [
            ["Internet", "urn:alb", "80"], ["urn:alb", "urn:app", "8080"], ["urn:app", "urn:nat", "443"]]);
    });

    it("marks what a change makes of a resource", () => {
        const { boxes } = layOut(usual, new Map([["urn:alb", "replace"]]));
        const marked = boxes.flatMap(({ id, mark }) => mark === undefined ? [] : [[id, mark]]);
        assert.deepEqual(marked, [["urn:alb", "replace"]]);
    });

    it("has no fault a reader would stumble over, in this network", () => {
        assert.deepEqual(findFaults(layOut(usual)), []);
    });

    it("has none with several VPCs and regions, nor without any", () => {
        const [region] = usual.regions;
        const other = { ...architectureOf([{ ...one, urn: "urn:5" }], [createItem("elsewhere")], []).regions[0] };
        assert(region?.vpcs[0] && other.vpcs?.[0]);
        const both = { ...usual, regions: [{ ...region, vpcs: [...region.vpcs, ...other.vpcs] },
            { name: "eu-west-1", vpcs: [], items: [createItem("far"), createItem("farther")] }] };
        const scene = layOut(both);
        assert.deepEqual(findFaults(scene), []);
        assert.equal(scene.frames.filter(({ kind }) => kind === "vpc" || kind === "region").length, 4);
        assert.deepEqual(findFaults(layOut({ ...usual, regions: [], traffic: [] })), []);
    });

    it("has none in any other network", () => {
        fc.assert(fc.property(anyArchitecture, architecture => {
            assert.deepEqual(findFaults(layOut(architecture)), []);
        }), { numRuns: 500 });
    });

    it("draws an arrow for each connection in any network", () => {
        fc.assert(fc.property(anyArchitecture, architecture => {
            const drawn = layOut(architecture).arrows.map(({ from, to }) => `${from} ${to}`);
            const expected = architecture.traffic.filter(({ from, to }) => from !== to && to !== internet)
                .map(({ from, to }) => `${from} ${to}`);
            assert.deepEqual(expected.filter(flow => !drawn.includes(flow)), []);
        }), { numRuns: 100 });
    });
});
