import { isUtf8 } from "node:buffer";
import { readFileSync } from "node:fs";
import { parseDocument } from "yaml";
import { UserError } from "./command";

export type Mapping = Record<string, unknown>;

export function isMapping(value: unknown): value is Mapping {
    return typeof value === "object" && value !== null && !Array.isArray(value);
}

/**
 * Reads a file as the CLI does, whose YAML library resolves aliases and merge keys.
 * @throws UserError
 */
export function readYaml(file: string): Mapping {
    const document = parseDocument(readText(file), { merge: true });
    const [error] = document.errors;
    if (error) {
        throw new UserError(`${file} is not valid YAML: ${error.message}`);
    }
    let content: unknown;
    try {
        content = document.toJS() ?? {};
    } catch (error) {
        // An alias without anchor is found only here.
        throw new UserError(`${file} is not valid YAML: ${(error as Error).message}`);
    }
    if (!isMapping(content)) {
        throw new UserError(`${file} must map keys to values, got ${JSON.stringify(content)}`);
    }
    return content;
}

function readText(file: string): string {
    let bytes: Buffer;
    try {
        bytes = readFileSync(file);
    } catch (error) {
        const { code, message } = error as NodeJS.ErrnoException;
        const reasons: Record<string, string> = {
            ENOENT: `there is no ${file}`,
            EISDIR: `${file} must be a file, but is a folder`,
        };
        throw new UserError(reasons[code ?? ""] ?? `${file} can't be read: ${message}`);
    }
    if (!isUtf8(bytes) || bytes.includes(0)) {
        throw new UserError(`${file} must be UTF-8 text`);
    }
    // Leaves out a byte-order mark.
    return new TextDecoder().decode(bytes);
}
