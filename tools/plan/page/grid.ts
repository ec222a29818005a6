import type { Item, Vpc } from "./architecture";
import { withoutTraffic } from "./connections";
import { type Subnet, type Tier, tiers } from "./network";

/** Subnets of one tier, at most one in each zone, and what is in them. */
export interface Tract {
    tier: Tier;
    /** By zone, in the order of the zones. */
    cells: (Subnet | undefined)[];
    rows: Cell[][];
}

/** An item with the first and last zone in which it is. */
export interface Cell {
    item: Item;
    first: number;
    last: number;
}

export interface Grid {
    zones: string[];
    tracts: Tract[];
    /** What belongs to the VPC as a whole. */
    wide: Item[];
}

/** Orders a VPC by zone and tier. Items stand in the order of their ranks; those without traffic share rows. */
export function createGrid(vpc: Vpc, rankOf: (item: Item) => number): Grid {
    const zones = [...new Set(vpc.subnets.map(({ zone }) => zone))].sort();
    const inZone = (tier: Tier, zone: string) => vpc.subnets
        .filter(subnet => subnet.tier === tier && subnet.zone === zone)
        .sort((a, b) => a.name.localeCompare(b.name));
    const tracts = tiers.flatMap(tier => {
        const columns = zones.map(zone => inZone(tier, zone));
        const depth = Math.max(0, ...columns.map(({ length }) => length));
        return Array.from({ length: depth }, (_, index) =>
            createTract(vpc, tier, columns.map(list => list[index]), rankOf));
    });
    return { zones, tracts, wide: vpc.items.filter(({ subnets }) => subnets.length === 0) };
}

function createTract(vpc: Vpc, tier: Tier, cells: (Subnet | undefined)[], rankOf: (item: Item) => number): Tract {
    const own = vpc.items
        // An item that is in several tracts is drawn in the first of them.
        .filter(({ subnets }) => subnets[0] !== undefined && cells.includes(subnets[0]))
        .map(item => {
            const places = item.subnets.map(subnet => cells.indexOf(subnet)).filter(place => place >= 0);
            return { item, first: Math.min(...places), last: Math.max(...places) };
        })
        .sort((a, b) => rankOf(a.item) - rankOf(b.item) || a.item.name.localeCompare(b.item.name));
    const rows: Cell[][] = [];
    for (const cell of own) {
        const isShared = (row: Cell[]) => rankOf(cell.item) === withoutTraffic && row.every(({ item, last }) =>
            last < cell.first && rankOf(item) === withoutTraffic && item.label === cell.item.label);
        const row = rows.find(isShared);
        if (row === undefined) {
            rows.push([cell]);
        } else {
            row.push(cell);
        }
    }
    return { tier, cells, rows };
}
