import { dirname, join, normalize } from "node:path";
import { isMapping } from "../../host/yaml";
import type { Candidate } from "../candidate";
import { isCode } from "../sources";
import type { Evidence } from "../verdict";
import { documentsOf } from "./files";

/** Pulumi.yaml and the stack files, by the rules of the Pulumi CLI. */
export function findProjectProblems(candidate: Candidate): Evidence[] {
    if (!candidate.has("Pulumi.yaml")) {
        return [{ what: "there is no Pulumi.yaml", where: "Pulumi.yaml" }];
    }
    const problems: Evidence[] = [];
    const attempt = (where: string, read: () => unknown) => {
        try {
            read();
        } catch (error) {
            problems.push({ what: candidate.short(error), where });
        }
    };
    let project: Record<string, unknown> = {};
    attempt("Pulumi.yaml", () => {
        project = candidate.projectFile;
    });
    if (problems.length > 0) {
        return problems;
    }
    for (const key of ["name", "runtime"].filter(name => !project[name])) {
        problems.push({ what: `${key} is missing`, where: "Pulumi.yaml" });
    }
    for (const [key, entry] of Object.entries(isMapping(project.config) ? project.config : {})) {
        const [namespace, ...rest] = key.split(":");
        const isForeign = rest.length > 0 && namespace !== project.name;
        for (const field of ["default", "type"].filter(name => isForeign && isMapping(entry) && name in entry)) {
            problems.push({ what: `${key} has a ${field}: for the key of another namespace the Pulumi CLI refuses it,`
                + " at every command", where: "Pulumi.yaml" });
        }
    }
    for (const where of candidate.strangeStackFiles) {
        problems.push({ what: "the Pulumi CLI takes no stack of such a name: letters, digits and _.-", where });
    }
    if (!candidate.hasStackFiles) {
        return [...problems, { what: "there is no stack file: nothing says with which values to deploy",
            where: "Pulumi.<stack>.yaml" }];
    }
    if (problems.length === 0 || candidate.strangeStackFiles.length > 0) {
        candidate.stacks.forEach(stack => attempt(`Pulumi.${stack}.yaml`, () => candidate.settings(stack)));
    }
    return problems;
}

/** Paths that `main` may stand for, as Node.js looks for them. */
const endings = ["", ".ts", ".js", ".mjs", ".cjs", "/index.ts", "/index.js"];

/** Where the program begins; undefined if that doesn't exist. */
export function findEntryPoint(candidate: Candidate): string | undefined {
    const { main: ofProject = "." } = candidate.projectFile;
    const find = (main: unknown, folder = ".") => typeof main === "string"
        ? endings.map(ending => normalize(join(folder, main) + ending))
                .find(path => isCode(path) && candidate.has(path))
        : undefined;
    if (typeof ofProject !== "string") {
        return undefined;
    }
    // A package.json decides for its own folder, and for those below it.
    const folder = [ofProject, "."].find(place => candidate.has(join(place, "package.json")));
    const ofPackage = folder === undefined || isCode(ofProject) ? {} : candidate.readJson(join(folder, "package.json"));
    return find(ofPackage.main, folder) ?? find(ofProject);
}

export function findMissingEntryPoint(candidate: Candidate): Evidence[] {
    const entry = findEntryPoint(candidate);
    const main = JSON.stringify(candidate.projectFile.main ?? candidate.packages[0]?.content.main ?? "index.ts");
    const missing = entry === undefined
        ? [{ what: `the program's main, ${main}, doesn't exist`, where: "Pulumi.yaml" }]
        : [];
    const named = documentsOf(candidate).flatMap(file =>
        [...candidate.read(file).matchAll(/`((?:[\w.-]+\/)*(?:index|main)\.[jt]s)`/g)].map(([, path = ""]) => path)
            .filter(path => ![path, join(dirname(file), path)].some(place => candidate.has(place)))
            .map(path => ({ what: `${path} is named, but doesn't exist`, where: file })));
    return [...missing, ...named];
}
