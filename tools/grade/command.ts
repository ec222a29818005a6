import { writeFileSync } from "node:fs";
import { parseArguments, usage } from "./arguments";
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
        const result = await gradeFolder(folder, { profile, stack, without, sample, timeLimit });
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
    return grades.every(({ score }) => score.points >= min) ? 0 : 1;
}
