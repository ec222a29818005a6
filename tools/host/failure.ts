import { realpathSync } from "node:fs";
import { relative } from "node:path";
import { fileURLToPath } from "node:url";
import { UserError } from "./command";
import type { ProgramRun } from "./program";
import type { StackSettings } from "./settings";

/** Why a program failed: its messages, each with the line of the user's code; whole traces are among the details. */
export function createFailure({ diagnostics, exitCode }: ProgramRun, { projectDir }: StackSettings): UserError {
    const errors = diagnostics.filter(({ severity }) => severity === "error");
    // Of some failures, such as a missing entry point, the SDK only prints the reason.
    const isPrinted = errors.every(({ message }) => /^the program (ended|was ended) /.test(message));
    const messages = [...new Set((isPrinted ? diagnostics : errors).map(({ message }) => message))];
    const [short, long] = [messages.map(message => shorten(message, projectDir)), messages].map(texts =>
        texts.join("\n") || `the program ended with exit code ${exitCode}`) as [string, string];
    return new UserError(short, 1, long);
}

/** The same problem, with the name of the stack that has it. */
export function nameStack(stack: string, { message, exitCode, details }: UserError, code = exitCode): UserError {
    return new UserError(`${stack}: ${message}`, code, details && `${stack}: ${details}`);
}

export function addNote({ message, exitCode, details }: UserError, note: string): UserError {
    return new UserError(message + note, exitCode, details && details + note);
}

const heading = /^Running program '.*' failed with an unhandled exception:\n/;
const frame = /^ +at (?:.* \()?((?:file:\/\/)?\/.*):(\d+):\d+\)?/;

/** The message of an error that the SDK reports with its trace, behind the place in the user's code. */
function shorten(message: string, projectDir: string): string {
    if (!heading.test(message)) {
        return message;
    }
    const lines = message.replace(heading, "").split("\n");
    const end = lines.findIndex(line => /^ +at /.test(line));
    const text = lines.slice(0, end < 0 ? lines.length : end).join("\n")
        .replace(/\nRequire stack:(\n- .*)+/, "").replace(/^<ref \*\d+> /, "").trim();
    const place = lines.map(line => frame.exec(line)).find(found => found && isOfUser(found[1] ?? ""));
    const prefix = place ? `${relativePath(place[1] ?? "", projectDir)}:${place[2]}: ` : "";
    return prefix + relativePaths(text, projectDir);
}

function isOfUser(file: string): boolean {
    return !file.includes("/node_modules/") && !file.startsWith(`${__dirname}/`);
}

function relativePath(file: string, projectDir: string): string {
    return relative(realpathSync(projectDir), file.startsWith("file:") ? fileURLToPath(file) : file);
}

/** The compiler and Node.js begin with the file. */
function relativePaths(text: string, projectDir: string): string {
    return [projectDir, realpathSync(projectDir)].reduce((result, folder) => result.replaceAll(`${folder}/`, ""), text);
}
