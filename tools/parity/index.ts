import { runCommand } from "../host/command";
import { compareEnvironments } from "./parity";

// npm run parity
void runCommand(() => compareEnvironments(process.argv.slice(2)));
