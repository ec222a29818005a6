import { join, resolve } from "node:path";
import { runCommand } from "../host/command";
import { start } from "./start";

// npm start
const projectDir = resolve(__dirname, "../..");
void runCommand(() => start(process.argv.slice(2), {
    projectDir,
    directory: join(projectDir, ".emulator"),
    python: process.env.PYTHON ?? "python3",
}));
