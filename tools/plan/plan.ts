import { parseArguments } from "./arguments";
import { drawComparison } from "./comparison-report";
import { drawCostTable } from "./cost-table";
import { diffStacks } from "./diff/environments";
import { drawDiff } from "./diff/markdown";
import { drawMermaid } from "./mermaid";
import { drawPlan } from "./report";
import { compareSince } from "./since";
import { planStack, type StackPlan } from "./stack-plan";
import { updateExpected } from "./update";

/** Prints what stacks would be made of, or what a change makes of them, and returns an exit code. */
export async function plan(args: string[]): Promise<number> {
    const { since, allow, diff, update, mermaid, json, projectDir, stacks } = parseArguments(args);
    const print = (data: unknown, text: string[]) =>
        console.log(json ? JSON.stringify(data, undefined, 2) : text.join("\n"));
    if (update) {
        const results = await Promise.all(stacks.map(stack => updateExpected(projectDir, stack)));
        print(results, results);
        return 0;
    }
    if (since !== undefined) {
        const { comparisons, warnings } = await compareSince(projectDir, stacks, since, allow);
        warnings.forEach(warning => console.error(warning));
        print(comparisons, comparisons.flatMap(drawComparison));
        const fails = comparisons.some(({ refused, steps }) =>
            refused.length > 0 || steps.some(({ refusal }) => refusal !== undefined));
        return fails ? 1 : 0;
    }
    const plans = await Promise.all(stacks.map(stack => planStack(projectDir, stack)));
    if (diff) {
        const differences = diffStacks(...plans as [StackPlan, StackPlan]);
        print(differences, drawDiff(differences));
    } else {
        print(plans, mermaid
            ? plans.flatMap(plan => ["```mermaid", `%% ${plan.stack}`, ...drawMermaid(plan), "```"])
            : [...plans.flatMap(drawPlan), ...plans.length > 1 ? drawCostTable(plans) : []]);
    }
    return 0;
}
