/** In which system a file is: nothing for the one at the root, else `examples/<system>/`. Rules call it $1. */
const system = "^(examples/[^/]+/|)";
const pulumi = "/@pulumi/(pulumi|aws)/";
const packages = "node_modules/";
/** Files that hold no component: those that import nothing but Node.js, and those that create or describe resources. */
const plain = "aurora-names|cidr|database-engine|image|instance-type|user-data";
const pure = `(${plain}|arn-suffix|bundle|database-security-group|deny-plain-http|flow-log|metrics)\\.ts$`;

/** Who may import what, by resolved paths. `node` stands for the modules of Node.js. */
const layers = {
    "program": {
        of: `${system}(?:index|config|outputs)\\.ts$`,
        may: ["^$1(config|outputs)\\.ts$", "^$1components/", "^components/", "^lib/", pulumi, "node"],
    },
    "components": {
        of: `${system}components/(?!(?:index|bundle|${plain})\\.ts)`,
        may: [`^$1components/${pure}`, `^components/${pure}`, "^lib/", pulumi],
    },
    "pure files of components": {
        of: `${system}components/(?:${plain})\\.ts$`,
        may: ["^lib/", "node"],
    },
    "bundles of function code": {
        of: `${system}components/bundle\\.ts$`,
        may: ["/esbuild/", pulumi, "node"],
    },
    "list of components": {
        of: `${system}components/index\\.ts$`,
        may: ["^$1components/"],
    },
    "function code": {
        of: "^(examples/[^/]+/)lambda/",
        // What is none of AWS's SDK becomes part of the bundle.
        may: ["^$1lambda/", "^lib/lambda/", "node_modules/(?!@pulumi/)", "node"],
    },
    "service code": {
        of: "^(examples/[^/]+/)service/",
        may: ["^$1service/", "node_modules/(?!@pulumi/)", "node"],
    },
    "lib": {
        of: "^lib/",
        may: ["^lib/", pulumi],
    },
    "host": {
        of: "^tools/host/",
        may: ["^tools/host/", "^lib/", packages, "node"],
    },
    "tools": {
        of: "^tools/(?!host/)([^/.]+)",
        may: [
            "^tools/$1", "^tools/emulator/", "^tools/host/", "^lib/",
            // The policy pack, from its own tool.
            "^$1/",
            packages, "node",
        ],
    },
    "policy pack": {
        // It can be copied alone.
        of: "^policy/(?!tests/)",
        may: ["^policy/(?!tests/)", "/@pulumi/"],
    },
    "tests of the policy pack": {
        of: "^policy/tests/",
        may: ["^policy/", packages, "node"],
    },
    "unit tests": {
        of: `${system}tests/(?:unit/|support/.*\\.spec\\.ts$)`,
        may: [
            "^$1(index|config|outputs)\\.ts$", "^$1components/", "^$1(lambda|service)/", "^$1tests/(unit|support)/",
            "^components/", "^lib/", "^tests/support/", "^tools/host/", packages, "node",
        ],
    },
    "integration tests": {
        of: `${system}tests/integration/`,
        may: [
            "^$1outputs\\.ts$", "^$1tests/integration/", "^components/cidr\\.ts$", "^tests/support/deployment\\.ts$",
            "/@aws-sdk/", "node",
        ],
    },
    "faults": {
        of: `${system}tests/faults/`,
        may: ["^$1outputs\\.ts$", "^$1tests/faults/", "^tools/(faults|host)/", "/@aws-sdk/"],
    },
    "support of tests": {
        of: `${system}tests/support/(?!.*\\.spec\\.ts$)`,
        may: [
            "^$1(lambda|service)/", "^$1tests/support/", "^lib/", "^tests/support/", "^tools/host/",
            "^tools/emulator/(services|resource-type)\\.ts$", packages, "node",
        ],
    },
    "tests of the emulated AWS": {
        of: `${system}tests/emulated/`,
        may: [
            "^$1outputs\\.ts$", "^$1tests/(emulated|support)/", "^tests/emulated/", "^tools/(emulator|host)/", packages,
            "node",
        ],
    },
    "tests of the tree": {
        of: "^tests/(?:repository|template)/",
        may: ["^tests/(repository|template|support)/", "^tools/host/", packages, "node"],
    },
};

const settings = "^[^/]*\\.[cm]js$";

export default {
    forbidden: [
        ...Object.entries(layers).map(([name, { of, may }]) => ({
            name,
            severity: "error",
            comment: `${name} may import ${may.join(", ")}`,
            from: { path: of },
            to: {
                pathNot: may.filter(path => path !== "node"),
                ...may.includes("node") && { dependencyTypesNot: ["core"] },
            },
        })),
        {
            name: "clients",
            severity: "error",
            comment: "clients of AWS are made in tools/host/clients.ts; elsewhere only their types are imported",
            from: { path: "^(tools|tests|examples/[^/]+/tests/integration)/", pathNot: "^tools/host/clients\\.ts$" },
            to: { path: "/@aws-sdk/", dependencyTypesNot: ["type-only"] },
        },
        {
            name: "no layer",
            severity: "error",
            comment: "the file belongs to no layer: say in .dependency-cruiser.mjs what it may import",
            from: { pathNot: [...Object.values(layers).map(({ of }) => of), settings, "node_modules"] },
            to: {},
        },
        {
            name: "circle",
            severity: "error",
            comment: "files that import each other can't be read, tested or deleted apart",
            from: {},
            // Types are gone when the code runs.
            to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } },
        },
    ],
    options: {
        // Type imports count too.
        tsPreCompilationDeps: true,
        doNotFollow: { path: "node_modules" },
        // Stacks in other styles.
        exclude: { path: "^tools/grade/fixtures/" },
        tsConfig: { fileName: "tsconfig.json" },
    },
};
