import { existsSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { UserError } from "../host/command";
import type { Resource } from "../host/monitor";
import { findProject } from "../host/project";
import { allStacks, readSettings } from "../host/settings";
import { checkOut } from "./checkout";
import { compareResources, mayLoseData } from "./compare";
import { estimateCost } from "./cost";
import { estimateDuration } from "./duration";
import { recordResources } from "./record";
import { drawComparison, drawPlan, type Plan, type StackComparison } from "./report";

const usage = `usage: npm run plan -- [--since REF [--allow NAME]] [--json] [--project FOLDER] [STACK ...]

Says what stacks, by default all of them, would be made of, without AWS, network and Pulumi CLI.
    --since     says what the changes since a commit would create, update, replace and delete, and by which input
    --allow     takes it that this resource may lose its data
    --json      prints the same as JSON
    --project   works on another project than that of the current folder
Exit codes: 0, 1 when --since finds that data may be lost or that the deployment fails, 2 when the command can't work.`;

/** Prints what stacks would be made of, or what a change makes of them, and returns an exit code. */
export async function plan(args: string[]): Promise<number> {
    const { since, allow, json, projectDir, stacks } = parseArguments(args);
    if (since === undefined) {
        const plans = await Promise.all(stacks.map(stack => planStack(projectDir, stack)));
        console.log(json ? JSON.stringify(plans, undefined, 2) : plans.flatMap(drawPlan).join("\n"));
        return 0;
    }
    const { comparisons, warnings } = await compareSince(projectDir, stacks, since, allow);
    warnings.forEach(warning => console.error(warning));
    console.log(json ? JSON.stringify(comparisons, undefined, 2) : comparisons.flatMap(drawComparison).join("\n"));
    const fails = comparisons.some(({ refused, steps }) =>
        refused.length > 0 || steps.some(({ refusal }) => refusal !== undefined));
    return fails ? 1 : 0;
}

async function planStack(projectDir: string, stack: string): Promise<Plan> {
    const resources = await recordResources(readSettings(projectDir, stack));
    return { stack, resources, cost: estimateCost(resources), duration: estimateDuration(resources) };
}

async function compareSince(projectDir: string, stacks: string[], ref: string, allowed: string[]) {
    const former = checkOut(projectDir, ref);
    try {
        const comparisons = await Promise.all(stacks.map(async (stack): Promise<StackComparison> => {
            const [before, after] = await Promise.all([
                recordFormer(former.projectDir, stack), recordStack(projectDir, stack)]);
            const comparison = compareResources(
                before.resources, after.resources, { before: before.region, after: after.region });
            const refused = comparison.steps.filter(mayLoseData).map(({ name }) => name)
                .filter(name => !allowed.includes(name));
            return { stack, ...comparison, refused };
        }));
        return { comparisons, warnings: former.warnings };
    } finally {
        former.remove();
    }
}

interface Recording {
    resources: Resource[];
    region?: string;
}

/** A stack that was not there yet had no resources. */
async function recordFormer(folder: string, stack: string): Promise<Recording> {
    return existsSync(join(folder, `Pulumi.${stack}.yaml`)) ? recordStack(folder, stack) : { resources: [] };
}

async function recordStack(folder: string, stack: string): Promise<Recording> {
    const settings = readSettings(folder, stack);
    return { resources: await recordResources(settings), region: settings.config["aws:region"] };
}

interface Arguments {
    since: string | undefined;
    allow: string[];
    json: boolean;
    projectDir: string;
    stacks: string[];
}

function parseArguments(args: string[]): Arguments {
    const { values: { since, allow = [], json = false, project }, positionals } = parse(args);
    if (since === undefined && allow.length > 0) {
        throw new UserError(`--allow goes with --since\n${usage}`);
    }
    const projectDir = findProject(project);
    const stacks = positionals.length > 0 ? [...new Set(positionals)] : allStacks(projectDir);
    return { since, allow, json, projectDir, stacks };
}

function parse(args: string[]) {
    const [flag, text] = [{ type: "boolean" }, { type: "string" }] as const;
    const options = { since: text, allow: { type: "string", multiple: true }, json: flag, project: text } as const;
    try {
        return parseArgs({ args, allowPositionals: true, options });
    } catch (error) {
        throw new UserError(`${(error as Error).message}\n${usage}`);
    }
}
