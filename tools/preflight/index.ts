import { runCommand } from "../host/command";
import { preflight } from "./preflight";

// npm run preflight
void runCommand(() => preflight(process.argv.slice(2)));
