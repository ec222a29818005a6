import type { Architecture, Item } from "./architecture";
import { internet, type Flow } from "./traffic";

/** Flows as arrows can show them: what goes out to all addresses from a private subnet takes the way of its routes. */
export function connect({ regions, traffic }: Architecture): Flow[] {
    const items = new Map(regions.flatMap(({ vpcs }) => vpcs).flatMap(vpc => vpc.items).map(item => [item.id, item]));
    return traffic.filter(({ from, to }) => from !== to).flatMap(flow => {
        const source = items.get(flow.from);
        if (flow.to !== internet || source === undefined || source.subnets.some(({ tier }) => tier === "public")) {
            return [flow];
        }
        const gateways = new Set(source.subnets.flatMap(({ natGateways }) => natGateways));
        return [...gateways].filter(gateway => items.has(gateway)).map(to => ({ ...flow, to }));
    });
}

/** The rank of what no traffic reaches. */
export const withoutTraffic = Number.MAX_SAFE_INTEGER;

/** How many others traffic from outside passes before it is at an item; those without any traffic come last. */
export function rankByTraffic(flows: Flow[]): (item: Item) => number {
    const isInward = ({ from, to }: Flow) => to !== internet && from !== to;
    const ranks = new Map<string, number>();
    const visit = (id: string): number => {
        const known = ranks.get(id);
        if (known !== undefined) {
            return known;
        }
        // Groups may let each other in: whoever is met again on the way counts nothing.
        ranks.set(id, 0);
        const before = flows.filter(flow => isInward(flow) && flow.to === id).map(({ from }) => visit(from));
        const rank = Math.max(0, ...before.map(other => other + 1));
        ranks.set(id, rank);
        return rank;
    };
    const ends = new Set(flows.flatMap(({ from, to }) => [from, to]));
    return ({ id }) => ends.has(id) ? visit(id) : withoutTraffic;
}
