import { runCommand } from "../../host/command";
import { drawOutcomes, runMutations } from "./run";
import { previewSystems } from "./systems";

// npm run policy:mutations
void runCommand(async () => {
    for (const [folder, subjects] of await previewSystems()) {
        console.log([`${folder}:`, ...drawOutcomes(runMutations(subjects)), ""].join("\n"));
    }
    return 0;
});
