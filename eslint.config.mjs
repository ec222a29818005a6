import js from "@eslint/js";
import stylistic from "@stylistic/eslint-plugin";
import { defineConfig, includeIgnoreFile } from "eslint/config";
import { join } from "node:path";
import tseslint from "typescript-eslint";

const gitignore = join(import.meta.dirname, ".gitignore");

const assertion = "CallExpression:matches("
    + "[callee.name=/^assert/], [callee.object.name='assert'], [callee.property.name='assert'])";
const test = "CallExpression[callee.name=/^it/]";
const id = "\\b[CDFHM]\\d{1,2}\\b";

/** What a spec must not hold, by the tree of its syntax. */
const restrictedInSpecs = [
    [`${test}:not(:has(${assertion}))`, "A test must assert something; helpers that do are named assert..."],
    [`${assertion}[arguments.0.value=true]`, "This can't fail."],
    ["MemberExpression[object.name=/^(it|describe)$/][property.name=/^(only|skip)$/]", "No test is left out."],
    [`${test} > .arguments:first-child:matches([value=/.${id}/], :has([value.raw=/.${id}/]))`,
        "A title has at most one id of a failure, at its beginning."],
].map(([selector, message]) => ({ selector, message }));

export default defineConfig(
    includeIgnoreFile(gitignore),
    // Stacks in other styles.
    { ignores: ["tools/grade/fixtures/"] },
    js.configs.recommended,
    stylistic.configs.customize({ indent: 4, quotes: "double", semi: true, braceStyle: "1tbs" }),
    {
        rules: {
            "@stylistic/arrow-parens": ["error", "as-needed"],
            "@stylistic/eol-last": "error",
            "@stylistic/linebreak-style": ["error", "unix"],
            "@stylistic/max-len": ["error", { code: 120 }],
            "@stylistic/quotes": ["error", "double", { avoidEscape: true }],
        },
    },
    {
        files: ["**/*.cjs"],
        languageOptions: {
            globals: { __dirname: "readonly", module: "readonly", process: "readonly", require: "readonly" },
        },
    },
    {
        files: ["**/*.ts"],
        extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
        languageOptions: { parserOptions: { projectService: true } },
        rules: {
            "@typescript-eslint/consistent-type-imports": ["error", { fixStyle: "inline-type-imports" }],
            "@typescript-eslint/no-confusing-void-expression": ["error", { ignoreArrowShorthand: true }],
            // An Output in a text would become a warning instead of its value: that stays an error.
            "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
        },
    },
    {
        // What a component needs to know of its surroundings comes in as an argument.
        files: ["components/*.ts", "examples/*/components/*.ts"],
        rules: {
            "no-restricted-globals": ["error", "process"],
            "no-restricted-properties": ["error", { object: "pulumi", property: "getStack" }],
        },
    },
    {
        files: ["**/*.spec.ts"],
        rules: {
            "no-restricted-syntax": ["error", ...restrictedInSpecs],
            "no-warning-comments": ["error", { terms: ["it(", "itLive(", "describe("], decoration: ["/", "*"] }],
        },
    },
);
