import { writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { UserError } from "../../host/command";
import type { StackComparison } from "../since";
import type { StackPlan } from "../stack-plan";
import { drawPage } from "./page";

export interface PageContent {
    plans: StackPlan[];
    /** What was found since a commit, in the same order. */
    comparisons?: StackComparison[];
    since?: string;
}

/** Writes the page to a file, if one is given; its path is relative to the folder in which the user is. */
export function writePage(file: string | undefined, { plans, comparisons, since }: PageContent): void {
    if (file === undefined) {
        return;
    }
    const environments = plans.map((plan, index) => ({ plan, comparison: comparisons?.[index] }));
    try {
        writeFileSync(resolve(process.env.INIT_CWD ?? "", file), drawPage(environments, since));
    } catch (error) {
        throw new UserError(`--html ${file}: ${(error as Error).message}`);
    }
}
