import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { UserError } from "../host/command";
import { findProject, root } from "../host/project";
import { allStacks } from "../host/settings";

const usage = `usage: npm run policy -- [--score] [--json] [--sarif FILE] [--pack FOLDER] [--project FOLDER] [STACK ...]

Checks what stacks, by default all of them, would be made of against the rules of a policy pack, without AWS, network
and Pulumi CLI. The project's policy-config.json configures the pack of this repository, and waives what is accepted.
    --score     counts the rules of each catalogue that pass, are waived, fail, and are not covered
    --json      prints the same as JSON
    --sarif     writes a SARIF 2.1.0 file
    --pack      takes another policy pack, without policy-config.json
    --project   works on another project than that of the current folder
Exit codes: 0, 1 when a mandatory rule is violated, 2 when the command can't work.`;

export interface Arguments {
    score: boolean;
    json: boolean;
    /** Path of the file to write. */
    sarif: string | undefined;
    /** Folder of a policy pack other than that of the house. */
    pack: string | undefined;
    projectDir: string;
    stacks: string[];
    /** Whether `stacks` are all that the project has. */
    complete: boolean;
}

export const ownPack = resolve(root, "policy");

export function parseArguments(args: string[], startedIn = process.env.INIT_CWD ?? process.cwd()): Arguments {
    const { values: { score = false, json = false, sarif, pack, project }, positionals } = parse(args);
    const projectDir = findProject(project, startedIn);
    const all = allStacks(projectDir);
    const stacks = positionals.length > 0 ? [...new Set(positionals)] : all;
    return {
        score,
        json,
        sarif: sarif && resolve(startedIn, sarif),
        pack: pack && resolve(startedIn, pack),
        projectDir,
        stacks,
        complete: all.every(stack => stacks.includes(stack)),
    };
}

function parse(args: string[]) {
    const [flag, text] = [{ type: "boolean" }, { type: "string" }] as const;
    const options = { score: flag, json: flag, sarif: text, pack: text, project: text } as const;
    try {
        return parseArgs({ args, allowPositionals: true, options });
    } catch (error) {
        throw new UserError(`${(error as Error).message}\n${usage}`);
    }
}
