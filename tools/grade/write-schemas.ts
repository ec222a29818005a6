import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { runCommand } from "../host/command";
import { listProjects } from "../host/house";
import { root } from "../host/project";
import { outputsSchema } from "./outputs-schema";

export const schemaFile = "outputs.schema.json";

// npm run grade:schemas
if (require.main === module) {
    void runCommand(() => {
        for (const project of listProjects()) {
            const title = project === "." ? "the root's stack" : project.replace("examples/", "");
            writeFileSync(join(root, project, schemaFile), outputsSchema(join(root, project), title));
        }
        return Promise.resolve(0);
    });
}
