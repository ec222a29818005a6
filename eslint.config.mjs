import js from "@eslint/js";
import stylistic from "@stylistic/eslint-plugin";
import { defineConfig, globalIgnores } from "eslint/config";
import tseslint from "typescript-eslint";

/** Lets files import nothing but what the regular expression matches. */
const importsOnly = (files, allowed) => ({
    files,
    rules: {
        "@typescript-eslint/no-restricted-imports": ["error", {
            patterns: [{ regex: `^(?!(${allowed})$)`, message: `These files import ${allowed} only.` }],
        }],
    },
});

export default defineConfig(
    globalIgnores(["node_modules", ".emulator", "coverage", "cfn-outputs"]),
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
        languageOptions: { globals: { __dirname: "readonly", process: "readonly", require: "readonly" } },
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
    importsOnly(["index.ts"], "@pulumi/pulumi|./outputs|./components|./config"),
    importsOnly(["config.ts"], "./lib/(config-reader|rules)|./components/(asg|cidr|vpc)"),
    importsOnly(["lib/*.ts"], "@pulumi/pulumi|./[a-z-]+"),
    importsOnly(["components/*.ts"], "@pulumi/(pulumi|aws)|./(cidr|flow-log|instance-type|user-data)|../lib/after"),
    importsOnly(["outputs.ts"], "./lib/outputs"),
    importsOnly(["components/{cidr,instance-type,user-data}.ts"], "nothing"),
    importsOnly(["components/index.ts"], "./[a-z0-9]+"),
    importsOnly(["tests/unit/**"], "(?!@aws-sdk/).*"),
    importsOnly(["tests/integration/**"],
        "node:.*|@aws-sdk/.*|./[a-z]+|../support/deployment|(../)+(outputs|components/cidr)"),
    {
        // What a component needs to know of its surroundings comes in as an argument.
        files: ["components/*.ts"],
        rules: {
            "no-restricted-globals": ["error", "process"],
            "no-restricted-properties": ["error", { object: "pulumi", property: "getStack" }],
        },
    },
);
