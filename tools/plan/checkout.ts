import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { UserError } from "../host/command";

/** A project as it was at a commit, in a temporary folder. */
export interface Checkout {
    projectDir: string;
    /** What the user should know: packages are those that are installed now. */
    warnings: string[];
    remove: () => void;
}

/**
 * Copies the repository of a project as it was at a commit. It imports the packages that are installed now.
 * @throws UserError where there is no repository, no such commit, or no such project at that commit.
 */
export function checkOut(projectDir: string, ref: string): Checkout {
    const git = (...args: string[]): Buffer => {
        const { status, stdout, stderr, error } = spawnSync("git", args, { cwd: projectDir, maxBuffer: 2 ** 30 });
        if (status !== 0) {
            const reason = (error?.message ?? stderr.toString().trim().replace(/^fatal: /, ""))
                .replace(/^Needed a single revision$/, "there is no such commit");
            throw new UserError(`--since ${ref}: ${reason}`);
        }
        return stdout;
    };
    const repository = git("rev-parse", "--show-toplevel").toString().trim();
    const commit = git("rev-parse", "--verify", "--end-of-options", `${ref}^{commit}`).toString().trim();
    const archive = git("-C", repository, "archive", "--format=tar", commit);
    const folder = mkdtempSync(join(tmpdir(), "plan-"));
    const remove = () => rmSync(folder, { recursive: true, force: true });
    try {
        const file = `${folder}.tar`;
        writeFileSync(file, archive);
        const { status, stderr } = spawnSync("tar", ["-xf", file, "-C", folder], { encoding: "utf8" });
        rmSync(file);
        if (status !== 0) {
            throw new UserError(`--since ${ref}: tar: ${stderr.trim()}`);
        }
        const place = relative(repository, realpathSync(projectDir));
        if (!existsSync(join(folder, place, "Pulumi.yaml"))) {
            throw new UserError(`--since ${ref}: there was no project in ${place === "" ? repository : place}`);
        }
        symlinkSync(join(repository, "node_modules"), join(folder, "node_modules"));
        return { projectDir: join(folder, place), warnings: compareLocks(repository, folder, ref), remove };
    } catch (error) {
        remove();
        throw error;
    }
}

function compareLocks(now: string, then: string, ref: string): string[] {
    const [present, former] = [now, then].map(folder => join(folder, "package-lock.json")).map(file =>
        existsSync(file) ? readFileSync(file, "utf8") : "");
    return present === former
        ? []
        : [`package-lock.json was another one at ${ref}: both programs ran with the packages that are installed now`];
}
