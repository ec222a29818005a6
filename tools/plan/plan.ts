import { parseArguments } from "./arguments";
import { drawComparison } from "./comparison-report";
import { drawCostTable } from "./cost-table";
import { drawMermaid } from "./mermaid";
import { writePage } from "./page/write";
import { drawPlan } from "./report";
import { compareSince } from "./since";
import { planStack } from "./stack-plan";

/** Prints what stacks would be made of, or what a change makes of them, and returns an exit code. */
export async function plan(args: string[]): Promise<number> {
    const { since, allow, json, mermaid, html, projectDir, stacks } = parseArguments(args);
    const print = (data: unknown, text: string[]) =>
        console.log(json ? JSON.stringify(data, undefined, 2) : text.join("\n"));
    if (since === undefined) {
        const plans = await Promise.all(stacks.map(stack => planStack(projectDir, stack)));
        writePage(html, { projectDir, plans });
        print(plans, mermaid
            ? plans.flatMap(plan => ["```mermaid", `%% ${plan.stack}`, ...drawMermaid(plan), "```"])
            : [...plans.flatMap(drawPlan), ...plans.length > 1 ? drawCostTable(plans) : []]);
        return 0;
    }
    const { comparisons, plans, warnings } = await compareSince(projectDir, stacks, since, allow);
    warnings.forEach(warning => console.error(warning));
    writePage(html, { projectDir, plans, comparisons, since });
    print(comparisons, comparisons.flatMap(drawComparison));
    const fails = comparisons.some(({ refused, steps }) =>
        refused.length > 0 || steps.some(({ refusal }) => refusal !== undefined));
    return fails ? 1 : 0;
}
