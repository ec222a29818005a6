import { join } from "node:path";
import { nonEmpty, runCommand } from "../host/command";
import { root } from "../host/project";
import { start } from "./start";

// npm start
void runCommand(() => start(process.argv.slice(2), {
    directory: join(root, ".emulator"),
    python: nonEmpty(process.env.PYTHON) ?? "python3",
    patience: 300,
}));
