import { execFileSync } from "node:child_process";
import { join, relative } from "node:path";
import { parseArgs } from "node:util";
import { runCommand, UserError } from "./host/command";
import { defaultOutputsFile, writeOutputs } from "./host/outputs";
import { findProject } from "./host/project";

const usage = "usage: npm run outputs -- [--project FOLDER] STACK";

/** Writes a deployed stack's outputs where the integration tests look for them, and returns that file's path. */
export function fetchOutputs(args: string[], startedIn?: string, env = process.env): string {
    const { projectDir, stack } = parseArguments(args, startedIn);
    const command = ["stack", "output", "--json", "--stack", stack];
    const outputs = parseOutput(runPulumi(command, projectDir, env));
    if (outputs === undefined) {
        throw new UserError(`pulumi ${command.join(" ")} printed no JSON object of outputs`);
    }
    if (Object.keys(outputs).length === 0) {
        throw new UserError(`stack ${stack} has no outputs: has it been deployed?`);
    }
    const file = join(projectDir, defaultOutputsFile);
    writeOutputs(file, outputs);
    return file;
}

function parseArguments(args: string[], startedIn: string | undefined): { projectDir: string; stack: string } {
    try {
        const { values, positionals: [stack, ...others] } = parseArgs({
            args, allowPositionals: true, options: { project: { type: "string" }, help: { type: "boolean" } } });
        if (!values.help && stack && others.length === 0) {
            return { projectDir: findProject(values.project, startedIn), stack };
        }
    } catch (error) {
        throw error instanceof UserError ? error : new UserError(`${(error as Error).message}\n${usage}`);
    }
    throw new UserError(usage);
}

function runPulumi(args: string[], cwd: string, env: NodeJS.ProcessEnv): string {
    try {
        // What it has to complain of, it says on the terminal itself.
        return execFileSync("pulumi", args, { cwd, env, encoding: "utf8", stdio: ["inherit", "pipe", "inherit"] });
    } catch (error) {
        throw (error as NodeJS.ErrnoException).code === "ENOENT"
            ? new UserError("this needs the Pulumi CLI, and there is no pulumi on the PATH")
            : new UserError(`pulumi ${args.join(" ")} failed`);
    }
}

/** The object that the CLI's output ends with; warnings may stand before it. */
function parseOutput(output: string): object | undefined {
    const start = output.search(/^\{/m);
    try {
        return start < 0 ? undefined : JSON.parse(output.slice(start)) as object;
    } catch {
        return undefined;
    }
}

// npm run outputs
if (require.main === module) {
    void runCommand(() => Promise.resolve().then(() => {
        console.log(`wrote ${relative(process.cwd(), fetchOutputs(process.argv.slice(2)))}`);
        return 0;
    }));
}
