import { isUtf8 } from "node:buffer";
import { readFileSync } from "node:fs";
import { LineCounter, parseDocument, visit } from "yaml";
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
    const lineCounter = new LineCounter();
    const document = parseDocument(readText(file), { merge: true, lineCounter });
    const [error] = document.errors;
    if (error) {
        throw new UserError(`${file} is not valid YAML: ${error.message}`);
    }
    visit(document, { Alias: (_, alias) => {
        if (alias.resolve(document) === undefined) {
            const { line, col } = lineCounter.linePos(alias.range?.[0] ?? 0);
            throw new UserError(
                `${file} is not valid YAML: alias without anchor, *${alias.source}, at line ${line}, column ${col}`);
        }
    } });
    const content: unknown = document.toJS() ?? {};
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
