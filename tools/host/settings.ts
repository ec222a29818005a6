import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { UserError } from "./command";
import { isMapping, readYaml } from "./yaml";

/** A default is what Pulumi.yaml says in `default` or `value`. */
export type Origin = "stack file" | "default";

/** What the Pulumi CLI would hand to the program for one stack. */
export interface StackSettings {
    projectDir: string;
    project: string;
    stack: string;
    /** Folder or file where Pulumi.yaml says that the program begins, relative to the project. */
    main?: string | undefined;
    /** Path of the tsconfig that Pulumi.yaml names, relative to the project. */
    tsconfig: string | undefined;
    /** Whether the program may be TypeScript; loading its compiler takes a quarter of a small program's time. */
    typescript: boolean;
    nodeArgs: string[];
    /** Namespaced key to text; arrays and objects as JSON. */
    config: Record<string, string>;
    secretKeys: string[];
    /** Where the value of each key in `config` comes from. */
    origins: Record<string, Origin>;
    /** What the user should know before the program runs. */
    warnings: string[];
}

/** An entry of `config` in Pulumi.yaml. */
interface Declaration {
    type?: unknown;
    default?: unknown;
    value?: unknown;
}

interface ProjectFile {
    name?: unknown;
    main?: unknown;
    runtime?: { options?: { tsconfig?: string; typescript?: boolean; nodeargs?: string } };
    config?: unknown;
}

const types = new Map<unknown, (value: unknown) => boolean>([
    ["string", value => typeof value === "string"],
    // `pulumi config set` writes numbers and switches as texts.
    ["integer", value => Number.isInteger(value) || (typeof value === "string" && /^-?\d+$/.test(value))],
    ["boolean", value => typeof value === "boolean" || value === "true" || value === "false"],
    ["array", value => Array.isArray(value)],
    ["object", isMapping],
]);

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
 * @throws UserError that lists every problem, a line each, below the file that has to be mended.
 */
export function readSettings(projectDir: string, stack: string): StackSettings {
    const projectFile = "Pulumi.yaml";
    const stackFile = `Pulumi.${stack}.yaml`;
    const project = readYaml(join(projectDir, projectFile)) as ProjectFile;
    if (!existsSync(join(projectDir, stackFile))) {
        const others = presentStacks(projectDir).join(", ") || "none";
        throw new UserError(`there is no stack "${stack}", for lack of ${stackFile}: there are ${others}`);
    }
    const problems: Record<string, string[]> = { [projectFile]: [], [stackFile]: [] };
    const report = (file: string, problem: string) => problems[file]?.push(problem);
    const name = typeof project.name === "string" ? project.name : "";
    if (!/^[\w.-]+$/.test(name)) {
        report(projectFile, `name must be letters, digits and _.-, got ${JSON.stringify(project.name ?? null)}`);
    }

    /** The entries of `config` under their full names. */
    const entriesOf = (file: string, config: unknown): [key: string, value: unknown][] => {
        if (!isMapping(config)) {
            report(file, `config must map keys to values, got ${JSON.stringify(config)}`);
            return [];
        }
        const seen = new Set<string>();
        return Object.entries(config).map(([key, value]) => {
            const fullKey = key.includes(":") ? key : `${name}:${key}`;
            if (seen.has(fullKey)) {
                // The CLI takes either of them, by chance.
                report(file, `${fullKey} stands there twice, with and without "${name}:"`);
            }
            seen.add(fullKey);
            return [fullKey, value];
        });
    };

    const declarations = new Map<string, Declaration>();
    const values = new Map<string, { value: unknown; file: string }>();
    for (const [key, entry] of entriesOf(projectFile, project.config ?? {})) {
        // A plain value is short for {value: ...}.
        const declaration: Declaration = isMapping(entry) ? entry : { value: entry };
        declarations.set(key, declaration);
        const value = declaration.value ?? declaration.default;
        values.set(key, { value, file: value === undefined ? stackFile : projectFile });
        if (declaration.type !== undefined && !types.has(declaration.type)) {
            const known = [...types.keys()].join(", ");
            report(projectFile, `${key}: type must be one of ${known}, got ${JSON.stringify(declaration.type)}`);
        }
    }
    for (const [key, value] of entriesOf(stackFile, readYaml(join(projectDir, stackFile)).config ?? {})) {
        values.set(key, { value, file: stackFile });
    }

    const config: Record<string, string> = {};
    const secretKeys: string[] = [];
    const origins: Record<string, Origin> = {};
    for (const [key, { value, file }] of values) {
        const type = declarations.get(key)?.type;
        origins[key] = file === projectFile ? "default" : "stack file";
        if (value === undefined) {
            report(file, `${key} is required`);
        } else if (JSON.stringify(value).includes('{"secure":')) {
            // Only the stack's secrets provider could decrypt it, or what is inside it.
            config[key] = "[secret]";
            secretKeys.push(key);
        } else if (types.get(type)?.(value) === false) {
            report(file, `${key} must be of type ${String(type)}, got ${JSON.stringify(value)}${hintFor(type, value)}`);
        } else {
            config[key] = typeof value === "string" ? value : JSON.stringify(value);
        }
    }
    const message = Object.entries(problems).filter(([, lines]) => lines.length > 0)
        .map(([file, lines]) => [`${file} is not right:`, ...lines].join("\n  "));
    if (message.length > 0) {
        throw new UserError(message.join("\n"));
    }
    return {
        projectDir,
        project: name,
        stack,
        main: typeof project.main === "string" ? project.main : undefined,
        tsconfig: project.runtime?.options?.tsconfig,
        typescript: project.runtime?.options?.typescript !== false,
        nodeArgs: project.runtime?.options?.nodeargs?.split(" ") ?? [],
        config,
        secretKeys,
        origins,
        warnings: secretKeys.map(key => `${key} is encrypted and can't be decrypted here: the program gets "[secret]"`),
    };
}

function hintFor(type: unknown, value: unknown): string {
    if (value === null) {
        return " (YAML's word for no value)";
    }
    const needsQuotes = type === "string" && typeof value !== "object";
    return needsQuotes ? " (without quotes, YAML takes it for something else)" : "";
}
