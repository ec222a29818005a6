import { writeFileSync } from "node:fs";
import { UserError } from "../host/command";
import { type Arguments, parseArguments, usage } from "./arguments";
import { type Grade, gradeFolder } from "./grade";
import { drawPage } from "./report/html";
import { drawMarkdown } from "./report/markdown";
import { toJson } from "./report/json";
import { drawGrade } from "./report/text";

/** Seconds that a candidate's program may take for one run. */
const timeLimit = 120;

/** Grades folders one after the other, prints what was found, and returns an exit code. */
export async function grade(args: string[]): Promise<number> {
    const parsed = parseArguments(args);
    if (!parsed) {
        console.log(usage);
        return 0;
    }
    const { folders, profile, stack, without, sample, min, format, html } = parsed;
    const grades: Grade[] = [];
    for (const folder of folders) {
        const result = await gradeFolder(folder, { profile, stack, without, sample, timeLimit })
            .catch((error: unknown) => report(folder, error, format));
        if (!result) {
            continue;
        }
        grades.push(result);
        console.log({
            "text": () => drawGrade(result).join("\n"),
            "json": () => JSON.stringify(toJson(result), undefined, 2),
            "json-lines": () => JSON.stringify(toJson(result)),
            "markdown": () => drawMarkdown(result).join("\n"),
        }[format]());
    }
    if (html !== undefined) {
        writeFileSync(html, drawPage(grades));
    }
    if (grades.length < folders.length) {
        return 2;
    }
    return grades.every(({ score }) => score.points >= min) ? 0 : 1;
}

/** Of a folder that can't be graded; the others are. */
function report(folder: string, error: unknown, format: Arguments["format"]): undefined {
    if (!(error instanceof UserError)) {
        throw error;
    }
    console.error(error.message);
    if (format === "json-lines") {
        console.log(JSON.stringify({ folder, error: error.message }));
    }
}
