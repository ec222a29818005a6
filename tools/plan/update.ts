import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { previewProgram } from "../emulator/preview";
import { describeStack, expectedFile, type ExpectedStack, readExpected } from "../host/expected";
import { readSettings } from "../host/settings";
import { findDocuments, renderDocument } from "./documents";
import { planStack } from "./stack-plan";

/** Writes the list of resources that a stack's unit tests expect, and says what became of it. */
export async function updateExpected(projectDir: string, stack: string, timeLimit?: number): Promise<string> {
    const settings = readSettings(projectDir, stack);
    // Unit tests run the program without the user's variables.
    const { resources } = await previewProgram(settings, { env: {}, timeLimit });
    const expected = describeStack(settings, resources);
    const file = expectedFile(stack);
    if (isDeepStrictEqual(readExpected(projectDir, stack), expected)) {
        return `${file}: unchanged`;
    }
    mkdirSync(dirname(join(projectDir, file)), { recursive: true });
    writeFileSync(join(projectDir, file), print(expected));
    return `${file}: written, ${expected.resources.length} resources and components`;
}

/** Makes anew what documents of a project take from plans, and says what became of each. */
export async function updateDocuments(projectDir: string, timeLimit?: number): Promise<string[]> {
    const documents = findDocuments(projectDir);
    const stacks = [...new Set(documents.flatMap(document => document.stacks))];
    const plans = new Map(await Promise.all(stacks.map(async stack =>
        [stack, await planStack(projectDir, stack, timeLimit)] as const)));
    return documents.map(document => {
        const text = renderDocument(document, plans);
        if (text === document.text) {
            return `${document.file}: unchanged`;
        }
        writeFileSync(join(projectDir, document.file), text);
        return `${document.file}: written`;
    });
}

/** A resource a line, so that changes can be read. */
function print({ settings, resources }: ExpectedStack): string {
    const lines = resources.map(resource => `        ${JSON.stringify(resource)}`);
    const texts = JSON.stringify(settings, undefined, 4).replaceAll("\n", "\n    ");
    return `{\n    "settings": ${texts},\n    "resources": [\n${lines.join(",\n")}\n    ]\n}\n`;
}
