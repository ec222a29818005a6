import { runCommand } from "../host/command";
import { grade } from "./command";

// npm run grade
void runCommand(() => grade(process.argv.slice(2)));
