import { dirname, join, normalize } from "node:path";
import { isMapping } from "../../host/yaml";
import type { Candidate } from "../candidate";
import { isCode, type SourceFile } from "../sources";
import { type Evidence, nothingToJudge } from "../verdict";

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

export function documentsOf({ files }: Candidate): string[] {
    return files.filter(file => file.endsWith(".md"));
}

export function findWindowsLines(candidate: Candidate): Evidence[] {
    return candidate.files.filter(file => candidate.read(file).includes("\r\n"))
        .map(where => ({ what: "lines end with CR and LF", where }));
}

/** Of source code: the CLI and package managers write their files without breaking lines. */
export function findLongLines(candidate: Candidate): Evidence[] {
    return candidate.files.filter(isCode).flatMap(file => candidate.read(file).split("\n")
        .map((line, index) => ({ line, length: Array.from(line).length, where: `${file}:${index + 1}` }))
        .filter(({ line, length }) => length > 120 && !line.includes("http"))
        .map(({ length, where }) => ({ what: `the line has ${length} characters`, where })));
}

export function findMissingNewlines(candidate: Candidate): Evidence[] {
    return candidate.files.filter(file => /[^\n]$/.test(candidate.read(file)))
        .map(where => ({ what: "the last line has no end", where }));
}

/** Scripts of package.json that documents name. */
export function findMissingScripts(candidate: Candidate): Evidence[] {
    const scripts = candidate.packages.map(({ content }) => isMapping(content.scripts) ? content.scripts : {});
    const known = new Set(scripts.flatMap(Object.keys));
    return documentsOf(candidate).flatMap(file => candidate.read(file).split("\n").flatMap((line, index) =>
        [...line.matchAll(/\b(?:npm run|yarn run|pnpm run) (?:-\S+ )*([\w:.-]*\w)/g)].map(([, script = ""]) => script)
            .filter(script => !known.has(script))
            .map(script => ({
                what: `npm run ${script} is no script of package.json`, where: `${file}:${index + 1}` }))));
}

const road: [step: string, says: RegExp][] = [
    ["a backend (pulumi login)", /pulumi login|PULUMI_BACKEND_URL|PULUMI_ACCESS_TOKEN/],
    ["a passphrase or another provider of secrets",
        /PULUMI_CONFIG_PASSPHRASE|--secrets-provider|app\.pulumi\.com|PULUMI_ACCESS_TOKEN/],
    ["a stack (pulumi stack init)", /pulumi stack (init|select --create)/],
    ["pulumi up", /pulumi up\b/],
];

/** What a new user needs before `pulumi up` works. The documents of a workspace serve all of its projects. */
export function findMissingSteps(candidate: Candidate): Evidence[] {
    const own = documentsOf(candidate).map(file => candidate.read(file));
    const text = [...own, ...candidate.documentsOfWorkspace].join("\n");
    if (text === "") {
        return [{ what: "there is no document", where: "README.md" }];
    }
    return road.filter(([, says]) => !says.test(text))
        .map(([step]) => ({ what: `the documents leave out ${step}`, where: "README.md" }));
}

/** Words in a row that are no chance, of a document and of another comment. */
const copiedWords = { document: 14, comment: 25 };

/** Comments that say again what a document or another comment says. */
export function findRepeatedComments(candidate: Candidate): Evidence[] {
    if (candidate.program.length === 0) {
        nothingToJudge("there is no code");
    }
    const said = new Map<string, string>();
    documentsOf(candidate).filter(file => !/changelog/i.test(file)).forEach(file =>
        rowsOf(candidate.read(file), copiedWords.document).forEach(row => said.set(row, file)));
    return candidate.program.flatMap(commentsOf).flatMap(({ text, where }) => {
        const rows = [...rowsOf(text, copiedWords.document), ...rowsOf(text, copiedWords.comment)];
        const copied = rows.find(row => said.has(row));
        rowsOf(text, copiedWords.comment).forEach(row => said.set(row, where));
        return copied === undefined
            ? []
            : [{ what: `the comment stands in ${said.get(copied)}, too: "${copied} ..."`, where }];
    });
}

/** Each so many words of a text that stand in a row. */
function rowsOf(text: string, length: number): string[] {
    const words = text.toLowerCase().match(/[a-z0-9'-]+/g) ?? [];
    return words.slice(0, Math.max(0, words.length - length + 1))
        .map((_, index) => words.slice(index, index + length).join(" "));
}

function commentsOf({ path, text }: SourceFile): { text: string; where: string }[] {
    return [...text.matchAll(/\/\*\*?([\s\S]*?)\*\/|((?:^[ \t]*\/\/.*\n)+)/gm)].map(match => ({
        text: (match[1] ?? match[2] ?? "").replace(/^[ \t]*(\*|\/\/)/gm, ""),
        where: `${path}:${text.slice(0, match.index).split("\n").length}`,
    }));
}
