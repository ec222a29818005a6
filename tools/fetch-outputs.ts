import { execFileSync } from "node:child_process";
import { runCommand, UserError } from "./host/command";
import { defaultOutputsFile, writeOutputs } from "./host/outputs";

/** `npm run outputs -- STACK`: writes a deployed stack's outputs where the integration tests look for them. */
function main(): number {
    const [stack, ...others] = process.argv.slice(2);
    if (!stack || others.length > 0) {
        throw new UserError("usage: npm run outputs -- STACK");
    }
    writeOutputs(defaultOutputsFile, JSON.parse(pulumi("stack", "output", "--json", "--stack", stack)) as object);
    console.log(`wrote ${defaultOutputsFile}`);
    return 0;
}

function pulumi(...args: string[]): string {
    try {
        // What it has to complain of, it says on the terminal itself.
        return execFileSync("pulumi", args, { encoding: "utf8", stdio: ["inherit", "pipe", "inherit"] });
    } catch (error) {
        throw (error as NodeJS.ErrnoException).code === "ENOENT"
            ? new UserError("this needs the Pulumi CLI, and there is no pulumi on the PATH")
            : new UserError(`pulumi ${args.join(" ")} failed`);
    }
}

void runCommand(() => Promise.resolve().then(main));
