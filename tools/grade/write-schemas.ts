import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { runCommand } from "../host/command";
import { listProjects } from "../host/house";
import { root } from "../host/project";
import { outputsSchema } from "./outputs-schema";

export const schemaFile = "outputs.schema.json";

export function titleOf(project: string): string {
    return project === "." ? "the root's stack" : project.replace("examples/", "");
}

// npm run grade:schemas
if (require.main === module) {
    void runCommand(() => {
        for (const project of listProjects()) {
            const folder = join(root, project);
            writeFileSync(join(folder, schemaFile), outputsSchema(folder, titleOf(project)));
        }
        return Promise.resolve(0);
    });
}
