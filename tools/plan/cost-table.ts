import type { StackPlan } from "./stack-plan";

/** Draws what stacks cost, side by side, as a table in Markdown with a row for each type that is billed. */
export function drawCostTable(plans: StackPlan[]): string[] {
    const items = plans.flatMap(({ cost }) => [...cost.charges, ...cost.unpriced]);
    const row = (cells: string[]) => `| ${cells.join(" | ")} |`;
    return [
        row(["dollars a month", ...plans.map(({ stack }) => stack)]),
        row(["---", ...plans.map(() => "---")]),
        ...[...new Set(items.map(({ type }) => type))].sort().map(type => row([
            type.replace(/^(\w+):(\w+).*:/, "$1.$2."), ...plans.map(plan => describeCosts(plan, type))])),
        row(["**sum**", ...plans.map(({ cost: { monthly, unpriced } }) =>
            `**${unpriced.length > 0 ? "at least " : ""}${monthly.toFixed(2)}**`)]),
    ];
}

function describeCosts({ cost }: StackPlan, type: string): string {
    const charges = cost.charges.filter(charge => charge.type === type);
    const items = [...new Set(charges.map(({ what }) => what))].map(item => {
        const same = charges.filter(({ what }) => what === item);
        const sum = (key: "count" | "monthly") => same.reduce((total, charge) => total + charge[key], 0);
        return `${sum("count")} ${item} ${sum("monthly").toFixed(2)}`;
    });
    const unpriced = cost.unpriced.filter(remark => remark.type === type).map(({ what }) => `no price: ${what}`);
    return [...items, ...new Set(unpriced)].join(", ");
}
