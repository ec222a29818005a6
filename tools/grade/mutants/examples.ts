import type { Mutant } from "./mutant";

const compliance = "examples/compliance-monitoring";
const data = "examples/data-processing";
const fraud = "examples/fraud-detection";
const healthcare = "examples/healthcare-api";

/** Failures that only other systems than the core can have. */
export const exampleMutants: Mutant[] = [
    {
        failure: "M1", system: compliance, item: "outputs-in-texts",
        edits: [{
            file: "components/recorder.ts", find: "policy: pulumi.jsonStringify({", replace: "policy: JSON.stringify({",
        }],
    },
    {
        failure: "M2", system: compliance, item: "rule-sources",
        edits: [{
            file: "components/managed-rules.ts", find: "sourceIdentifier: after(", replace: "sourceIdentifiers: after(",
        }],
    },
    {
        failure: "M4", system: compliance, item: "exports",
        edits: [{ file: "index.ts", each: /^export const (\w+) = .*\n/gm, replace: "" }],
        also: { "unused-code": "what was exported is no longer used" },
    },
    {
        failure: "M6", system: compliance, item: "recorder",
        edits: [{
            file: "index.ts", find: 'config.recorder === "create" ? createRecorder() : adoptRecorder()',
            replace: "createRecorder()",
        }],
        also: { "unused-code": "adoptRecorder is no longer called" },
    },
    {
        failure: "D6", system: data, item: "runtime",
        edits: [{ file: "index.ts", find: "runtime: config.runtime,", replace: 'runtime: "nodejs18.x",' }],
    },
    {
        failure: "D8", system: data, item: "function-errors",
        edits: [{
            file: "lambda/failures.ts", find: "return classifyError(error, kinds);",
            replace: 'return { kind: "error", retryable: true, message: kinds.length > 0 ? "failed" : "" };',
        }],
        also: { "unused-code": "error is no longer looked at" },
    },
    {
        failure: "D8", system: data, item: "function-errors",
        edits: [{
            file: "components/queue.ts", each: / *redrivePolicy: pulumi\.jsonStringify\(\{\n.*\n *\}\),\n/, replace: "",
        }],
    },
    {
        failure: "F7", system: data, item: "coverage", scope: "tests",
        edits: [{
            file: "package.json", find: "'tests/unit/**/*.spec.ts'", replace: "'tests/unit/permissions.spec.ts'" }],
    },
    {
        failure: "H2", system: data, item: "deployed-tests", scope: "files",
        edits: [{ file: "tests/integration", remove: true }],
        also: { "real-integration": "there are none left to judge" },
    },
    {
        failure: "F1", system: fraud, item: "database-version",
        edits: [{
            file: "components/aurora.ts", find: " engineVersion: args.engineVersion,",
            replace: ' engineVersion: "15.3",',
        }],
    },
    {
        failure: "F3", system: fraud, item: "outputs-in-texts",
        edits: [{
            file: "components/task.ts", find: "containerDefinitions: pulumi.jsonStringify([{",
            replace: "containerDefinitions: JSON.stringify([{",
        }],
    },
    {
        failure: "F8", system: fraud, item: "replicas",
        edits: [{
            file: "components/table.ts", find: "replicas: args.replicas.map(",
            replace: "replicas: args.replicas.slice(0, 0).map(",
        }],
    },
    {
        failure: "H6", system: healthcare, item: "api-order",
        edits: [{
            file: "components/api.ts",
            find: "httpMethod: integration.httpMethod,\n        statusCode: response.statusCode,",
            replace: 'httpMethod,\n        statusCode: "200",',
        }],
        also: { "unused-code": "integration and response are no longer used" },
    },
    {
        failure: "H6", system: healthcare, item: "api-order",
        edits: [{
            file: "components/api.ts", find: "{ parent: this, dependsOn: definition.resources }",
            replace: "{ parent: this }",
        }],
    },
    {
        failure: "H7", system: healthcare, item: "database-version",
        edits: [
            {
                file: "../../components/rds.ts", find: "engineVersion: args.engineVersion,",
                replace: 'engineVersion: "17.99",',
            },
        ],
    },
    {
        failure: "H9", system: healthcare, item: "cache-endpoint",
        edits: [{
            file: "components/cache.ts", find: "group.primaryEndpointAddress",
            replace: "group.configurationEndpointAddress",
        }],
    },
];
