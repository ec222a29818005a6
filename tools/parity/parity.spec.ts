import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { writeFileSync } from "node:fs";
import { temporaryProject } from "../host/temporary-project";
import { compareEnvironments } from "./parity";

const pulumiYaml = `
name: shop
runtime: { name: nodejs, options: { typescript: false } }
config:
  environment: { type: string }
  size: { type: integer, default: 1 }
`;

/** A program with one bucket and, in the stack "prod" or with another size, something else. */
const program = (extra: string) => `
    const pulumi = require("@pulumi/pulumi");
    const config = new pulumi.Config();
    const name = config.require("environment") + "-01";
    const tags = { Project: "shop", Environment: config.require("environment"), EnvironmentSuffix: "01" };
    const create = (resource, inputs) => new pulumi.CustomResource("aws:s3/bucket:Bucket", resource + "-" + name, {
        ...inputs, tags: { ...tags, Name: resource + "-" + name } });
    create("data", { size: config.getNumber("size") });
    ${extra}
`;

interface Project {
    extra?: string;
    expectations?: string;
    prod?: string;
}

function project({ extra = "", expectations = '{ "environment": "a name", "size": "a price" }', prod }: Project = {}) {
    return temporaryProject({
        "Pulumi.yaml": pulumiYaml,
        "Pulumi.dev.yaml": "config: { environment: dev, aws:region: us-east-1 }",
        "Pulumi.prod.yaml": prod ?? "config: { environment: prod, size: 3, aws:region: us-east-1 }",
        "index.js": program(extra),
        "parity.json": expectations,
    });
}

/** Runs the command, and returns its exit code and the lines that it prints. */
async function run(projectDir: string, ...args: string[]): Promise<{ exitCode: number; lines: string[] }> {
    const lines: string[] = [];
    const { log } = console;
    console.log = (text: string) => lines.push(...text.split("\n").map(line => line.trim()).filter(Boolean));
    try {
        return { exitCode: await compareEnvironments(["dev", "prod", "--project", projectDir, ...args]), lines };
    } finally {
        console.log = log;
    }
}

describe("npm run parity", () => {
    it("D7 finds no difference between environments but the expected ones", async () => {
        assert.deepEqual(await run(project()), {
            exitCode: 0,
            lines: [
                "dev and prod",
                "configuration, expected to differ (parity.json)",
                'environment: "dev" and "prod" (a name)',
                'size: "1" and "3" (a price)',
                "configuration, not expected to differ",
                "none",
                "resources that differ even where both have the same values for those keys",
                "none",
                "deployed resources: not compared, for lack of --outputs",
            ],
        });
    });

    it("D7 finds a key that is not expected to differ, and what follows from it", async () => {
        const { exitCode, lines } = await run(project({ expectations: '{ "environment": "a name" }' }));
        assert.equal(exitCode, 1);
        assert.deepEqual(lines.filter(line => line.includes(" and 3") || line.includes("size: ")), [
            'size: "1" and "3"', "aws:s3/bucket:Bucket data-dev-01.inputs.size: 1 and 3"]);
    });

    it("D7 finds what the program makes of the stack's name alone", async () => {
        const extra = 'if (pulumi.getStack() === "prod") { create("logs", {}); }';
        const { exitCode, lines } = await run(project({ extra }));
        assert.equal(exitCode, 1);
        assert(lines.includes('aws:s3/bucket:Bucket logs-dev-01: nothing and "logs-dev-01"'), lines.join("\n"));
    });

    const refused: [what: string, change: Project, message: RegExp][] = [
        ["expectations that are no object", { expectations: '["size"]' }, /parity\.json must be a JSON object of/],
        ["expectations that are no JSON", { expectations: "{" }, /parity\.json must be a JSON object of/],
        ["a key that the project doesn't have", { expectations: '{ "sice": "a price" }' },
            /parity\.json names keys that the project doesn't have: sice$/],
        ["a program that fails", { extra: 'throw new pulumi.RunError("no such luck");' }, /^(dev|prod): no such luck$/],
    ];
    for (const [what, change, message] of refused) {
        it(`refuses ${what}`, async () => {
            await assert.rejects(run(project(change)), { exitCode: 2, message });
        });
    }

    for (const args of [["dev"], ["dev", "prod", "staging"], ["dev", "prod", "--outputs", "a"], ["--other"]]) {
        it(`explains itself for the arguments ${args.join(" ")}`, async () => {
            await assert.rejects(compareEnvironments(args), { exitCode: 2, message: /usage: npm run parity -- / });
        });
    }

    describe("with deployments", () => {
        /** Stands in for the tagging API: answers with the names that each environment has. */
        const serve = async (deployed: Record<string, string[]>) => {
            const server = createServer((request, response) => {
                let body = "";
                request.on("data", (text: Buffer) => (body += text.toString()));
                request.on("end", () => {
                    const [environment = "", names = []] = Object.entries(deployed)
                        .find(([name]) => body.includes(`"${name}"`)) ?? [];
                    const tags = { Environment: environment, EnvironmentSuffix: "01" };
                    response.setHeader("Content-Type", "application/x-amz-json-1.1").end(JSON.stringify({
                        PaginationToken: "",
                        ResourceTagMappingList: names.map(name => ({
                            Tags: Object.entries({ ...tags, Name: `${name}-${environment}-01` })
                                .map(([Key, Value]) => ({ Key, Value })),
                        })),
                    }));
                });
            });
            server.listen(0, "127.0.0.1");
            await once(server, "listening");
            process.env.AWS_ENDPOINT_URL = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
            process.env.AWS_ACCESS_KEY_ID = process.env.AWS_SECRET_ACCESS_KEY = "emulated";
            return server;
        };

        const compare = async (deployed: Record<string, string[]>, extra = "") => {
            const projectDir = project({ extra });
            const files = ["dev", "prod"].map(stack => {
                const file = join(projectDir, `${stack}.json`);
                writeFileSync(file, JSON.stringify({
                    stack, environment: stack, environmentSuffix: "01", region: "us-east-1" }));
                return file;
            });
            const server = await serve(deployed);
            try {
                return await run(projectDir, ...files.flatMap(file => ["--outputs", file]));
            } finally {
                server.close();
                delete process.env.AWS_ENDPOINT_URL;
            }
        };

        it("D7 finds nothing where both have the same", async () => {
            const { exitCode, lines } = await compare({ dev: ["data"], prod: ["data"] });
            assert.equal(exitCode, 0, lines.join("\n"));
        });

        it("D7 finds a resource that only one has", async () => {
            const { exitCode, lines } = await compare({ dev: ["data"], prod: ["data", "by-hand"] });
            assert.equal(exitCode, 1);
            assert.equal(lines.at(-1), 'by-hand: nothing and "deployed"');
        });

        it("takes no offence at a resource that only one program registers", async () => {
            const { lines } = await compare(
                { dev: ["data"], prod: ["data", "logs"] }, 'if (config.getNumber("size") > 1) { create("logs", {}); }');
            assert.equal(lines.at(-1), "none");
        });
    });
});
