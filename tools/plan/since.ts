import { existsSync } from "node:fs";
import { join } from "node:path";
import { UserError } from "../host/command";
import { type Checkout, checkOut } from "./checkout";
import { type Comparison, compareResources, mayLoseData } from "./compare";
import { planStack, type StackPlan } from "./stack-plan";

/** What a change makes of one stack. */
export interface StackComparison extends Comparison {
    stack: string;
    /** Steps that may lose data and were not allowed by name. */
    refused: string[];
}

export interface ComparisonRun {
    comparisons: StackComparison[];
    /** The stacks as they are now, in the same order. */
    plans: StackPlan[];
    /** What the user should know of how they came about. */
    warnings: string[];
}

/** Compares stacks of a project as they were at a commit with what they are now. */
export async function compareSince(
    projectDir: string, stacks: string[], ref: string, allowed: string[], timeLimit?: number,
): Promise<ComparisonRun> {
    const former = checkOut(projectDir, ref);
    try {
        const pairs = await Promise.all(stacks.map(async stack => {
            const [before, after] = await Promise.all([
                planFormer(former, stack, ref, timeLimit), planStack(projectDir, stack, timeLimit)]);
            const comparison = compareResources(
                before.resources, after.resources, { before: before.region, after: after.region });
            const refused = comparison.steps.filter(mayLoseData).map(({ name }) => name)
                .filter(name => !allowed.includes(name));
            return { plan: after, comparison: { stack, ...comparison, refused } };
        }));
        const [comparisons, plans] = [pairs.map(({ comparison }) => comparison), pairs.map(({ plan }) => plan)];
        return { comparisons, plans, warnings: former.warnings };
    } finally {
        former.remove();
    }
}

/** A stack that was not there yet had no resources. */
async function planFormer(
    { projectDir }: Checkout, stack: string, ref: string, timeLimit?: number,
): Promise<Pick<StackPlan, "resources" | "region">> {
    if (!existsSync(join(projectDir, `Pulumi.${stack}.yaml`))) {
        return { resources: [], region: undefined };
    }
    try {
        return await planStack(projectDir, stack, timeLimit);
    } catch (error) {
        // The temporary folder tells nobody anything.
        const hide = (text: string) => `at ${ref}: ${text.replaceAll(`${projectDir}/`, "")}`;
        throw error instanceof UserError
            ? new UserError(hide(error.message), error.exitCode, error.details && hide(error.details))
            : error;
    }
}
