import { parseArgs } from "node:util";
import { UserError } from "../host/command";
import { findProject } from "../host/project";
import { readChanges } from "./change";
import { classify } from "./classify";
import { readResources } from "./refresh";
import { isDrift, reportJson, reportText } from "./report";

const usage = `usage: npm run drift -- [--project FOLDER] [--json] [--fail-on changed|any] STACK

Says what has changed outside Pulumi since the last deployment. It changes neither AWS nor the state.
    --json      prints one JSON object
    --fail-on   what counts as drift: "changed" is all that isn't expected, "any" is everything (default: changed)
    --project   works on another project than that of the current folder`;

/** Prints what has changed outside Pulumi, and returns 1 if something has that counts. */
export async function detectDrift(args: string[], startedIn?: string): Promise<number> {
    const { projectDir, stack, json, failOn } = parseArguments(args, startedIn);
    const changes = readChanges(await readResources(projectDir, stack)).map(classify);
    const drift = isDrift(changes, failOn);
    console.log(json ? reportJson(stack, drift, changes) : reportText(stack, drift, changes));
    return drift ? 1 : 0;
}

function parseArguments(args: string[], startedIn: string | undefined) {
    const { values, positionals: [stack, ...others] } = parse(args);
    const { project, json, "fail-on": failOn } = values;
    if (values.help || stack === undefined || others.length > 0 || (failOn !== "changed" && failOn !== "any")) {
        throw new UserError(usage);
    }
    return { projectDir: findProject(project, startedIn), stack, json, failOn } as const;
}

function parse(args: string[]) {
    const options = {
        "project": { type: "string" },
        "json": { type: "boolean", default: false },
        "fail-on": { type: "string", default: "changed" },
        "help": { type: "boolean" },
    } as const;
    try {
        return parseArgs({ args, allowPositionals: true, options });
    } catch (error) {
        throw new UserError(`${(error as Error).message}\n${usage}`);
    }
}
