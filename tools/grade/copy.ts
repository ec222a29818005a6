import {
    copyFileSync, existsSync, lstatSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync,
    symlinkSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative, resolve } from "node:path";
import { UserError } from "../host/command";
import { root } from "../host/project";
import { matchesGlob } from "./globs";

/** A temporary copy of a candidate: whatever its program does to its files, it does to these. */
export interface Copy {
    /** The project itself. */
    folder: string;
    /** Its npm workspace, or the project again. */
    top: string;
    /** A home for its processes. */
    home: string;
    /** Whether the packages are the grader's, because none are installed there. */
    borrowed: boolean;
    /** What was left out or added, in words. */
    notes: string[];
    remove: () => void;
}

const leftOut = ["node_modules", ".git", ".emulator", "coverage"];
const limits = { files: 20_000, bytes: 200 * 2 ** 20 };

/** @throws UserError where there is no such folder, or where it is too large. */
export function copyCandidate(original: string): Copy {
    if (!existsSync(original) || !lstatSync(realpathSync(original)).isDirectory()) {
        throw new UserError(`there is no folder ${original}`);
    }
    const source = realpathSync(original);
    const sourceTop = findWorkspace(source);
    const place = mkdtempSync(join(tmpdir(), "grade-"));
    const remove = () => rmSync(place, { recursive: true, force: true });
    const [top, home] = [join(place, "copy"), join(place, "home")];
    mkdirSync(home);
    try {
        const notes = copyTree(sourceTop, top);
        const borrowed = linkPackages(sourceTop, top);
        if (borrowed) {
            notes.push("no packages are installed there: those of the grader are used");
        }
        return { folder: join(top, relative(sourceTop, source)), top, home, borrowed, notes, remove };
    } catch (error) {
        remove();
        throw error;
    }
}

/** The folder whose package.json has this one among its workspaces, else the folder itself. */
function findWorkspace(folder: string): string {
    for (let above = dirname(folder); above !== dirname(above); above = dirname(above)) {
        const globs = workspacesOf(join(above, "package.json"));
        if (globs.some(glob => matchesGlob(relative(above, folder), glob))) {
            return above;
        }
    }
    return folder;
}

function workspacesOf(file: string): string[] {
    try {
        const { workspaces } = JSON.parse(readFileSync(file, "utf8")) as { workspaces?: unknown };
        return Array.isArray(workspaces) ? workspaces.map(String) : [];
    } catch {
        return [];
    }
}

function copyTree(source: string, target: string): string[] {
    const notes: string[] = [];
    const count = { files: 0, bytes: 0 };
    const copy = (path: string): void => {
        const [from, to] = [join(source, path), join(target, path)];
        const status = lstatSync(from);
        if (status.isDirectory()) {
            mkdirSync(to);
            readdirSync(from).filter(name => !leftOut.includes(name)).forEach(name => copy(join(path, name)));
        } else if (status.isSymbolicLink()) {
            const link = readLink(from, source);
            if (link === undefined) {
                notes.push(`${path} was left out: it leads out of the folder, or nowhere`);
            } else {
                symlinkSync(relative(dirname(to), join(target, link)), to);
            }
        } else if (status.isFile()) {
            count.files += 1;
            count.bytes += status.size;
            if (count.files > limits.files || count.bytes > limits.bytes) {
                throw new UserError(`${source} is too large to be graded: more than ${limits.files} files or`
                    + ` ${limits.bytes / 2 ** 20} MiB`);
            }
            copyReadable(from, to, () => notes.push(`${path} was left out: it can't be read`));
        } else {
            notes.push(`${path} was left out: it is no file`);
        }
    };
    copy(".");
    return notes;
}

function copyReadable(from: string, to: string, complain: () => void): void {
    try {
        copyFileSync(from, to);
    } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== "EACCES") {
            throw error;
        }
        complain();
    }
}

/** Where in the folder a link leads, relative to it. */
function readLink(link: string, folder: string): string | undefined {
    try {
        const target = relative(folder, realpathSync(link));
        return target.startsWith("..") || resolve(target) === target ? undefined : target;
    } catch {
        return undefined;
    }
}

/** Links installed packages, also those of members of a workspace; returns whether they had to be the grader's. */
function linkPackages(source: string, target: string): boolean {
    const link = (folder: string, packages: string) => symlinkSync(packages, join(target, folder, "node_modules"));
    const own = [".", ...listFolders(source)].filter(folder => existsSync(join(source, folder, "node_modules")));
    own.forEach(folder => link(folder, join(source, folder, "node_modules")));
    const hasSdk = own.some(folder => existsSync(join(source, folder, "node_modules/@pulumi/pulumi")));
    if (!hasSdk && !own.includes(".")) {
        link(".", join(root, "node_modules"));
    }
    return !hasSdk && !own.includes(".");
}

/** Folders below one, two levels deep. */
function listFolders(folder: string, depth = 2): string[] {
    const names = readdirSync(folder, { withFileTypes: true })
        .filter(entry => entry.isDirectory() && !leftOut.includes(entry.name)).map(({ name }) => name);
    return names.flatMap(name =>
        [name, ...depth > 1 ? listFolders(join(folder, name), depth - 1).map(path => join(name, path)) : []]);
}
