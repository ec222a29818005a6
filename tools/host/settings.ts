import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseDocument } from "yaml";
import { UserError } from "./command";

/** What the Pulumi CLI would hand to the program for one stack. */
export interface StackSettings {
    projectDir: string;
    project: string;
    stack: string;
    /** Path of the tsconfig that Pulumi.yaml names, relative to the project. */
    tsconfig: string | undefined;
    nodeArgs: string[];
    /** Namespaced key to text; arrays and objects as JSON. */
    config: Record<string, string>;
    secretKeys: string[];
}

/** An entry of `config` in Pulumi.yaml. */
interface Declaration {
    type?: "string" | "integer" | "boolean" | "array" | "object";
    default?: unknown;
    value?: unknown;
}

interface ProjectFile {
    name: string;
    runtime?: { options?: { tsconfig?: string; nodeargs?: string } };
    config?: Record<string, unknown>;
}

interface StackFile {
    config?: Record<string, unknown>;
}

const types: Record<NonNullable<Declaration["type"]>, (value: unknown) => boolean> = {
    string: value => typeof value === "string",
    // `pulumi config set` writes numbers and switches as texts.
    integer: value => Number.isInteger(value) || (typeof value === "string" && /^-?\d+$/.test(value)),
    boolean: value => typeof value === "boolean" || value === "true" || value === "false",
    array: value => Array.isArray(value),
    object: value => typeof value === "object" && value !== null && !Array.isArray(value),
};

/** Names of the stacks that "all stacks" means: dev, staging and prod where present, else all that have a file. */
export function allStacks(projectDir: string): string[] {
    const present = presentStacks(projectDir);
    if (present.length === 0) {
        throw new UserError(`there is no stack in ${projectDir}, for lack of any Pulumi.<stack>.yaml`);
    }
    const known = ["dev", "staging", "prod"].filter(stack => present.includes(stack));
    return known.length > 0 ? known : present;
}

function presentStacks(projectDir: string): string[] {
    return readdirSync(projectDir).flatMap(file => /^Pulumi\.(.+)\.yaml$/.exec(file)?.[1] ?? []).sort();
}

/**
 * Reads Pulumi.yaml and one stack file as the CLI does: defaults, types, required keys, namespaces.
 * @throws UserError that lists every problem, a line each.
 */
export function readSettings(projectDir: string, stack: string): StackSettings {
    const project = readYaml(join(projectDir, "Pulumi.yaml")) as ProjectFile;
    const stackFile = join(projectDir, `Pulumi.${stack}.yaml`);
    if (!existsSync(stackFile)) {
        const others = presentStacks(projectDir).join(", ") || "none";
        throw new UserError(`there is no stack "${stack}", for lack of Pulumi.${stack}.yaml: there are ${others}`);
    }
    const qualify = (key: string) => key.includes(":") ? key : `${project.name}:${key}`;
    const values = new Map<string, unknown>();
    const declarations = new Map<string, Declaration>();
    for (const [key, entry] of Object.entries(project.config ?? {})) {
        // A plain value is short for {value: ...}.
        const declaration = types.object(entry) ? entry as Declaration : { value: entry };
        declarations.set(qualify(key), declaration);
        values.set(qualify(key), declaration.value ?? declaration.default);
    }
    for (const [key, value] of Object.entries((readYaml(stackFile) as StackFile).config ?? {})) {
        values.set(qualify(key), value);
    }

    const problems: string[] = [];
    const config: Record<string, string> = {};
    const secretKeys: string[] = [];
    for (const [key, value] of values) {
        const type = declarations.get(key)?.type;
        if (value === undefined) {
            problems.push(`${key} is required`);
        } else if (JSON.stringify(value).includes('{"secure":')) {
            // Only the stack's secrets provider could decrypt it, or what is inside it.
            config[key] = "[secret]";
            secretKeys.push(key);
        } else if (type && !types[type](value)) {
            const hint = type === "string" ? " (without quotes, YAML takes it for something else)" : "";
            problems.push(`${key} must be of type ${type}, got ${JSON.stringify(value)}${hint}`);
        } else {
            config[key] = typeof value === "string" ? value : JSON.stringify(value);
        }
    }
    if (problems.length > 0) {
        throw new UserError([`Pulumi.${stack}.yaml is not right:`, ...problems].join("\n  "), 1);
    }
    return {
        projectDir,
        project: project.name,
        stack,
        tsconfig: project.runtime?.options?.tsconfig,
        nodeArgs: project.runtime?.options?.nodeargs?.split(" ") ?? [],
        config,
        secretKeys,
    };
}

function readYaml(file: string): unknown {
    if (!existsSync(file)) {
        throw new UserError(`there is no ${file}`);
    }
    const document = parseDocument(readFileSync(file, "utf8"));
    const [error] = document.errors;
    if (error) {
        throw new UserError(`${file} is not valid YAML: ${error.message}`);
    }
    return document.toJS() ?? {};
}
