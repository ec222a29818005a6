import { runCommand } from "../host/command";
import { plan } from "./plan";

// npm run plan
void runCommand(() => plan(process.argv.slice(2)));
