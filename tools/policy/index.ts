import { runCommand } from "../host/command";
import { checkPolicies } from "./policy";

// npm run policy
void runCommand(() => checkPolicies(process.argv.slice(2)));
