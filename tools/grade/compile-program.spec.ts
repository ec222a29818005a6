import assert from "node:assert/strict";
import { temporaryProject } from "../host/temporary-project";
import { createProgram, findProblems } from "./compile-program";

/** Codes of what the compiler says of one file. */
const codesOf = (path: string, text: string, more: Record<string, string> = {}) => {
    const folder = temporaryProject({ ...more, [path]: text });
    return findProblems(createProgram(folder, folder, [path]), folder).map(({ code }) => code);
};

const unknownArgument = "make({ size: 1, vpc: true });\n";

describe("compiler", () => {
    it("H8 finds unknown arguments in TypeScript and JavaScript", () => {
        const typed = `export function make(args: { size: number }) { return args; }\n${unknownArgument}`;
        assert.deepEqual(codesOf("a.ts", typed), [2353]);
        const commented = "/** @param {{size: number}} args */\nexports.make = function make(args) { return args; };\n";
        assert.deepEqual(codesOf("a.js", `${commented}exports.${unknownArgument}`), [2353]);
    });

    it("H12 finds unused names in JavaScript, and judges nothing else there", () => {
        assert.deepEqual(codesOf("a.js", "const unused = 1;\nexports.a = (1).nothing;\n"), [6133]);
    });

    it("takes the defaults for which a project is written", () => {
        const loose = "export const name = process.env.NAME;\nexport function same(value) { return value; }\n";
        const usual = JSON.stringify({ compilerOptions: { module: "commonjs", moduleResolution: "node" } });
        assert.deepEqual(codesOf("a.ts", loose, { "tsconfig.json": usual }), []);
        assert.deepEqual(codesOf("a.ts", loose), [7006]);
    });
});
