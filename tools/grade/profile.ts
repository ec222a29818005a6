import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { UserError } from "../host/command";
import { listProjects } from "../host/house";
import { root } from "../host/project";

export type OutputKind = "string" | "number" | "array";

/** What a candidate is held against. */
export interface Profile {
    name: string;
    /** Types of the outputs by name; undefined where there is no contract. */
    contract: Record<string, OutputKind> | undefined;
    /** The system that is the reference of it. */
    reference: string | undefined;
}

export const generic: Profile = { name: "generic", contract: undefined, reference: undefined };

interface OutputsSchema {
    properties: Record<string, { type: OutputKind }>;
}

/** Names of profiles: `generic`, `core`, and each of the examples. */
export function profileNames(): string[] {
    return ["generic", ...listProjects().map(nameOf)];
}

/** @throws UserError that lists the profiles, where there is none of this name. */
export function findProfile(name: string): Profile {
    if (name === generic.name) {
        return generic;
    }
    const project = listProjects().find(folder => nameOf(folder) === name);
    if (project === undefined) {
        throw new UserError(`--profile must be one of ${profileNames().join(", ")}, got ${name}`);
    }
    const reference = join(root, project);
    const file = join(reference, "outputs.schema.json");
    if (!existsSync(file)) {
        throw new UserError(`there is no ${file}: "npm run grade:schemas" writes it`);
    }
    const { properties } = JSON.parse(readFileSync(file, "utf8")) as OutputsSchema;
    const contract = Object.fromEntries(Object.entries(properties).map(([key, { type }]) => [key, type]));
    return { name, contract, reference };
}

function nameOf(project: string): string {
    return project === "." ? "core" : project.replace(/^examples\//, "");
}

/** Whether a folder has specs of a kind. */
export function hasSpecs(folder: string): boolean {
    return existsSync(folder) && readdirSync(folder).some(name => name.endsWith(".spec.ts"));
}
