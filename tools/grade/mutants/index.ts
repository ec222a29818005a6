import { runCommand } from "../../host/command";
import { gradeMutants } from "./command";

// npm run grade:self
void runCommand(() => gradeMutants(process.argv.slice(2)));
