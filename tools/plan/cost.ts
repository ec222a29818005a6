import type { Resource } from "../host/monitor";
import { chargeRules, type Quantity } from "./charges";
import { billedByUse, freeTypes, notCounted, prices, pricesOf } from "./prices";
import { isCreated, nameInTables } from "./types";

export interface Charge extends Quantity {
    type: string;
    name: string;
    /** In US dollars. */
    monthly: number;
    source: string;
}

interface Remark {
    type: string;
    name: string;
    what: string;
}

export interface Cost {
    /** Sum of the charges in US dollars: at least this, as what follows comes on top. */
    monthly: number;
    charges: Charge[];
    /** What has no price here. It may be the largest part. */
    unpriced: Remark[];
    byUse: Remark[];
    notCounted: string[];
    pricesOf: string;
}

const hoursPerMonth = 730;

/** Estimates what recorded resources cost in a month while nobody uses them, in us-east-1 and on demand. */
export function estimateCost(resources: Resource[]): Cost {
    const cost: Cost = { monthly: 0, charges: [], unpriced: [], byUse: [], notCounted, pricesOf };
    for (const resource of resources.filter(isCreated)) {
        const { type, name } = resource;
        const short = nameInTables(type);
        const use = billedByUse[short];
        const rule = chargeRules[short];
        cost.byUse.push(...use === undefined ? [] : [{ type, name, what: use }]);
        if (rule === undefined && use === undefined && !freeTypes.has(short)) {
            cost.unpriced.push({ type, name, what: "type neither in the price table nor known to be free" });
        }
        for (const item of rule?.(resource, (input, sourceType) => findSource(resources, resource, input, sourceType))
            ?? []) {
            const what = typeof item === "string" ? item : item.what;
            const price = prices[what];
            if (typeof item === "string" || price === undefined) {
                cost.unpriced.push({ type, name, what });
                continue;
            }
            const monthly = item.count * (price.perMonth ?? (price.perHour ?? 0) * hoursPerMonth);
            cost.charges.push({ type, name, ...item, monthly, source: price.source });
            cost.monthly += monthly;
        }
    }
    return cost;
}

function findSource(resources: Resource[], { propertyDependencies }: Resource, input: string, type: string) {
    return resources.find(source => source.type === type && propertyDependencies[input]?.includes(source.urn));
}
