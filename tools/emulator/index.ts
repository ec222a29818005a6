import { join } from "node:path";
import { runCommand } from "../host/command";
import { root } from "../host/project";
import { start } from "./start";

// npm start
void runCommand(() => start(process.argv.slice(2), {
    directory: join(root, ".emulator"),
    // A variable that is set to nothing counts as unset.
    python: process.env.PYTHON || "python3",
    patience: 300,
}));
