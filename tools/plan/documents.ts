import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { drawCostTable } from "./cost-table";
import { drawMermaid } from "./mermaid";
import type { StackPlan } from "./stack-plan";

/** A part of a document that is made from plans: `<!-- plan costs dev prod -->`, lines, `<!-- end -->`. */
const part = /^(<!-- plan (flowchart|costs) ([\w -]+) -->\n)(?:.*?)(^<!-- end -->)$/gms;

const draw: Record<string, (plans: StackPlan[]) => string[]> = {
    flowchart: plans => plans.flatMap(plan => ["```mermaid", ...drawMermaid(plan), "```"]),
    costs: drawCostTable,
};

export interface Document {
    /** Relative to the project. */
    file: string;
    text: string;
    /** Stacks of which a part is made. */
    stacks: string[];
}

/** The README of a project and its other documents, as far as parts of them are made from plans. */
export function findDocuments(projectDir: string): Document[] {
    const folder = join(projectDir, "docs");
    const others = existsSync(folder) ? readdirSync(folder).filter(name => name.endsWith(".md")) : [];
    return ["README.md", ...others.sort().map(name => `docs/${name}`)].flatMap(file => {
        const text = existsSync(join(projectDir, file)) ? readFileSync(join(projectDir, file), "utf8") : "";
        const stacks = [...text.matchAll(part)].flatMap(([, , , stacks = ""]) => stacks.split(" "));
        return stacks.length === 0 ? [] : [{ file, text, stacks: [...new Set(stacks)] }];
    });
}

/** The text of a document with these parts made anew. */
export function renderDocument({ text }: Document, plans: Map<string, StackPlan>): string {
    return text.replace(part, (_, begin: string, kind: string, stacks: string, end: string) => {
        const lines = draw[kind]?.(stacks.split(" ").flatMap(stack => plans.get(stack) ?? [])) ?? [];
        return `${begin}${lines.join("\n")}\n${end}`;
    });
}
