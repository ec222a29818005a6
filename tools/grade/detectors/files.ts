import { isMapping } from "../../host/yaml";
import type { Candidate } from "../candidate";
import { isCode, type SourceFile } from "../sources";
import { type Evidence, nothingToJudge } from "../verdict";

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
