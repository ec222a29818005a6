import assert from "node:assert/strict";
import { temporaryProject } from "../../host/temporary-project";
import { plan } from "../plan";
import type { EnvironmentDiff } from "./environments";
import { levelOf } from "./level";

const pulumiYaml = `
name: shop
runtime: { name: nodejs, options: { typescript: false } }
config:
  environment: { type: string }
  environmentSuffix: { type: string, default: "01" }
  size: { type: string, default: db.t4g.micro }
`;

/** Two environments with a database each, of another size, and with what the second source adds in prod. */
function createProject(inProd = "", prod = "environment: prod, size: db.t4g.medium"): string {
    return temporaryProject({
        "Pulumi.yaml": pulumiYaml,
        "Pulumi.dev.yaml": "config: { environment: dev, aws:region: us-east-1 }",
        "Pulumi.prod.yaml": `config: { ${prod}, aws:region: us-east-1 }`,
        "index.js": `
            const pulumi = require("@pulumi/pulumi");
            const config = new pulumi.Config();
            const environment = config.require("environment");
            const name = environment + "-" + config.require("environmentSuffix");
            const create = (type, resource, inputs) => new pulumi.CustomResource(type, resource + "-" + name,
                { ...inputs, tags: { Name: resource + "-" + name, Environment: environment } });
            create("aws:rds/instance:Instance", "db", {
                engine: "mysql", instanceClass: config.require("size"), allocatedStorage: 20, storageType: "gp3" });
            exports.endpoint = name;
            if (pulumi.getStack() === "prod") { ${inProd} }
        `,
    });
}

async function run(projectDir: string, ...args: string[]): Promise<string> {
    const printed: string[] = [];
    const { log } = console;
    console.log = (text: string) => printed.push(text);
    try {
        assert.equal(await plan(["--project", projectDir, "--diff", ...args]), 0);
    } finally {
        console.log = log;
    }
    return printed.join("\n");
}

const more = 'create("aws:ec2/natGateway:NatGateway", "nat", {}); exports.extra = 1;';

describe("npm run plan -- --diff", () => {
    const runForJson = async (folder: string, ...stacks: string[]) =>
        JSON.parse(await run(folder, "--json", ...stacks)) as EnvironmentDiff;

    it("finds settings, resources, inputs, outputs and cost that differ, and no names", async () => {
        const { cost, ...diff } = await runForJson(createProject(more), "dev", "prod");
        assert.deepEqual(diff, {
            project: "shop",
            stacks: ["dev", "prod"],
            settings: [
                { key: "environment", settings: [
                    { key: "environment", value: "dev", origin: "stack file" },
                    { key: "environment", value: "prod", origin: "stack file" },
                ] },
                { key: "size", settings: [
                    { key: "size", value: "db.t4g.micro", origin: "default" },
                    { key: "size", value: "db.t4g.medium", origin: "stack file" },
                ] },
            ],
            onlyIn: [[], [{ type: "aws:ec2/natGateway:NatGateway", name: "nat-prod-01" }]],
            inputs: [{
                type: "aws:rds/instance:Instance", name: "db-{environment}-{suffix}", path: "inputs.instanceClass",
                values: ["db.t4g.micro", "db.t4g.medium"],
            }],
            outputsOnlyIn: [[], ["extra"]],
        });
        const growth = cost.items.map(({ monthly: [first, second] }) => Math.abs((second ?? 0) - (first ?? 0)));
        assert.equal(growth.length, 2);
        assert.deepEqual(growth, [...growth].sort((a, b) => b - a));
        const nat = cost.items.find(({ name }) => name.startsWith("nat"));
        assert.equal(nat?.monthly[0], null);
        const sum = (index: 0 | 1) => cost.items.reduce((total, { monthly }) => total + (monthly[index] ?? 0), 0);
        assert.deepEqual([sum(0), sum(1)].map(Math.round), cost.monthly.map(Math.round));
    });

    it("finds nothing but settings between environments that differ in their names alone", async () => {
        const folder = createProject("", 'environment: prod, environmentSuffix: "02"');
        const diff = await runForJson(folder, "prod", "dev");
        assert.deepEqual(diff.settings.map(({ key }) => key), ["environment", "environmentSuffix"]);
        assert.deepEqual([diff.onlyIn, diff.inputs, diff.outputsOnlyIn], [[[], []], [], [[], []]]);
    });

    it("prints Markdown, the same in each run", async () => {
        const folder = createProject(more);
        const printed = await run(folder, "dev", "prod");
        assert.match(printed, /^## shop: dev and prod\n/);
        assert.match(printed, /\n\| size +\| db\.t4g\.micro \(default\) +\| db\.t4g\.medium \(stack file\) +\|\n/);
        assert.match(printed, /\n### Resources in dev alone\n\nnone\n/);
        assert.match(printed, /\n### Resources in prod alone\n\n- nat-prod-01 \(aws:ec2\/natGateway:NatGateway\)\n\n/);
        assert.match(printed, /\n\| db-\* +\| instanceClass +\| "db\.t4g\.micro" +\| "db\.t4g\.medium" +\|\n/);
        assert.match(printed, /\n\| nat-\* +\| - +\| 32\.85 +\| 32\.85 +\|\n/);
        assert.equal(await run(folder, "dev", "prod"), printed);
    });

    it("cuts long values where they begin to differ, and keeps a table's columns", async () => {
        const same = "s".repeat(100);
        const source = (end: string) => `config: { environment: ${end}, size: "${same}|${end}" }`;
        const project = temporaryProject({
            "Pulumi.yaml": pulumiYaml,
            "Pulumi.dev.yaml": source("one"),
            "Pulumi.prod.yaml": source("two"),
            "index.js": `
                const pulumi = require("@pulumi/pulumi");
                const size = new pulumi.Config().require("size").replace("one", "1").replace("two", "2");
                new pulumi.CustomResource("a:b:C", "a", { size });`,
        });
        assert.match(await run(project, "dev", "prod"), /\n\| a +\| size \| …s{19}\\\|1" +\| …s{19}\\\|2" +\|\n/);
    });

    for (const [stacks, message] of [
        ["dev", /^--diff needs two stacks, got dev\nusage: /],
        ["", /^--diff needs two stacks, got none\nusage: /],
        ["dev staging prod", /^--diff needs two stacks, got dev, staging, prod\nusage: /],
        ["dev dev", /^stacks must be named once, got dev more than once$/],
        ["dev prod --since HEAD", /^--since and --diff exclude each other\nusage: /],
    ] as const) {
        it(`refuses the arguments --diff ${stacks}`, async () => {
            await assert.rejects(plan(["--diff", ...stacks.split(" ").filter(Boolean)]), { exitCode: 2, message });
        });
    }
});

describe("the environment's own name", () => {
    const level = levelOf("dev-pr7", [
        { key: "environment", value: "dev", origin: "stack file" },
        { key: "environmentSuffix", value: "pr7", origin: "stack file" },
    ]);

    it("is taken out of texts as a whole word", () => {
        assert.equal(level("vpc-dev-pr7"), "vpc-{environment}-{suffix}");
        assert.equal(level("/shop/dev/size"), "/shop/{environment}/size");
        assert.equal(level("device-dev2-pr7"), "device-dev2-pr7");
        assert.equal(level("pr7"), "{suffix}");
    });

    it("is the stack's where the project has no such key", () => {
        assert.equal(levelOf("qa.1", [])("shop-qa.1 shop-qa-1"), "shop-{environment} shop-qa-1");
    });
});
