import { existsSync, readdirSync, readFileSync } from "node:fs";
import { extname, join } from "node:path";
import { root } from "./project";

/** Folders that can be deleted, each alone and all together; all else works without them. */
const optionalFolders = [
    "examples", "tools/faults", "tests/faults", "tools/drift", "tools/plan", "policy", "tools/policy", "tools/grade",
];

export function isDeleted(path: string): boolean {
    return optionalFolders.some(folder => `${path}/`.startsWith(`${folder}/`) && !existsSync(join(root, folder)));
}

/** Folders of the Pulumi projects, relative to the root: the root itself, then the examples, if there are any. */
export function listProjects(house = root): string[] {
    const folder = join(house, "examples");
    const examples = existsSync(folder) ? readdirSync(folder).sort().map(name => `examples/${name}`) : [];
    return [".", ...examples.filter(example => existsSync(join(house, example, "Pulumi.yaml")))];
}

/** Files below a folder, relative to it, but for those that .gitignore names: a fresh copy may not be in git yet. */
export function listFiles(house = root): string[] {
    const ignored = readFileSync(join(house, ".gitignore"), "utf8").trim().split("\n");
    const strange = ignored.find(pattern => !/^(\*\.\w+|[\w.-]+\/)$/.test(pattern));
    if (strange !== undefined) {
        throw new Error(`.gitignore: patterns must be like name/ or *.extension, got ${strange}`);
    }
    const list = (folder: string): string[] => readdirSync(join(house, folder), { withFileTypes: true })
        .filter(({ name }) => ![".git", ...ignored].some(pattern =>
            [name, `${name}/`, `*${extname(name)}`].includes(pattern)))
        .flatMap(entry => entry.isDirectory() ? list(`${folder}${entry.name}/`) : `${folder}${entry.name}`);
    return list("");
}
