import { readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { UserError } from "../host/command";
import { findNodes } from "./sources";

const types: Record<string, object> = {
    string: { type: "string" },
    number: { type: "number" },
    array: { type: "array", items: { type: "string" } },
};

/** JSON Schema of a system's outputs, from the contract in its outputs.ts; comments become descriptions. */
export function outputsSchema(projectDir: string, title: string): string {
    const file = join(projectDir, "outputs.ts");
    const tree = ts.createSourceFile(file, readFileSync(file, "utf8"), ts.ScriptTarget.Latest, true);
    const contract = findNodes(tree, ts.isVariableDeclaration)
        .find(({ name }) => name.getText(tree) === "outputTypes")?.initializer;
    const [literal] = contract ? findNodes(contract, ts.isObjectLiteralExpression) : [];
    if (!literal) {
        throw new UserError(`${file} must have a const outputTypes, an object`);
    }
    const properties = literal.properties.filter(ts.isPropertyAssignment).map(({ name, initializer }) => {
        const type = ts.isStringLiteral(initializer) ? types[initializer.text] : undefined;
        if (!type) {
            throw new UserError(`${file}: ${name.getText(tree)} must be string, number or array`);
        }
        const description = describe(name, tree);
        return [name.getText(tree), { ...type, ...description && { description } }] as const;
    });
    return `${JSON.stringify({
        $schema: "https://json-schema.org/draft/2020-12/schema",
        title: `Outputs of ${title}`,
        type: "object",
        required: properties.map(([key]) => key),
        properties: Object.fromEntries(properties),
    }, undefined, 4)}\n`;
}

/** The comment before a property, as one line. */
function describe(name: ts.PropertyName, tree: ts.SourceFile): string {
    return (ts.getLeadingCommentRanges(tree.text, name.getFullStart()) ?? [])
        .map(({ pos, end }) => tree.text.slice(pos, end))
        .map(comment => comment.replace(/^\/\*\*?|\*\/$/g, "").replace(/^\s*(\*|\/\/) ?/gm, ""))
        .join(" ").replace(/\s+/g, " ").trim();
}
