import { join } from "node:path";
import { temporaryProject } from "../host/temporary-project";

/** A policy pack, by the source of its policies. */
export function samplePack(policies: string, files: Record<string, string> = {}): string {
    return temporaryProject({
        "PulumiPolicy.yaml": "runtime: nodejs\n",
        "package.json": JSON.stringify({ version: "1.2.3", main: "index.js" }),
        "index.js": `new (require("@pulumi/policy").PolicyPack)("sample", { policies: [${policies}] });`,
        ...files,
    });
}

/** A project whose stack registers what this source does, in a folder of its own or in one below it. */
export function sampleProject(source: string, files: Record<string, string> = {}, below = ""): string {
    const project = {
        "Pulumi.yaml": "{ name: shop, runtime: { name: nodejs, options: { typescript: false } } }",
        "Pulumi.dev.yaml": "config: { aws:region: eu-central-1 }\n",
        "index.js": `const pulumi = require("@pulumi/pulumi"); const aws = require("@pulumi/aws");\n${source}`,
        ...files,
    };
    const folder = temporaryProject(Object.fromEntries(
        Object.entries(project).map(([name, content]) => [join(below, name), content])));
    return join(folder, below);
}
