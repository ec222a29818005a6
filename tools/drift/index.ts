import { runCommand } from "../host/command";
import { detectDrift } from "./drift";

// npm run drift
void runCommand(() => detectDrift(process.argv.slice(2)));
