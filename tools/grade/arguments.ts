import { parseArgs } from "node:util";
import { resolve } from "node:path";
import { UserError } from "../host/command";
import { findProfile, type Profile, profileNames } from "./profile";

export const usage = `usage: npm run grade -- [OPTION ...] FOLDER [FOLDER ...]

Says what is wrong with Pulumi stacks for AWS in TypeScript or JavaScript, and where.
    --profile NAME    ${profileNames().join(", ")}; by default generic
    --stack NAME      the stack to deploy into the emulated AWS; by default the first
    --without STAGE   leaves out a stage that takes long: policy, deployment, tests; can be repeated
    --sample N        changes of the program that its tests are tried with; by default 10, none with 0
    --min N           exit code 1 below this score; by default 100
    --json, --json-lines, --markdown    prints it so, instead of as text
    --html FILE       writes a page, besides
Exit codes: 0, 1 below the pass mark, 2 when the command can't work.`;

export interface Arguments {
    folders: string[];
    profile: Profile;
    stack: string | undefined;
    without: string[];
    sample: number;
    min: number;
    format: "text" | "json" | "json-lines" | "markdown";
    html: string | undefined;
}

/** Returns undefined if the user asks for help. */
export function parseArguments(args: string[]): Arguments | undefined {
    const { values, positionals } = parse(args);
    if (values.help) {
        return undefined;
    }
    const formats = (["json", "json-lines", "markdown"] as const).filter(format => values[format]);
    const min = Number(values.min ?? 100);
    const sample = Number(values.sample ?? 10);
    const without = values.without ?? [];
    const unknown = without.find(stage => !["policy", "deployment", "tests"].includes(stage));
    const problems = [
        ...positionals.length === 0 ? ["a folder is missing"] : [],
        ...formats.length > 1 ? [`--${formats.join(" and --")} exclude each other`] : [],
        ...min >= 0 && min <= 100 ? [] : [`--min must be 0 to 100, got ${values.min}`],
        ...Number.isInteger(sample) && sample >= 0 ? [] : [`--sample must be a whole number, got ${values.sample}`],
        ...unknown === undefined ? [] : [`--without must be policy, deployment or tests, got ${unknown}`],
    ];
    if (problems.length > 0) {
        throw new UserError(`${problems.join("\n")}\n${usage}`);
    }
    const startedIn = process.env.INIT_CWD ?? process.cwd();
    return {
        folders: positionals.map(folder => resolve(startedIn, folder)),
        profile: findProfile(values.profile ?? "generic"),
        stack: values.stack,
        without,
        sample,
        min,
        format: formats[0] ?? "text",
        html: values.html === undefined ? undefined : resolve(startedIn, values.html),
    };
}

function parse(args: string[]) {
    const [flag, text] = [{ type: "boolean" }, { type: "string" }] as const;
    try {
        return parseArgs({ args, allowPositionals: true, options: {
            "help": flag, "profile": text, "stack": text, "without": { type: "string", multiple: true },
            "sample": text, "min": text,
            "json": flag, "json-lines": flag, "markdown": flag, "html": text,
        } });
    } catch (error) {
        throw new UserError(`${(error as Error).message}\n${usage}`);
    }
}
