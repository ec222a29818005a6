import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { UserError } from "../host/command";
import { readSettings, type StackSettings } from "../host/settings";
import { isMapping, type Mapping, readYaml } from "../host/yaml";
import type { Copy } from "./copy";
import { isCode, listTextFiles, parseSource, reach, type SourceFile } from "./sources";
import { isSecretName } from "./values";
import { notShown } from "./verdict";

/** What can be read of a candidate without running it. */
export class ProjectFiles {
    private readonly known = new Map<string, unknown>();

    constructor(readonly copy: Copy) {}

    /** Text files of the project, relative to it. */
    get files(): string[] {
        return this.once("files", () => listTextFiles(this.copy.folder));
    }

    get sources(): SourceFile[] {
        return this.once("sources", () => this.files.filter(isCode).map(path => parseSource(this.copy.folder, path)));
    }

    /** Program and components, without tests, tools and settings of tools. */
    get program(): SourceFile[] {
        return this.sources.filter(({ isTest, path }) => !isTest && !/(^|\/)(tools|scripts|bin)\//.test(path)
            && !/(^|\/)(\.[^/]+|[\w.-]+\.config)\.[cm]?[jt]s$/.test(path));
    }

    get tests(): SourceFile[] {
        return this.sources.filter(({ isTest }) => isTest);
    }

    /** Files that one imports, directly or through others, also from elsewhere in its workspace. */
    reach(source: SourceFile): SourceFile[] {
        return this.once(`reach ${source.path}`, () => reach(source, this.copy.folder, this.copy.top));
    }

    /** All that the program is made of, wherever in its workspace. */
    get parts(): SourceFile[] {
        return this.once("parts", () => [...new Map(this.program.flatMap(source => this.reach(source))
            .map(source => [source.path, source])).values()]);
    }

    read(path: string): string {
        return readFileSync(join(this.copy.folder, path), "utf8");
    }

    /** @throws UserError where it is no JSON */
    readJson(path: string): Mapping {
        return parseJson(join(this.copy.folder, path));
    }

    has(path: string): boolean {
        return existsSync(join(this.copy.folder, path));
    }

    get projectFile(): Mapping {
        return this.once("project", () => {
            if (!this.has("Pulumi.yaml")) {
                notShown("there is no Pulumi.yaml");
            }
            try {
                return readYaml(join(this.copy.folder, "Pulumi.yaml"));
            } catch (error) {
                return notShown(this.short(error));
            }
        });
    }

    /** package.json of the project, then that of its workspace. */
    get packages(): { file: string; content: Mapping }[] {
        return this.once("packages", () => [...new Set([this.copy.folder, this.copy.top])]
            .map(folder => join(folder, "package.json")).filter(existsSync)
            .map(file => ({ file: relative(this.copy.folder, file), content: parseJson(file) })));
    }

    /** Texts of the documents of the workspace that the project is part of. */
    get documentsOfWorkspace(): string[] {
        const { folder, top } = this.copy;
        return folder === top
            ? []
            : listTextFiles(top).filter(path => path.endsWith(".md") && !/changelog/i.test(path))
                    .map(path => readFileSync(join(top, path), "utf8"));
    }

    /** Files of these names in the project and in its workspace. */
    topFiles(names: string[]): { file: string; text: string }[] {
        return [...new Set([this.copy.folder, this.copy.top])].flatMap(folder =>
            names.map(name => join(folder, name)).filter(existsSync)
                .map(path => ({ file: relative(this.copy.folder, path), text: readFileSync(path, "utf8") })));
    }

    /** JSON files of the project whose path fits. */
    configurationFiles(fits: RegExp): { file: string; content: Mapping }[] {
        return listTextFiles(this.copy.folder, fits)
            .map(file => ({ file, content: parseJson(join(this.copy.folder, file)) }));
    }

    /** Whether the stacks have files of their own. */
    get hasStackFiles(): boolean {
        return this.once("stack files", () => findStacks(this.copy.folder).length > 0);
    }

    /** Files that look like those of stacks, but for their names. */
    get strangeStackFiles(): string[] {
        const known = findStacks(this.copy.folder).map(stack => `Pulumi.${stack}.yaml`);
        return readdirSync(this.copy.folder).filter(file => /^Pulumi\.[^]+\.yaml$/.test(file) && !known.includes(file));
    }

    /** Stacks that have a file; without any, one is made up: a project as such can be judged without. */
    get stacks(): string[] {
        return this.once("stacks", () => {
            const { folder, notes } = this.copy;
            if (!this.hasStackFiles) {
                notes.push("there is no stack file: as if by a new user, the stack dev is made, with a region alone");
                writeFileSync(join(folder, "Pulumi.dev.yaml"), "config:\n  aws:region: us-east-1\n");
            }
            return findStacks(folder).sort(compareStacks);
        });
    }

    settings(stack: string): StackSettings {
        return this.once(`settings ${stack}`, () => {
            try {
                return readSettings(this.copy.folder, stack);
            } catch (error) {
                return notShown(this.short(error));
            }
        });
    }

    /** Paths of the copy mean nothing to the reader. */
    short(error: unknown): string {
        const text = error instanceof Error ? error.message : String(error);
        const short = text.replaceAll(`${this.copy.folder}/`, "").replaceAll(`${this.copy.top}/`, "");
        return this.secrets.reduce((hidden, secret) => hidden.replaceAll(secret, "[secret]"), short);
    }

    /** Values that stack files give to keys with the names of secrets: no report repeats them. */
    private get secrets(): string[] {
        return this.once("secrets", () => findStacks(this.copy.folder).flatMap(stack => {
            try {
                return Object.entries(readSettings(this.copy.folder, stack).config)
                    .filter(([key, value]) => isSecretName(key.replace(/^.*:/, "")) && value.length > 3)
                    .map(([, value]) => value);
            } catch {
                return [];
            }
        }));
    }

    /** Finds out what is asked for by this key, or how that fails, at the first time alone. */
    protected once<T>(key: string, find: () => T): T {
        if (!this.known.has(key)) {
            try {
                const value = find();
                this.known.set(key, () => value);
            } catch (error) {
                this.known.set(key, () => {
                    throw error;
                });
            }
        }
        return (this.known.get(key) as () => T)();
    }
}

/** Names that the Pulumi CLI takes; of others, it ignores the file. */
function findStacks(folder: string): string[] {
    return readdirSync(folder).flatMap(file => /^Pulumi\.([\w-][\w.-]{0,99})\.yaml$/.exec(file)?.[1] ?? []);
}

/** dev before staging before prod, then by name. */
function compareStacks(one: string, other: string): number {
    const rank = (stack: string) => ["dev", "staging", "prod"].indexOf(stack) >>> 0;
    return rank(one) - rank(other) || (one < other ? -1 : 1);
}

function parseJson(file: string): Mapping {
    try {
        const content: unknown = JSON.parse(readFileSync(file, "utf8"));
        return isMapping(content) ? content : {};
    } catch (error) {
        throw new UserError(`${file} is no JSON: ${(error as Error).message}`, 1);
    }
}
