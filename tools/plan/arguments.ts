import { parseArgs } from "node:util";
import { UserError } from "../host/command";
import { findProject } from "../host/project";
import { allStacks } from "../host/settings";

const usage = `usage: npm run plan -- [--json | --mermaid] [--html FILE] [--project FOLDER] [STACK ...]
       npm run plan -- --since REF [--allow NAME] [--json] [--html FILE] [--project FOLDER] [STACK ...]
       npm run plan -- --diff [--json] [--project FOLDER] STACK STACK
       npm run plan -- --update [--project FOLDER] [STACK ...]

Says what stacks, by default all of them, would be made of, without AWS, network and Pulumi CLI.
    --mermaid   prints a flowchart of each stack, to be put into Markdown
    --since     says what the changes since a commit would create, update, replace and delete, and by which input
    --allow     takes it that this resource may lose its data
    --diff      says what differs between two stacks, as Markdown
    --update    writes the lists of resources that unit tests expect, into tests/unit/expected/, and what README.md and
                docs/ take from plans
    --json      prints the same as JSON
    --html      writes it to a file, too, as a page with a picture of each stack
    --project   works on another project than that of the current folder
    --time-limit SECONDS   ends a program that takes longer, by default 120 s
    --debug     shows traces where a program fails
Exit codes: 0, 1 when --since finds that data may be lost or that the deployment fails, 2 when the command can't work.`;

export interface Arguments {
    since: string | undefined;
    allow: string[];
    diff: boolean;
    update: boolean;
    mermaid: boolean;
    json: boolean;
    /** File to write. */
    html: string | undefined;
    /** In milliseconds. */
    timeLimit: number | undefined;
    projectDir: string;
    stacks: string[];
}

export function parseArguments(args: string[]): Arguments {
    const { values, positionals } = parse(args);
    const { since, allow = [], diff = false, update = false, mermaid = false, json = false, html, project } = values;
    const timeLimit = values["time-limit"];
    const purposes = Object.entries({ since: since !== undefined, diff, update, mermaid })
        .filter(([, isAsked]) => isAsked).map(([option]) => `--${option}`);
    if (purposes.length > 1) {
        throw new UserError(`${purposes.join(" and ")} exclude each other\n${usage}`);
    }
    if (mermaid && json) {
        throw new UserError(`--mermaid goes without --json\n${usage}`);
    }
    if (html !== undefined && (diff || update)) {
        throw new UserError(`--html goes without ${purposes.join(", ")}\n${usage}`);
    }
    if (since === undefined && allow.length > 0) {
        throw new UserError(`--allow goes with --since\n${usage}`);
    }
    if (diff && positionals.length !== 2) {
        throw new UserError(`--diff needs two stacks, got ${positionals.join(", ") || "none"}\n${usage}`);
    }
    if (timeLimit !== undefined && !(Number(timeLimit) > 0)) {
        throw new UserError(`--time-limit must be a number of seconds, got ${timeLimit}\n${usage}`);
    }
    const repeated = positionals.find((stack, index) => positionals.indexOf(stack) < index);
    if (repeated !== undefined) {
        throw new UserError(`stacks must be named once, got ${repeated} more than once`);
    }
    const projectDir = findProject(project);
    const stacks = positionals.length > 0 ? positionals : allStacks(projectDir);
    return {
        since, allow, diff, update, mermaid, json, html, projectDir, stacks,
        timeLimit: timeLimit === undefined ? undefined : Number(timeLimit) * 1000,
    };
}

function parse(args: string[]) {
    const [flag, text] = [{ type: "boolean" }, { type: "string" }] as const;
    const allow = { type: "string", multiple: true } as const;
    const options = {
        "since": text, allow, "diff": flag, "update": flag, "mermaid": flag, "json": flag, "html": text,
        "project": text, "time-limit": text,
    } as const;
    try {
        return parseArgs({ args, allowPositionals: true, options });
    } catch (error) {
        throw new UserError(`${(error as Error).message}\n${usage}`);
    }
}
