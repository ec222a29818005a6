import { existsSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

/** A change of one file. */
export type Edit
    /** `find` must be there exactly once. */
    = | { file: string; find: string; replace: string }
    /** Every place. */
        | { file: string; each: RegExp; replace: string }
        | { file: string; append: string }
        | { file: string; create: string }
    /** A file, or a folder with all that is in it. */
        | { file: string; remove: true };

/** A reference system with one known failure. */
export interface Mutant {
    /** "-" where the item is there for none of the known failures. */
    failure: string;
    /** Folder of the system, relative to the root. */
    system: string;
    /** Item of the rubric that has to fail. */
    item: string;
    edits: Edit[];
    /** Other items that fail, each with the reason why they must. */
    also?: Record<string, string>;
    /**
     * How much of the candidate is looked at: only its files; also its program (the usual); also its unit tests, a few
     * changes that they have to notice, its deployment, or the policy pack.
     */
    scope?: "files" | "tests" | "sampling" | "deployment" | "policy";
}

/** Edits a copy; returns what undoes it. @throws Error where the mutant doesn't fit the system any more. */
export function applyEdits(folder: string, edits: Edit[]): () => void {
    const undo: (() => void)[] = [];
    const undoAll = () => undo.reverse().forEach(step => step());
    try {
        for (const edit of edits) {
            const path = join(folder, edit.file);
            if ("remove" in edit) {
                const place = join(mkdtempSync(join(tmpdir(), "grade-")), "removed");
                renameSync(path, place);
                undo.push(() => {
                    renameSync(place, path);
                    rmSync(dirname(place), { recursive: true });
                });
                continue;
            }
            const former = existsSync(path) ? readFileSync(path, "utf8") : undefined;
            const text = editText(edit, former);
            undo.push(() => former === undefined ? rmSync(path) : writeFileSync(path, former));
            writeFileSync(path, text);
        }
    } catch (error) {
        undoAll();
        throw error;
    }
    return undoAll;
}

function editText(edit: Exclude<Edit, { remove: true }>, text: string | undefined): string {
    if ("create" in edit) {
        return text === undefined ? edit.create : refuse(edit.file, "is there already");
    }
    if (text === undefined) {
        return refuse(edit.file, "doesn't exist");
    }
    if ("append" in edit) {
        return text + edit.append;
    }
    if ("each" in edit) {
        const changed = text.replace(edit.each, edit.replace);
        return changed === text ? refuse(edit.file, `doesn't hold ${String(edit.each)}`) : changed;
    }
    const count = text.split(edit.find).length - 1;
    return count === 1
        ? text.replace(edit.find, () => edit.replace)
        : refuse(edit.file, `holds ${count} times: ${edit.find}`);
}

function refuse(file: string, problem: string): never {
    throw new Error(`the mutant is broken: ${file} ${problem}`);
}
