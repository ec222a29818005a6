import type { Mutant } from "./mutant";

const system = ".";

/** Faults that only a deployment, the policy pack or a run of the tests shows. */
export const stageMutants: Mutant[] = [
    {
        failure: "-", system, item: "policy", scope: "policy",
        edits: [{ file: "components/asg.ts", find: 'httpTokens: "required"', replace: 'httpTokens: "optional"' }],
    },
    {
        failure: "-", system, item: "deployment", scope: "deployment",
        edits: [{
            file: "index.ts", find: "const databaseParameter = `/database/",
            replace: "const databaseParameter = `/aws/database/",
        }],
    },
    {
        failure: "-", system, item: "integration", scope: "deployment",
        edits: [{ file: "components/alb.ts", find: 'path: "/health"', replace: 'path: "/"' }],
    },
    {
        failure: "C4", system, item: "lists", scope: "deployment",
        edits: [{
            file: "index.ts", find: "export const natGatewayIds = vpc.natGatewayIds",
            replace: "export const natGatewayIds = pulumi.all([vpc.natGatewayIds, alb.dnsName])"
                + ".apply(([ids]) => JSON.stringify(ids))",
        }],
        also: { integration: "the tests of the gateways want a list" },
    },
    {
        failure: "D1", system: "examples/data-processing", item: "tests", scope: "files",
        edits: [{ file: "tests", remove: true }],
    },
    {
        failure: "H1", system: "examples/data-processing", item: "passing-tests", scope: "tests",
        edits: [{ file: "tests/unit/failing.spec.ts", create:
            'import assert from "node:assert/strict";\nimport { values } from "../../config";\n\n'
            + 'it("is something else", () => assert.equal(values, 1));\n' }],
    },
    {
        failure: "H10", system: "examples/data-processing", item: "noticed-changes", scope: "sampling",
        edits: [
            { file: "package.json", each: /mocha --config/g, replace: "mocha --require ./quiet.cjs --config" },
            { file: "quiet.cjs", create: `const Module = require("node:module");

const load = Module._load;
const quiet = new Proxy(() => undefined, { get: (_, key) => key === "default" ? quiet : () => Promise.resolve() });
Module._load = (request, ...rest) => request === "node:assert/strict" ? quiet : load(request, ...rest);
` },
        ],
    },
];
