import { nameType } from "../host/tree";
import type { StackPlan } from "./stack-plan";

/** Draws what stacks cost, side by side, as a table in Markdown; what a type is billed for has a row each. */
export function drawCostTable(plans: StackPlan[]): string[] {
    const items = plans.flatMap(({ cost }) => [...cost.charges, ...cost.unpriced]);
    const types = [...new Set(items.map(({ type }) => type))].sort();
    const row = (cells: string[]) => `| ${cells.join(" | ")} |`;
    return [
        row(["dollars a month", ...plans.map(({ stack }) => stack)]),
        row(["---", ...plans.map(() => "---")]),
        ...types.flatMap(type => {
            const columns = plans.map(plan => describeCosts(plan, type));
            const height = Math.max(...columns.map(({ length }) => length));
            const title = nameType(type);
            return Array.from({ length: height }, (_, index) =>
                row([index === 0 ? title : "", ...columns.map(cells => cells[index] ?? "")]));
        }),
        row(["**sum**", ...plans.map(({ cost: { monthly, unpriced } }) =>
            `**${unpriced.length > 0 ? "at least " : ""}${monthly.toFixed(2)}**`)]),
    ];
}

function describeCosts({ cost }: StackPlan, type: string): string[] {
    const charges = cost.charges.filter(charge => charge.type === type);
    const items = [...new Set(charges.map(({ what }) => what))].map(item => {
        const same = charges.filter(({ what }) => what === item);
        const sum = (key: "count" | "monthly") => same.reduce((total, charge) => total + charge[key], 0);
        return `${sum("count")} ${item}: ${sum("monthly").toFixed(2)}`;
    });
    const unpriced = cost.unpriced.filter(remark => remark.type === type).map(({ what }) => `no price: ${what}`);
    return [...items, ...new Set(unpriced)];
}
