import { parseArgs } from "node:util";
import { UserError } from "../host/command";
import { findProject } from "../host/project";
import { allStacks } from "../host/settings";

const usage = `usage: npm run plan -- [--since REF [--allow NAME]] [--json | --mermaid] [--html FILE]
                           [--project FOLDER] [STACK ...]

Says what stacks, by default all of them, would be made of, without AWS, network and Pulumi CLI.
    --since     says what the changes since a commit would create, update, replace and delete, and by which input
    --allow     takes it that this resource may lose its data
    --json      prints the same as JSON
    --mermaid   prints a flowchart of each stack, to be put into Markdown
    --html      writes it to a file, too, as a page with a picture of each stack
    --project   works on another project than that of the current folder
Exit codes: 0, 1 when --since finds that data may be lost or that the deployment fails, 2 when the command can't work.`;

export interface Arguments {
    since: string | undefined;
    allow: string[];
    json: boolean;
    mermaid: boolean;
    /** File to write. */
    html: string | undefined;
    projectDir: string;
    stacks: string[];
}

export function parseArguments(args: string[]): Arguments {
    const { values: { since, allow = [], json = false, mermaid = false, html, project }, positionals } = parse(args);
    if (since === undefined && allow.length > 0) {
        throw new UserError(`--allow goes with --since\n${usage}`);
    }
    if (mermaid && (json || since !== undefined)) {
        throw new UserError(`--mermaid goes without --json and --since\n${usage}`);
    }
    const projectDir = findProject(project);
    const stacks = positionals.length > 0 ? [...new Set(positionals)] : allStacks(projectDir);
    return { since, allow, json, mermaid, html, projectDir, stacks };
}

function parse(args: string[]) {
    const [flag, text] = [{ type: "boolean" }, { type: "string" }] as const;
    const allow = { type: "string", multiple: true } as const;
    const options = { since: text, allow, json: flag, mermaid: flag, html: text, project: text } as const;
    try {
        return parseArgs({ args, allowPositionals: true, options });
    } catch (error) {
        throw new UserError(`${(error as Error).message}\n${usage}`);
    }
}
