import { parseArgs } from "node:util";
import { runCommand, UserError } from "../host/command";
import { findProject } from "../host/project";
import { runSteps, stepsOf, stepsOfExamples } from "./steps";

/** `npm test` and, with --examples, `npm run test:examples`. */
function main(): number {
    const { project, examples } = parse();
    if (!examples) {
        return runSteps(stepsOf(findProject(project)));
    }
    const steps = stepsOfExamples();
    if (steps.length === 0) {
        console.log("there are no examples");
    }
    return runSteps(steps);
}

function parse(): { project?: string; examples?: boolean } {
    try {
        return parseArgs({ options: { project: { type: "string" }, examples: { type: "boolean" } } }).values;
    } catch (error) {
        throw new UserError(`${(error as Error).message}\nusage: npm test [-- --project FOLDER]`);
    }
}

void runCommand(() => Promise.resolve().then(main));
