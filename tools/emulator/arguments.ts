import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { UserError } from "../host/command";
import { findProject, root } from "../host/project";
import { allStacks, readSettings } from "../host/settings";

export interface Arguments {
    projectDir: string;
    stacks: string[];
    /** What to do with the deployments, besides reporting them. */
    purpose: "keep" | "test" | "faults" | undefined;
}

/** The command that inflicts faults; a project may do without it. */
export const faultsCommand = join(root, "tools/faults/index.ts");
const purposes = ["keep", "test", ...existsSync(faultsCommand) ? ["faults"] as const : []] as const;

const flags = purposes.map(name => `--${name}`);
const faultsHelp = flags.includes("--faults")
    ? "    --faults    inflicts faults on each deployment, and sees that the tests notice\n"
    : "";

export const usage = `usage: npm start -- [${flags.join(" | ")}] [--project FOLDER] [STACK ...]

Deploys stacks, by default all of them, into an emulated AWS, and prints their resources and outputs.
    --keep      keeps the emulated AWS up until Ctrl-C
    --test      runs the project's integration tests against each deployment
${faultsHelp}\
    --project   works on another project than that of the current folder
The environment variable PYTHON names the Python (3.10 or newer) that runs the emulated AWS, by default python3.`;

/** Returns undefined if the user asks for help. Whatever can't work is refused here, before anything is started. */
export function parseArguments(args: string[]): Arguments | undefined {
    const { values, positionals } = parse(args);
    if (values.help) {
        return undefined;
    }
    const [purpose, ...others] = purposes.filter(name => values[name]);
    if (others.length > 0) {
        throw new UserError(`${flags.join(", ")} exclude each other\n${usage}`);
    }
    const projectDir = findProject(values.project as string | undefined);
    const stacks = positionals.length > 0 ? positionals : allStacks(projectDir);
    const repeated = stacks.find((stack, i) => stacks.indexOf(stack) < i);
    if (repeated !== undefined) {
        throw new UserError(`stacks must be named once, got ${repeated} more than once`);
    }
    stacks.forEach(stack => readSettings(projectDir, stack));
    if (purpose === "test") {
        requireScript(projectDir, "test:integration");
    }
    if (purpose === "faults" && !existsSync(join(projectDir, "tests/faults"))) {
        throw new UserError(`--faults needs ${join(projectDir, "tests/faults")}, and there is none`);
    }
    return { projectDir, stacks, purpose };
}

function parse(args: string[]): { values: Record<string, unknown>; positionals: string[] } {
    const switches = Object.fromEntries(["help", ...purposes].map(name => [name, { type: "boolean" as const }]));
    try {
        return parseArgs({ args, allowPositionals: true, options: { ...switches, project: { type: "string" } } });
    } catch (error) {
        throw new UserError(`${(error as Error).message}\n${usage}`);
    }
}

function requireScript(projectDir: string, script: string): void {
    const file = join(projectDir, "package.json");
    const content: unknown = JSON.parse(existsSync(file) ? readFileSync(file, "utf8") : "{}");
    const { scripts } = content as { scripts?: Record<string, string> };
    if (scripts?.[script] === undefined) {
        throw new UserError(`--test needs a script "${script}" in ${file}`);
    }
}
