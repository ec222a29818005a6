import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { UserError } from "./command";

/** The folder of the house; it holds a project of its own. */
export const root = resolve(__dirname, "../..");

/**
 * The folder of the project that a command works on: the one of `--project`, else the one that the command was started
 * in if that holds a project, else the house's own.
 */
export function findProject(option?: string, startedIn = process.env.INIT_CWD ?? process.cwd()): string {
    const isProject = (folder: string) => existsSync(join(folder, "Pulumi.yaml"));
    if (option === undefined) {
        return isProject(startedIn) ? startedIn : root;
    }
    const folder = resolve(startedIn, option);
    if (!isProject(folder)) {
        throw new UserError(`--project must be a folder with a Pulumi.yaml, got ${folder}`);
    }
    return folder;
}
