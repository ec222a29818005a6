import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { readListedSettings } from "../host/expected";
import { listProjects } from "../host/house";
import { root } from "../host/project";
import { temporaryProject } from "../host/temporary-project";
import { type Document, findDocuments, renderDocument } from "./documents";
import { plan } from "./plan";
import { planSettings, planStack, type StackPlan } from "./stack-plan";

/** Plans with the settings for which the lists of resources were written: other settings are no mistake. */
async function planAsListed(projectDir: string, { stacks }: Document): Promise<Map<string, StackPlan>> {
    return new Map(await Promise.all(stacks.map(async stack =>
        [stack, await planSettings(readListedSettings(projectDir, stack))] as const)));
}

describe("documents", () => {
    const source = "const aws = require('@pulumi/aws'); new aws.ec2.NatGateway('nat', { subnetId: 'subnet-1' });";
    const files = {
        "Pulumi.yaml": "{ name: shop, runtime: { name: nodejs, options: { typescript: false } } }",
        "Pulumi.dev.yaml": "config: { aws:region: us-east-1 }",
        "index.js": source,
        "docs/deploy.md": "Costs:\n\n<!-- plan costs dev -->\nold\n<!-- end -->\n\nMore.\n",
        "docs/other.md": "nothing from a plan\n",
        "README.md": "<!-- plan flowchart dev -->\n<!-- end -->\n",
    };

    it("have parts that are made from plans, and keep the rest", async () => {
        const folder = temporaryProject(files);
        const documents = findDocuments(folder);
        assert.deepEqual(documents.map(({ file, stacks }) => [file, stacks]), [
            ["README.md", ["dev"]], ["docs/deploy.md", ["dev"]]]);
        const plans = new Map([["dev", await planStack(folder, "dev")]]);
        assert.deepEqual(documents.map(document => renderDocument(document, plans)), [
            "<!-- plan flowchart dev -->\n```mermaid\nflowchart LR\n    subgraph us_east_1[\"us-east-1\"]\n"
            + "        us_east_1_others[\"NAT gateway: nat\"]\n    end\n```\n<!-- end -->\n",
            "Costs:\n\n<!-- plan costs dev -->\n| dollars a month | dev |\n| --- | --- |\n"
            + "| aws.ec2.NatGateway | 1 NAT gateway: 32.85 |\n| **sum** | **32.85** |\n<!-- end -->\n\nMore.\n",
        ]);
    });

    it("are rewritten by --update", async () => {
        const folder = temporaryProject(files);
        const { log } = console;
        const printed: string[] = [];
        console.log = (text: string) => printed.push(text);
        try {
            await plan(["--project", folder, "--update"]);
            await plan(["--project", folder, "--update"]);
        } finally {
            console.log = log;
        }
        assert.deepEqual(printed.map(text => text.split("\n").slice(1)), [
            ["README.md: written", "docs/deploy.md: written"], ["README.md: unchanged", "docs/deploy.md: unchanged"]]);
        assert.match(readFileSync(join(folder, "docs/deploy.md"), "utf8"), /\*\*32\.85\*\*/);
    });

    for (const project of listProjects()) {
        const projectDir = join(root, project);
        for (const document of findDocuments(projectDir)) {
            it(`${join(project, document.file)} says what plans say (npm run plan -- --update)`, async () => {
                const text = renderDocument(document, await planAsListed(projectDir, document));
                assert.equal(document.text, text);
            });
        }
    }
});
