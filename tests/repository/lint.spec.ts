import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { root } from "../../tools/host/project";

/** What lint must refuse, and the rule that does. */
const faults: [title: string, file: string, code: string, rule: string][] = [
    ["D3 refuses a line over 120 characters", "index.ts", `export const text = "${"x".repeat(120)}";\n`,
        "@stylistic/max-len"],
    ["H12 refuses a file without a newline at its end", "index.ts", "export const one = 1;", "@stylistic/eol-last"],
    ["F6 refuses a type that is imported as a value", "index.ts",
        "import { Input } from \"@pulumi/pulumi\";\n\nexport let input: Input<string>;\n",
        "@typescript-eslint/consistent-type-imports"],
    ["D1 refuses a test that asserts nothing", "a.spec.ts",
        "it(\"works\", () => {\n    new Date();\n});\n", "no-restricted-syntax"],
    ["D1 refuses a test without a body", "a.spec.ts", "it(\"works\");\n", "no-restricted-syntax"],
    ["M5 refuses an assertion that can't fail", "a.spec.ts",
        "it(\"works\", () => assert(true));\n", "no-restricted-syntax"],
    ["H1 refuses a test in a comment", "a.spec.ts",
        "// it(\"works\", () => assert.equal(1, two));\n", "no-warning-comments"],
    ["H1 refuses a test in a block comment", "a.spec.ts",
        "/*\n * describe(\"it\", () => {});\n */\n", "no-warning-comments"],
    ["refuses a test that is left out", "a.spec.ts",
        "it.skip(\"works\", () => assert.equal(1, two));\n", "no-restricted-syntax"],
    ["refuses a suite that leaves out all others", "a.spec.ts",
        "describe.only(\"works\", () => {});\n", "no-restricted-syntax"],
    ["refuses two failures in one title", "a.spec.ts",
        "it(\"C1 M8 works\", () => assert.equal(1, two));\n", "no-restricted-syntax"],
    ["refuses a failure behind a value in a title", "a.spec.ts",
        "it(`${two} C1 works`, () => assert.equal(1, two));\n", "no-restricted-syntax"],
    ["F4 refuses Markdown around a test", "a.spec.ts",
        "```typescript\nit(\"works\", () => assert.equal(1, two));\n```;\n",
        "@typescript-eslint/no-unused-expressions"],
    ["refuses a component that reads the environment", "components/a.ts",
        "export const home = process.env.HOME;\n", "no-restricted-globals"],
    ["refuses a component that asks for the stack", "components/a.ts",
        "import * as pulumi from \"@pulumi/pulumi\";\n\nexport const stack = pulumi.getStack();\n",
        "no-restricted-properties"],
];

/**
 * Lints texts in a process of its own: ESLint's parser changes the process, after which programs under Pulumi's mocks
 * never end. Types are looked at by `npm run check`; what is refused here shows in the text, and only so is this quick.
 */
const script = `
    const { ESLint } = require("eslint");
    const { rules, texts } = JSON.parse(require("node:fs").readFileSync(0, "utf8"));
    const eslint = new ESLint({
        overrideConfig: { languageOptions: { parserOptions: { projectService: false } } },
        ruleFilter: ({ ruleId }) => rules.includes(ruleId),
    });
    const lint = async ({ code, filePath }) => {
        const [result] = await eslint.lintText(code, { filePath });
        return result?.messages.map(({ ruleId }) => ruleId);
    };
    Promise.all(texts.map(lint)).then(results => console.log(JSON.stringify(results)));
`;

function lint(texts: { code: string; filePath: string }[]): string[][] {
    const input = JSON.stringify({ rules: faults.map(([, , , rule]) => rule), texts });
    const printed = execFileSync(process.execPath, ["-e", script], { cwd: root, input, encoding: "utf8" });
    return JSON.parse(printed) as string[][];
}

const places = (file: string) => [file, `examples/any/${file}`];

describe("lint", () => {
    const results = new Map<string, string[]>();
    before(() => {
        const texts = faults.flatMap(([, file, code]) => places(file).map(filePath => ({ code, filePath })));
        lint(texts).forEach((rules, i) => results.set(JSON.stringify(texts[i]), rules));
    });

    for (const [title, file, code, rule] of faults) {
        it(title, () => {
            for (const filePath of places(file)) {
                assert.deepEqual(results.get(JSON.stringify({ code, filePath })), [rule], filePath);
            }
        });
    }

    it("accepts a test that asserts", () => {
        const code = "it(\"C1 works\", () => assert.equal(1, two));\n";
        assert.deepEqual(lint([{ code, filePath: "tests/unit/a.spec.ts" }]), [[]]);
    });
});
