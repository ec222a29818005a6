import type { Mutant } from "./mutant";

const system = ".";

/** Failures of the program, its configuration and its outputs. */
export const coreMutants: Mutant[] = [
    {
        failure: "C1", system, item: "entry-point",
        edits: [{ file: "Pulumi.yaml", find: "runtime:\n", replace: "main: src/index.ts\nruntime:\n" }],
    },
    {
        failure: "C2", system, item: "runs",
        edits: [
            { file: "index.ts", find: 'from "./components"', replace: 'from "components"' },
            {
                file: "tsconfig.json", find: '"rootDir": "."',
                replace: '"rootDir": ".", "paths": { "components": ["./components/index.ts"] }',
            },
        ],
    },
    {
        failure: "C3", system, item: "stack-output",
        edits: [{
            file: "index.ts", find: "export const stack = pulumi.getStack()",
            replace: "export const stack = config.project",
        }],
        also: { "unused-code": "pulumi was imported for it" },
    },
    {
        failure: "C4", system, item: "lists",
        edits: [{
            file: "index.ts", find: "export const publicSubnetIds = vpc.publicSubnetIds",
            replace: "export const publicSubnetIds = pulumi.jsonStringify(vpc.publicSubnetIds)",
        }],
    },
    {
        failure: "C5", system, item: "project-files",
        edits: [{
            file: "Pulumi.yaml", find: "config:\n  environment:\n    type: string\n",
            replace: "config:\n  aws:region:\n    default: us-east-1\n  environment:\n    type: string\n",
        }],
    },
    {
        failure: "C6", system, item: "parents",
        edits: [{
            file: "components/vpc.ts", each: /(Name: `internet-gateway-.*\n +\}), \{ parent: this \}/, replace: "$1",
        }],
    },
    {
        failure: "C7", system, item: "secrets",
        edits: [{
            file: "components/rds.ts", find: "manageMasterUserPassword: true,",
            replace: 'password: "change-me-please",',
        }],
    },
    {
        failure: "C8", system, item: "buckets",
        edits: [{ file: "components/s3.ts", find: 'sseAlgorithm: "AES256"', replace: 'sseAlgorithm: "none"' }],
    },
    {
        failure: "C8", system, item: "buckets",
        edits: [{
            file: "components/s3.ts", find: 'versioningConfiguration: { status: "Enabled" }',
            replace: 'versioningConfiguration: { status: "Suspended" }',
        }],
    },
    {
        failure: "C8", system, item: "buckets",
        edits: [{ file: "components/s3.ts", find: "ignorePublicAcls: true,", replace: "ignorePublicAcls: false," }],
    },
    {
        failure: "C9", system, item: "tiers",
        edits: [{
            file: "index.ts", find: "subnetIds: vpc.publicSubnetIds", replace: "subnetIds: vpc.privateSubnetIds",
        }],
    },
    {
        failure: "C9", system, item: "tiers",
        edits: [{
            file: "index.ts",
            find: "    subnetIds: vpc.privateSubnetIds,\n    clientSecurityGroupId: asg.securityGroupId,",
            replace: "    subnetIds: vpc.publicSubnetIds,\n    clientSecurityGroupId: asg.securityGroupId,",
        }],
    },
    {
        failure: "C10", system, item: "names",
        edits: [{ file: "components/rds.ts", find: "identifier: subnets.name,", replace: 'identifier: "database",' }],
    },
    {
        failure: "C10", system, item: "names",
        edits: [{ file: "index.ts", find: "const databaseParameter = `/database/${config.project}/${name}`",
            replace: "const databaseParameter = `/database/${config.project}/${config.environment}`" }],
    },
    {
        failure: "C11", system, item: "destroy",
        edits: [{
            file: "components/rds.ts", find: "skipFinalSnapshot: !args.finalSnapshot,",
            replace: "skipFinalSnapshot: false,",
        }],
    },
    {
        failure: "C11", system, item: "destroy",
        edits: [{ file: "components/s3.ts", find: "forceDestroy: !args.deletionProtection,\n", replace: "" }],
    },
    {
        failure: "C12", system, item: "standby",
        edits: [{ file: "components/rds.ts", find: "multiAz: args.multiAz,", replace: "multiAz: true," }],
    },
    {
        failure: "C12", system, item: "standby",
        edits: [{ file: "Pulumi.prod.yaml", find: "  dbMultiAz: true\n", replace: "" }],
    },
    {
        failure: "C13", system, item: "typed-values",
        edits: [{
            file: "components/rds.ts", find: "multiAz: args.multiAz,",
            replace: "multiAz: String(args.multiAz) as unknown as boolean,",
        }],
    },
    {
        failure: "C14", system, item: "contract",
        edits: [{ file: "index.ts", find: "export const rdsEndpoint = rds.endpoint;\n", replace: "" }],
    },
    {
        failure: "D4", system, item: "exports",
        edits: [{ file: "index.ts", each: /^export const (\w+) = .*\n/gm, replace: "" }],
        also: { "unused-code": "what was exported is no longer used" },
    },
    {
        failure: "D5", system, item: "unread-keys",
        edits: [
            {
                file: "lib/config-reader.ts", find: "        this.refuseUnknownKeys();\n",
                replace: '        if (this.keys.has("")) {\n            this.refuseUnknownKeys();\n        }\n',
            },
            { file: "Pulumi.prod.yaml", find: "  logRetentionDays: 90", replace: "  other:logRetentionDays: 90" },
        ],
    },
    {
        failure: "F2", system, item: "database-user",
        edits: [{ file: "components/rds.ts", find: 'username: "dbadmin"', replace: 'username: "admin"' }],
    },
    {
        failure: "F3", system, item: "outputs-in-texts",
        edits: [{
            file: "components/rds.ts", find: "value: pulumi.jsonStringify({\n            address: instance.address,",
            replace: "value: JSON.stringify({\n            address: instance.address,",
        }],
    },
    {
        failure: "H3", system, item: "environment",
        edits: [{
            file: "Pulumi.yaml", find: "  environment:\n    type: string\n    description: First",
            replace: "  environment:\n    type: string\n    default: prod\n    description: First",
        }],
    },
    {
        failure: "H4", system, item: "region",
        edits: [{ file: "Pulumi.prod.yaml", find: "aws:region: us-east-1", replace: "aws:region: ap-east-1" }],
    },
    {
        failure: "H7", system, item: "database-version",
        edits: [{
            file: "components/rds.ts", find: "engineVersion: args.engineVersion,", replace: 'engineVersion: "8.4.99",',
        }],
    },
    {
        failure: "H8", system, item: "types",
        edits: [{ file: "components/vpc.ts", find: 'domain: "vpc",', replace: "vpc: true," }],
    },
    {
        failure: "M3", system, item: "options",
        edits: [{
            file: "components/asg.ts", find: "minElbCapacity: args.minSize,",
            replace: "minElbCapacity: args.minSize,\n            dependsOn: [launchTemplate],",
        }],
    },
    {
        failure: "H12", system, item: "unused-code",
        edits: [{
            file: "components/s3.ts", find: 'import * as pulumi from "@pulumi/pulumi";\n',
            replace: 'import * as pulumi from "@pulumi/pulumi";\nimport { join } from "node:path";\n',
        }],
    },
];
