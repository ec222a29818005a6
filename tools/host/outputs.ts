import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import type { OutputContract, OutputsOf } from "../../lib/outputs";
import { UserError } from "./command";

/** Where tests look for the outputs in a project, unless the environment variable OUTPUTS_FILE names another file. */
export const defaultOutputsFile = "cfn-outputs/flat-outputs.json";

/**
 * Reads flat outputs. Lists may be arrays or, as other pipelines flatten them, JSON text or comma-separated text.
 * @throws UserError that lists every problem, a line each.
 */
export function readOutputs<Contract extends OutputContract>(file: string, contract: Contract): OutputsOf<Contract> {
    if (!existsSync(file)) {
        throw new UserError(`there is no ${file}: "npm run outputs -- <stack>" writes the outputs of a deployed stack,`
            + " and \"npm test\" deploys to an emulated AWS first");
    }
    const values = parseFile(file);
    if (!Object.keys(contract).some(key => key in values)) {
        throw new UserError(`${file} holds none of this stack's outputs`, 1);
    }
    const problems: string[] = [];
    const outputs: Record<string, unknown> = {};
    for (const [key, type] of Object.entries(contract)) {
        const value = key in values ? parsers[type](values[key]) : undefined;
        if (value === undefined) {
            problems.push(key in values
                ? `${key} must be of type ${type}, got ${JSON.stringify(values[key])}`
                : `${key} is missing`);
        }
        outputs[key] = value;
    }
    if (problems.length > 0) {
        throw new UserError([`${file} doesn't hold this stack's outputs:`, ...problems].join("\n  "), 1);
    }
    return outputs as OutputsOf<Contract>;
}

/** Writes flat outputs, whole or not at all. */
export function writeOutputs(file: string, outputs: object): void {
    const draft = `${file}.${process.pid}`;
    try {
        mkdirSync(dirname(file), { recursive: true });
        writeFileSync(draft, `${JSON.stringify(outputs, undefined, 2)}\n`);
        renameSync(draft, file);
    } catch (error) {
        rmSync(draft, { force: true });
        throw new UserError(`can't write ${file}: ${(error as Error).message}`);
    }
}

const parsers: Record<OutputContract[string], (value: unknown) => unknown> = {
    string: value => typeof value === "string" ? value : undefined,
    // Other pipelines flatten numbers to texts.
    number: value => typeof value === "number" ? value : /^\d+$/.test(String(value)) ? Number(value) : undefined,
    array: value => {
        const items = typeof value === "string" ? splitList(value) : value;
        return Array.isArray(items) && items.every(item => typeof item === "string") ? items : undefined;
    },
};

function splitList(text: string): unknown {
    if (text.startsWith("[")) {
        try {
            return JSON.parse(text);
        } catch {
            return undefined;
        }
    }
    return text === "" ? [] : text.split(",").map(item => item.trim());
}

function parseFile(file: string): Record<string, unknown> {
    try {
        // Some editors begin a file with a byte order mark.
        const values: unknown = JSON.parse(readFileSync(file, "utf8").replace(/^\uFEFF/, ""));
        if (typeof values === "object" && values !== null && !Array.isArray(values)) {
            return values as Record<string, unknown>;
        }
    } catch {
        // Said below, as for every other content that is no object.
    }
    throw new UserError(`${file} must hold a JSON object of outputs`);
}
