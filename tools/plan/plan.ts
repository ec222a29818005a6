import { type Arguments, parseArguments } from "./arguments";
import { drawComparison } from "./comparison-report";
import { drawCostTable } from "./cost-table";
import { diffStacks } from "./diff/environments";
import { drawDiff } from "./diff/markdown";
import { drawMermaid } from "./mermaid";
import { writePage } from "./page/write";
import { drawPlan } from "./report";
import { compareSince } from "./since";
import { planStack, type StackPlan } from "./stack-plan";
import { updateDocuments, updateExpected } from "./update";

/** Prints what stacks would be made of, or what a change makes of them, and returns an exit code. */
export async function plan(args: string[]): Promise<number> {
    const parsed = parseArguments(args);
    const { since, diff, update, timeLimit, projectDir, stacks } = parsed;
    if (update) {
        const results = [
            ...await Promise.all(stacks.map(stack => updateExpected(projectDir, stack, timeLimit))),
            ...await updateDocuments(projectDir, timeLimit),
        ];
        print(parsed, results, results);
        return 0;
    }
    if (since !== undefined) {
        return printSince(parsed, since);
    }
    const plans = await Promise.all(stacks.map(stack => planStack(projectDir, stack, timeLimit)));
    if (diff) {
        const differences = diffStacks(...plans as [StackPlan, StackPlan]);
        print(parsed, differences, drawDiff(differences));
        return 0;
    }
    writePage(parsed.html, { plans });
    print(parsed, plans, parsed.mermaid
        ? plans.flatMap(plan => ["```mermaid", `%% ${plan.stack}`, ...drawMermaid(plan), "```"])
        : [...plans.flatMap(drawPlan), ...plans.length > 1 ? drawCostTable(plans) : []]);
    return 0;
}

async function printSince(parsed: Arguments, since: string): Promise<number> {
    const { projectDir, stacks, allow, html, timeLimit } = parsed;
    const { comparisons, plans, warnings } = await compareSince(projectDir, stacks, since, allow, timeLimit);
    warnings.forEach(warning => console.error(warning));
    writePage(html, { plans, comparisons, since });
    print(parsed, comparisons, comparisons.flatMap(drawComparison));
    const fails = comparisons.some(({ refused, steps }) =>
        refused.length > 0 || steps.some(({ refusal }) => refusal !== undefined));
    return fails ? 1 : 0;
}

function print({ json }: Arguments, data: unknown, text: string[]): void {
    console.log(json ? JSON.stringify(data, undefined, 2) : text.join("\n"));
}
