import type { Mutant } from "./mutant";

const base = { system: ".", scope: "files" } as const;
const spec = "tests/unit/cidr.spec.ts";

/** Failures of texts: code as it is written, documents, tests. */
export const fileMutants: Mutant[] = [
    {
        ...base, failure: "D1", item: "placeholders",
        edits: [{
            file: "tests/unit/placeholder.spec.ts",
            create: 'describe("stack", () => {\n    it("works", () => {});\n});\n',
        }],
    },
    {
        ...base, failure: "M5", item: "placeholders",
        edits: [{ file: "tests/unit/placeholder.spec.ts", create:
            'import assert from "node:assert/strict";\n\nit("works", () => assert.equal(1, 1));\n' }],
    },
    {
        ...base, failure: "F4", item: "placeholders",
        edits: [{ file: spec, append: "```\n" }],
    },
    {
        ...base, failure: "F4", item: "placeholders",
        edits: [{ file: "tests/unit/existence.spec.ts", create:
            'import assert from "node:assert/strict";\nimport { VpcComponent } from "../../components";\n\n'
            + 'it("is a class", () => assert.equal(typeof VpcComponent === "function", true));\n' }],
    },
    {
        ...base, failure: "D2", item: "coverage-gate",
        edits: [{ file: ".c8rc.json", find: '"check-coverage": true,', replace: '"check-coverage": false,' }],
    },
    {
        ...base, failure: "D3", item: "final-newlines",
        edits: [{ file: "lib/after.ts", find: "\n}\n", replace: "\n}" }],
    },
    {
        ...base, failure: "M7", item: "long-lines",
        edits: [{ file: "lib/after.ts", append: `// ${"a long line ".repeat(12)}\n` }],
    },
    {
        ...base, failure: "D7", item: "comparison",
        edits: [{
            file: "tools/parity/environments.ts", each: /(export function compareSettings\(.*\{\n)[\s\S]*?\n\}\n/,
            replace: "$1    return [];\n}\n",
        }],
    },
    {
        ...base, failure: "D9", item: "repeated-comments",
        edits: [{ file: "index.ts", append:
            "// The stack at the root is one project of a house that holds more: each folder in examples is a Pulumi\n"
            + "// project of its own, which shares components, tools and tests with it.\n" }],
    },
    {
        ...base, failure: "D10", item: "documented-commands",
        edits: [{ file: "README.md", append: "\nRun `npm run deploy:all` to deploy.\n" }],
    },
    {
        ...base, failure: "F5", item: "real-integration",
        edits: [{
            file: "tests/integration/s3.spec.ts",
            append: 'import * as pulumi from "@pulumi/pulumi";\n\nvoid pulumi.runtime.setMocks({});\n',
        }],
    },
    {
        ...base, failure: "F6", item: "imports",
        edits: [{
            file: "lib/after.ts", find: 'import * as pulumi from "@pulumi/pulumi"',
            replace: 'import pulumi from "@pulumi/pulumi"',
        }],
    },
    {
        ...base, failure: "F9", item: "counted-code",
        edits: [{
            file: "tools/drift/.c8rc.json", find: '"tools/drift/*.spec.ts"',
            replace: '"tools/drift/*.spec.ts", "tools/drift/drift.ts"',
        }],
    },
    {
        ...base, failure: "H1", item: "disabled-tests",
        edits: [{ file: spec, append: '// it("fits", () => {\n//     assert.equal(1, 2);\n// });\n' }],
    },
    {
        ...base, failure: "H1", item: "disabled-tests",
        edits: [{ file: spec, each: /^( +)it\(/m, replace: "$1it.skip(" }],
    },
    {
        ...base, failure: "H5", item: "quick-start",
        edits: [
            { file: "README.md", each: /PULUMI_CONFIG_PASSPHRASE/g, replace: "NOTHING" },
            { file: "docs/deploy.md", each: /PULUMI_CONFIG_PASSPHRASE\w*|--secrets-provider/g, replace: "NOTHING" },
        ],
    },
    {
        ...base, failure: "H10", item: "awaited-assertions",
        edits: [{ file: "tests/unit/after.spec.ts", append:
            'it("resolves", () => {\n    pulumi.output(1).apply(value => assert.equal(value, 2));\n});\n' }],
    },
    {
        ...base, failure: "H11", item: "vpc-dns",
        edits: [{
            file: "tests/integration/ec2.spec.ts",
            each: /const \{ EnableDnsSupport \} = await clients\.ec2\.describeVpcAttribute\(\{[^}]*\}\);\n.*\n/,
            replace: "const { Vpcs } = await clients.ec2.describeVpcs({ VpcIds: [outputs.vpcId] });\n"
                + "            const vpc = Vpcs?.[0] as { EnableDnsSupport?: boolean };\n"
                + "            assert.equal(vpc.EnableDnsSupport, true);\n",
        }],
    },
    {
        ...base, failure: "M8", item: "line-ends",
        edits: [{ file: "lib/after.ts", each: /\n/g, replace: "\r\n" }],
    },
];
