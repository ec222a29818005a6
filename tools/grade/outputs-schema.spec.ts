import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { listProjects } from "../host/house";
import { root } from "../host/project";
import { temporaryProject } from "../host/temporary-project";
import { outputsSchema } from "./outputs-schema";
import { schemaFile, titleOf } from "./write-schemas";

describe("outputs.schema.json", () => {
    for (const project of listProjects()) {
        it(`C14 of ${project} is that of its outputs.ts (npm run grade:schemas writes it)`, () => {
            const folder = join(root, project);
            assert.equal(readFileSync(join(folder, schemaFile), "utf8"), outputsSchema(folder, titleOf(project)));
        });
    }

    it("has types, comments and all names", () => {
        const folder = temporaryProject({ "outputs.ts": `export const outputTypes = {
    /** Of the
     * network. */
    vpcId: "string",
    ids: "array",
    port: "number",
} as const;
` });
        assert.deepEqual(JSON.parse(outputsSchema(folder, "a stack")), {
            $schema: "https://json-schema.org/draft/2020-12/schema",
            title: "Outputs of a stack",
            type: "object",
            required: ["vpcId", "ids", "port"],
            properties: {
                vpcId: { type: "string", description: "Of the network." },
                ids: { type: "array", items: { type: "string" } },
                port: { type: "number" },
            },
        });
    });

    it("is refused where the contract can't be read", () => {
        const folder = temporaryProject({ "outputs.ts": 'export const outputTypes = { vpcId: "text" };\n' });
        assert.throws(() => outputsSchema(folder, ""), /vpcId must be string, number or array/);
    });
});
