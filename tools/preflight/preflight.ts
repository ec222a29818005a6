import { parseArgs } from "node:util";
import { UserError } from "../host/command";
import { groupBy } from "../host/group-by";
import { findProject } from "../host/project";
import type { Resource } from "../host/monitor";
import { allStacks, readSettings, type StackSettings } from "../host/settings";
import { type Caller, identifyCaller } from "./caller";
import { explainFailure, limitCalls, withTimeLimit } from "./calls";
import { type Check, type Target } from "./check";
import { families } from "./checks";
import { type Place, placeOf } from "./place";
import { recordResources } from "./record";
import { createReport, drawTable, exitCodeOf, type Result } from "./report";

const usage = `usage: npm run preflight -- [--json] [--project FOLDER] [STACK ...]

Asks AWS, without changing anything, whether stacks, by default all of them, can be deployed: caller, region, zones,
instance types, databases, caches, quotas and AWS Config. Needs AWS credentials.
    --json      prints the results as JSON
    --project   works on another project than that of the current folder
Exit codes: 0 all pass, 1 something fails, 2 the command can't work, 3 nothing fails but something stays unknown.`;

/** Prints what would keep stacks from being deployed, and returns an exit code. `seconds` is the limit of a check. */
export async function preflight(args: string[], seconds = 10): Promise<number> {
    const parsed = parseArguments(args);
    if (!parsed) {
        console.log(usage);
        return 0;
    }
    const report = createReport(await checkStacks(parsed.stacks, seconds));
    console.log(parsed.json ? JSON.stringify(report, undefined, 2) : drawTable(report).join("\n"));
    return exitCodeOf(report);
}

interface Part {
    settings: StackSettings;
    place: Place;
    resources: Resource[];
}

async function checkStacks(stacks: StackSettings[], seconds: number): Promise<Result[]> {
    const callers = new Map<string, Promise<Caller>>();
    const callerOf = (place: Place): Promise<Caller> => {
        const caller = callers.get(JSON.stringify(place)) ?? identifyCaller(place, seconds);
        callers.set(JSON.stringify(place), caller);
        return caller;
    };
    const split = await Promise.all(stacks.map(async (settings): Promise<Part[]> => {
        const place = placeOf(settings);
        if (place === undefined) {
            throw new UserError(`${settings.stack}: aws:region is required: pulumi config set aws:region <region>`);
        }
        const { clientsOf } = await callerOf(place);
        const resources = clientsOf
            ? await recordResources({ settings, region: place.region, clientsOf, seconds })
            : [];
        const places = groupBy(resources, resource => JSON.stringify(placeOf(settings, resource)));
        return [
            { settings, place, resources: [] },
            ...[...places].map(([place, resources]) => ({ settings, place: JSON.parse(place) as Place, resources })),
        ];
    }));
    // Stacks of one region and account share its quotas.
    const parts = [...groupBy(split.flat(), ({ place }) => JSON.stringify(place)).values()];
    const results = await Promise.all(parts.map(async parts => {
        const [{ place }] = parts as [Part];
        const target: Target = {
            region: place.region,
            stacks: [...new Set(parts.map(({ settings }) => settings))],
            resources: parts.flatMap(({ resources }) => resources),
        };
        return checkTarget(target, await callerOf(place), seconds);
    }));
    return results.flat();
}

async function checkTarget(
    target: Target, { finding, clientsOf }: Caller, seconds: number,
): Promise<Result[]> {
    const { region, stacks } = target;
    const caller = { subject: "caller", region, stacks: stacks.map(({ stack }) => stack), ...finding };
    if (!clientsOf) {
        return [caller];
    }
    const run = async ({ subject, stacks, ask }: Check): Promise<Result> => {
        const answer = withTimeLimit(seconds, signal => ask(limitCalls(clientsOf(region), region, signal)));
        return { subject, region, stacks, ...await answer.catch(explainFailure) };
    };
    return [caller, ...await Promise.all(families.flatMap(family => family(target)).map(run))];
}

interface Arguments {
    stacks: StackSettings[];
    json: boolean;
}

/** Returns undefined if the user asks for help. */
function parseArguments(args: string[]): Arguments | undefined {
    const { values: { help, json = false, project }, positionals } = parse(args);
    if (help) {
        return undefined;
    }
    const projectDir = findProject(project);
    const names = positionals.length > 0 ? [...new Set(positionals)] : allStacks(projectDir);
    return { stacks: names.map(stack => readSettings(projectDir, stack)), json };
}

function parse(args: string[]) {
    const [flag, text] = [{ type: "boolean" }, { type: "string" }] as const;
    try {
        return parseArgs({ args, allowPositionals: true, options: { help: flag, json: flag, project: text } });
    } catch (error) {
        throw new UserError(`${(error as Error).message}\n${usage}`);
    }
}
